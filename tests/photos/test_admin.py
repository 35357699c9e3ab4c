from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from photos.models import Photo
from photos.stamping import Stamp, xmp_packet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]

LIST = reverse("admin:photos_photo_changelist")
ADD = reverse("admin:photos_photo_add")


def change(photo):
    return reverse("admin:photos_photo_change", args=[photo.pk])


def address(photo, width=320):
    return reverse("admin:photos_photo_thumbnail", args=[photo.pk]) + f"?width={width}"


@pytest.fixture
def upload(admin_client):
    def upload(content, name="harbour.jpg", **fields):
        form = {"cropping_allowed": "on", "focal_x": "50", "focal_y": "50", **fields}
        picture = SimpleUploadedFile(name, content)
        return admin_client.post(ADD, {**form, "picture": picture}, follow=True)

    return upload


def test_an_editor_adds_a_photo(upload, make_picture):
    answer = upload(make_picture(), alt_text="Cranes", focal_x="30")

    photo = Photo.objects.get()
    assert answer.redirect_chain[0][0] == LIST
    assert (photo.alt_text, photo.focal_x, photo.width, photo.edit_number) == ("Cranes", 30, 640, 1)


def test_the_editor_is_told_what_the_picture_said_of_itself(upload, make_picture):
    stamp = Stamp(credit="Coastal Pictures", creator="Marit Oosting")

    answer = upload(make_picture(xmp=xmp_packet(stamp)), creator="As typed")

    assert "inside the picture: credit. Please check" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<svg xmlns='x'><script>alert(1)</script></svg>", "drawing.jpg", "SVG drawing"),
        (b"GIF89a<script>alert(1)</script>", "moving.gif", "This is a GIF"),
        (b"\xff\xd8\xff\xe0 half", "half.jpg", "damaged or incomplete"),
        (b"", "empty.jpg", "empty"),
    ],
)
def test_a_refusal_stands_beside_the_file_and_the_words_stay(upload, content, name, words):
    answer = upload(content, name=name, alt_text="Five cranes", caption="At dawn <&>")

    form = answer.context["adminform"].form
    assert words in str(form.errors["picture"])
    page = answer.content.decode()
    assert "Five cranes" in page
    assert escape("At dawn <&>") in page
    assert "<script>alert" not in page
    assert not Photo.objects.exists()


def test_a_wrong_word_is_refused_beside_its_field_and_nothing_is_kept(
    upload, make_picture, media_root
):
    answer = upload(make_picture(), credit_line="Marit \u202egnitsoO", focal_x="101")

    errors = answer.context["adminform"].form.errors
    assert "changes the direction" in str(errors["credit_line"])
    assert "focal point is given in percent" in str(errors)
    assert not Photo.objects.exists()
    assert not list(media_root.rglob("*.*"))


def test_the_same_picture_again_leads_to_the_first(upload, make_picture):
    content = make_picture()
    upload(content, caption="Cranes <at> dawn")
    first = Photo.objects.get()

    answer = upload(content)

    error = str(answer.context["adminform"].form.errors["picture"])
    assert f'<a href="{change(first)}">Cranes &lt;at&gt; dawn</a>' in error
    assert Photo.objects.count() == 1


def test_the_change_page_shows_the_picture_with_fields_in_groups(admin_client, make_photo):
    photo = make_photo(caption="Cranes")

    page = admin_client.get(change(photo)).content.decode()

    assert escape(address(photo, width=960)) in page
    assert 'id="id_focal_x"' in page
    assert "photos/focal.js" in page
    assert "harbour.jpg · JPEG · 640 × 400" in page
    assert 'name="picture"' not in page


def test_a_saved_change_makes_its_crops_due(admin_client, make_photo):
    photo = make_photo(renditions=False)
    form = {"alt_text": "Cranes", "focal_x": "10", "focal_y": "90", "edit_number": "1"}

    answer = admin_client.post(change(photo), form)

    photo.refresh_from_db()
    assert answer.status_code == 302
    assert (photo.focal_x, photo.focal_y, photo.cropping_allowed) == (10, 90, False)
    assert photo.edit_number == 2


