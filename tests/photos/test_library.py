"""The library as pictures: found, filtered, uploaded by the hundred and completed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from audit.models import Act
from photos.likeness import keep_likenesses
from photos.models import Photo
from photos.stamping import Stamp, xmp_packet
from publication.models import Licence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]

LIST = reverse("admin:photos_photo_changelist")
UPLOAD = reverse("admin:photos_photo_upload")
COMPLETE = reverse("admin:photos_photo_complete")
JSON = {"Accept": "application/json"}


def listed(client, **asked):
    page = client.get(LIST, asked)
    return {card.photo.caption for card in page.context["cards"]}


def files(*contents):
    return [SimpleUploadedFile(f"{n}.jpg", content) for n, content in enumerate(contents, 1)]


# --- the grid -----------------------------------------------------------------------------------


def test_pictures_come_first_and_a_list_is_there_for_who_wants_one(admin_client, make_photo):
    photo = make_photo(caption="Cranes")

    grid = admin_client.get(LIST).content.decode()
    rows = admin_client.get(LIST, {"view": "list"}).content.decode()

    assert 'class="result-list library library-pictures"' in grid
    assert 'class="result-list library library-list"' in rows
    for page in (grid, rows):
        assert 'loading="lazy"' in page
        assert reverse("admin:photos_photo_change", args=[photo.pk]) in page


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"needs": "soon"}, {"ending"}),
        ({"orientation": "portrait"}, {"upright"}),
        ({"orientation": "square"}, {"square"}),
        ({"duplicates": "alike"}, {"one", "its twin"}),
        ({"duplicates": "same"}, set()),
        ({"creator__icontains": "oosting"}, {"one"}),
        ({"q": "twin", "view": "list"}, {"its twin"}),
    ],
)
def test_the_library_is_narrowed_down(admin_client, make_photo, asked, expected):
    today = timezone.localdate()
    make_photo(caption="sound", rights_expire_on=today + timedelta(days=31))
    make_photo(caption="ending", rights_expire_on=today + timedelta(days=30))
    make_photo(caption="upright", width=400, height=640)
    make_photo(caption="square", width=400, height=400)
    for name, bits, creator in (("one", 0xA5C3, "Marit Oosting"), ("its twin", 0xA5C1, "")):
        photo = make_photo(caption=name, fingerprint=f"{bits:016x}", creator=creator)
        keep_likenesses(photo)

    assert listed(admin_client, **asked) == expected


def test_a_photo_that_looks_like_another_says_so(admin_client, make_photo):
    for name in ("one", "its twin"):
        keep_likenesses(make_photo(caption=name, fingerprint="00000000a5c3a5c3"))

    assert "looks like <a" in admin_client.get(LIST).content.decode()


# --- many at once -------------------------------------------------------------------------------


def test_each_file_sent_by_itself_is_answered_with_what_is_still_missing(
    admin_client, make_picture
):
    [file] = files(make_picture())

    answer = admin_client.post(UPLOAD, {"pictures": file, "credit_line": "Agency"}, headers=JSON)

    photo = Photo.objects.get()
    told = answer.json()
    assert answer.status_code == 201
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert (told["id"], told["notes"]) == (photo.pk, ["no alternative text"])
    assert photo.credit_line == "Agency"
    assert Act.objects.filter(what="added", object_id=str(photo.pk)).exists()


def test_what_holds_of_all_holds_only_of_those_that_do_not_say_it_themselves(
    admin_client, make_picture
):
    stamp = Stamp(creator="Marit Oosting")
    own, silent = files(make_picture(xmp=xmp_packet(stamp)), make_picture())
    licence = Licence.objects.get(spdx="CC-BY-4.0")
    batch = {"credit_line": "Agency", "licence": licence.pk, "rights_expire_on": "2030-01-31"}

    admin_client.post(UPLOAD, {"pictures": [own, silent], **batch})

    named = dict(Photo.objects.values_list("original_name", "credit_line"))
    assert named == {"1.jpg": "", "2.jpg": "Agency"}
    assert set(Photo.objects.values_list("licence", flat=True)) == {licence.pk}
    assert {str(day) for day in Photo.objects.values_list("rights_expire_on", flat=True)} == {
        "2030-01-31"
    }


def test_the_same_bytes_never_make_a_second_photo_and_it_is_said_which_one_it_is(
    admin_client, make_picture
):
    content = make_picture()
    first, again = files(content, content)
    admin_client.post(UPLOAD, {"pictures": first}, headers=JSON)

    answer = admin_client.post(UPLOAD, {"pictures": again}, headers=JSON)

    assert answer.status_code == 409
    assert answer.json()["known"]["id"] == Photo.objects.get().pk


def test_without_script_one_form_takes_several_and_names_each_that_it_refused(
    admin_client, make_picture
):
    good, bad = files(make_picture(), b"<svg onload=alert(1)></svg>")

    page = admin_client.post(UPLOAD, {"pictures": [good, bad]}).content.decode()

    photo = Photo.objects.get()
    assert "SVG drawing" in page
    assert "<svg onload" not in page
    assert f"{COMPLETE}?photos={photo.pk}" in page


def test_a_wrong_word_for_all_is_refused_before_anything_is_kept(admin_client, make_picture):
    [file] = files(make_picture())
    batch = {"pictures": file, "rights_expire_on": "tomorrow"}

    answer = admin_client.post(UPLOAD, batch, headers=JSON)

    assert answer.status_code == 422
    assert "date" in answer.json()["error"]
    assert not Photo.objects.exists()


# --- what is missing ----------------------------------------------------------------------------


def row(photo, **fields):
    number = {"edit_number": photo.edit_number, **fields}
    return {f"p{photo.pk}-{name}": value for name, value in number.items()}


def test_rows_are_saved_one_by_one_each_with_its_own_number(admin_client, make_photo):
    one, other = make_photo(alt_text=""), make_photo(alt_text="")
    address = f"{COMPLETE}?photos={one.pk},{other.pk}"

    answer = admin_client.post(address, row(one, alt_text="Cranes"), headers=JSON)

    one.refresh_from_db()
    other.refresh_from_db()
    assert answer.json()["saved"]
    assert (one.alt_text, one.edit_number) == ("Cranes", 2)
    assert (other.alt_text, other.edit_number) == ("", 1)


def test_of_a_row_saved_meanwhile_both_texts_are_shown_and_the_others_are_saved(
    admin_client, make_photo
):
    one, other = make_photo(alt_text=""), make_photo(alt_text="")
    Photo.objects.filter(pk=one.pk).update(alt_text="Theirs", edit_number=2)
    sent = row(one, alt_text="Mine", credit_line="x") | row(other, alt_text="Ships")

    answer = admin_client.post(f"{COMPLETE}?photos={one.pk},{other.pk}", sent)

    page = answer.content.decode()
    one.refresh_from_db()
    other.refresh_from_db()
    assert answer.status_code == 409
    assert "Theirs" in page
    assert "Mine" in page
    assert (one.alt_text, other.alt_text) == ("Theirs", "Ships")


def test_nothing_typed_is_lost_to_a_mistake(admin_client, make_photo):
    photo = make_photo(alt_text="")
    sent = row(photo, alt_text="Cranes \u202e and ships")

    answer = admin_client.post(f"{COMPLETE}?photos={photo.pk}", sent, headers=JSON)

    told = answer.json()
    assert not told["saved"]
    assert "changes the direction" in told["row"]
    assert "and ships" in told["row"]


@pytest.mark.parametrize("keys", ["", "x", "1e3", "-1", "9" * 40, ",,", "²"])
def test_odd_keys_are_no_reason_to_fail(admin_client, keys):
    assert admin_client.get(COMPLETE, {"photos": keys}).status_code == 200


def test_who_may_only_add_may_not_complete(contributor_client, make_photo, make_picture):
    photo = make_photo(alt_text="")
    [file] = files(make_picture())

    assert contributor_client.post(UPLOAD, {"pictures": file}, headers=JSON).status_code == 201
    address = f"{COMPLETE}?photos={photo.pk}"
    assert contributor_client.get(address).status_code == 403
    assert contributor_client.post(address, row(photo, alt_text="x")).status_code == 403
    assert "Upload photos" in contributor_client.get(LIST).content.decode()


def test_chosen_photos_are_led_to_completing(admin_client, make_photo):
    one, other = make_photo(), make_photo()
    chosen = {"action": "complete", "_selected_action": [one.pk, other.pk]}

    answer = admin_client.post(LIST, chosen)

    assert answer.url == f"{COMPLETE}?photos={other.pk},{one.pk}"
