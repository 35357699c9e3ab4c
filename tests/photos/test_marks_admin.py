"""A publication's marks and an issue's cover in the editors' forms."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from photos.models import IssueCover, Look
from publication.models import Publication

pytestmark = pytest.mark.django_db


def form_of(row):
    return reverse(f"admin:publication_{row._meta.model_name}_change", args=[row.pk])


def private(publication, kind):
    return reverse("admin:photos_publication_mark", args=[publication.pk, kind])


@pytest.fixture
def upload(admin_client, filled_form, make_sign, publication, media_root):
    """`upload(logo=…)`: the publication's form sent with these files or boxes."""

    def send(**sent):
        form = filled_form(admin_client.get(form_of(publication)))
        files = {
            name: SimpleUploadedFile(f"{name}.png", value) if isinstance(value, bytes) else value
            for name, value in sent.items()
        }
        return admin_client.post(form_of(publication), form | files)

    return send


def test_an_editor_uploads_a_logo_and_readers_see_it(client, upload, make_sign, publication):
    assert upload(logo=make_sign()).status_code == 302

    look = Look.objects.get(publication=publication)
    assert client.get(f"/marks/{look.logo.sha256}.png").status_code == 200
    assert look.wordmark is None


def test_a_mark_stays_until_another_comes_or_its_box_is_ticked(
    admin_client, upload, make_sign, publication
):
    upload(logo=make_sign(), wordmark=make_sign((400, 80)))
    first = Look.objects.get().logo

    upload()
    assert Look.objects.get().logo == first
    upload(logo=make_sign(colour="#222222"))
    assert Look.objects.get().logo != first
    upload(**{"logo-clear": "on"})
    assert Look.objects.get().logo is None
    assert Look.objects.get().wordmark is not None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "an SVG drawing"),
        (b"<html><script>alert(1)</script>", "a web page"),
        (b"\x89PNG\r\n\x1a\nbroken", "cannot be read to the end"),
    ],
    ids=["drawing", "page", "broken"],
)
def test_what_is_no_picture_is_refused_beside_its_field_and_nothing_is_saved(
    upload, content, told, publication, media_root
):
    """Threat T10."""
    answer = upload(logo=content, tagline="Changed")

    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert not Look.objects.exists()
    assert Publication.objects.get(pk=publication.pk).tagline != "Changed"
    assert not list(media_root.rglob("*.png"))


def test_a_wordmark_for_the_dark_alone_is_refused(upload, make_sign):
    answer = upload(wordmark_dark=make_sign((400, 80)))

    assert "There is no wordmark beside it" in answer.content.decode()


def test_a_wordmark_taken_down_takes_the_one_for_the_dark_along(upload, make_sign):
    upload(wordmark=make_sign((400, 80)), wordmark_dark=make_sign((400, 80), "#ffffff"))

    assert upload(**{"wordmark-clear": "on"}).status_code == 302

    assert (Look.objects.get().wordmark, Look.objects.get().wordmark_dark) == (None, None)


def test_a_new_publication_may_have_a_logo_at_once(
    admin_client, filled_form, make_sign, media_root
):
    add = reverse("admin:publication_publication_add")
    form = filled_form(admin_client.get(add)) | {"title": "Quay Notes"}
    file = SimpleUploadedFile("logo.png", make_sign())

    assert admin_client.post(add, form | {"logo": file}).status_code == 302
    assert Look.objects.get().publication.title == "Quay Notes"


def test_editors_see_a_mark_privately_and_nobody_else(
    admin_client, client, contributor_client, make_mark, publication, django_user_model, signed_in
):
    """Threat T6."""
    make_mark(publication, "logo")

    for may in (admin_client, contributor_client):
        answer = may.get(private(publication, "logo"))
        assert answer["Content-Type"] == "image/png"
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert b"".join(answer).startswith(b"\x89PNG")
    clerk = signed_in(django_user_model.objects.create_user("clerk", is_staff=True))
    assert clerk.get(private(publication, "logo")).status_code == 404
    assert client.get(private(publication, "logo")).status_code == 302
    for kind in ("wordmark", "nonsense"):
        assert admin_client.get(private(publication, kind)).status_code == 404


def test_who_may_not_change_the_publication_changes_no_mark(
    editor_client, make_sign, publication, media_root
):
    """Threat T6."""
    file = SimpleUploadedFile("logo.png", make_sign())

    answer = editor_client.post(form_of(publication), {"logo": file, "edit_number": "1"})

    assert answer.status_code == 403
    assert not Look.objects.exists()
    assert editor_client.get(form_of(publication)).status_code == 200


def test_an_issue_gets_a_cover_from_the_library_and_loses_it_again(
    editor_client, filled_form, make_issue, make_photo
):
    issue, photo = make_issue(), make_photo(caption="Cranes at dawn")

    def save(**typed):
        form = filled_form(editor_client.get(form_of(issue)))
        return editor_client.post(form_of(issue), form | typed)

    assert save(cover=str(photo.pk)).status_code == 302
    assert IssueCover.objects.get(issue=issue).photo == photo
    assert "Cranes at dawn" in editor_client.get(form_of(issue)).content.decode()
    save()
    assert IssueCover.objects.filter(issue=issue).exists()
    save(cover="")
    assert not IssueCover.objects.exists()


def test_a_cover_that_is_no_photo_is_refused(editor_client, filled_form, make_issue):
    issue = make_issue()
    form = filled_form(editor_client.get(form_of(issue))) | {"cover": "999"}

    assert editor_client.post(form_of(issue), form).status_code == 200
    assert not IssueCover.objects.exists()


def test_two_editors_of_one_issue_see_both_covers(
    editor_client, filled_form, make_issue, make_photo
):
    issue = make_issue()
    stale = filled_form(editor_client.get(form_of(issue)))
    first, second = make_photo(caption="Cranes at dawn"), make_photo(caption="Quay at night")
    editor_client.post(form_of(issue), stale | {"cover": str(first.pk)})

    refused = editor_client.post(form_of(issue), stale | {"cover": str(second.pk)})

    assert refused.status_code == 409
    page = refused.content.decode()
    assert "dawn" in page
    assert "night" in page
    assert IssueCover.objects.get().photo == first