def test_the_second_editor_is_told_and_sees_both_texts(admin_client, make_photo):
    photo = make_photo(caption="The first")
    form = {"focal_x": "50", "focal_y": "50", "edit_number": "1"}
    admin_client.post(change(photo), {**form, "caption": "The second"})

    answer = admin_client.post(change(photo), {**form, "caption": "The third"})

    assert answer.status_code == 409
    photo.refresh_from_db()
    assert photo.caption == "The second"
    assert "The third" in answer.content.decode()


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ("credit", {"nameless"}),
        ("alt", {"silent"}),
        ("rights", {"expired"}),
        ("renditions", {"broken"}),
    ],
)
def test_the_library_finds_what_needs_attention(admin_client, make_photo, needs, expected):
    make_photo(caption="sound")
    make_photo(caption="nameless", credit_line="")
    make_photo(caption="silent", alt_text="")
    make_photo(caption="expired", rights_expire_on=date(2001, 1, 1))
    make_photo(caption="broken", renditions_problem="The original cannot be read to the end.")

    answer = admin_client.get(LIST, {"needs": needs})

    assert {photo.caption for photo in answer.context["cl"].result_list} == expected


@pytest.mark.parametrize("words", ["dawn", "oosting", "quay.jpg", "archive"])
def test_the_library_is_searched_by_words_of_any_kind(admin_client, make_photo, words):
    make_photo()
    wanted = make_photo(
        caption="Cranes at dawn",
        creator="Zoë Oosting-Prins",
        credit_line="",
        original_name="quay.jpg",
        source="Harbour Archive",
        alt_text="",
    )
    Photo.objects.exclude(pk=wanted.pk).update(credit_line="Nobody")

    answer = admin_client.get(LIST, {"q": words})

    assert list(answer.context["cl"].result_list) == [wanted]


def test_a_long_list_asks_no_more_questions_than_a_short_one(
    admin_client, make_photo, django_assert_max_num_queries
):
    make_photo()
    with django_assert_max_num_queries(20) as short:
        admin_client.get(LIST)
    for _ in range(12):
        make_photo()
    with django_assert_max_num_queries(len(short.captured_queries)):
        admin_client.get(LIST)


@pytest.mark.parametrize("renditions", [True, False])
def test_editors_see_the_picture_privately(admin_client, make_photo, renditions):
    photo = make_photo(width=330, height=320, cropping_allowed=False, renditions=renditions)

    answer = admin_client.get(address(photo))

    assert answer["Content-Type"] == ("image/webp" if renditions else "image/jpeg")
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert len(b"".join(answer)) > 100


@pytest.mark.parametrize("width", ["", "x", "-1", "9" * 5000, "²", "0"])
def test_an_odd_width_is_no_reason_to_fail(admin_client, make_photo, width):
    assert admin_client.get(address(make_photo(), width)).status_code == 200


def test_a_lost_file_is_not_found(admin_client, make_photo):
    photo = make_photo()
    photo.original.storage.delete(photo.original.name)

    assert admin_client.get(address(photo)).status_code == 404
    assert admin_client.get(address(Photo(pk=10**12))).status_code == 404


def test_nobody_else_sees_a_picture_of_the_library(client, make_photo, django_user_model):
    photo = make_photo()

    assert client.get(address(photo)).status_code == 302
    client.force_login(django_user_model.objects.create_user("reader"))
    assert client.get(address(photo)).status_code == 302
    client.force_login(django_user_model.objects.create_user("clerk", is_staff=True))
    assert client.get(address(photo)).status_code == 404
    assert client.post(ADD, {"picture": SimpleUploadedFile("a.jpg", b"x")}).status_code == 403
