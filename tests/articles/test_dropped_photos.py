"""A picture dropped into a text enters the library as any other."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from photos.models import Photo

UPLOAD = "admin:articles_article_photo-upload"


def drop(client, picture, **fields):
    file = SimpleUploadedFile("quay.jpg", picture, content_type="image/jpeg")
    return client.post(reverse(UPLOAD), {"picture": file, **fields})


def test_it_is_kept_with_what_was_typed_and_told_as_the_library_tells_it(
    make_picture, media_root, contributor_client
):
    answer = drop(
        contributor_client, make_picture(), alt_text=" A  quay ", credit_line="Oosting"
    ).json()

    photo = Photo.objects.get()
    assert (photo.alt_text, photo.credit_line) == ("A quay", "Oosting")
    assert (answer["photo"]["id"], answer["already"]) == (photo.pk, False)


def test_one_that_the_library_has_is_used_from_there(make_picture, media_root, editor_client):
    picture = make_picture()
    first = drop(editor_client, picture, alt_text="A quay").json()

    second = drop(editor_client, picture, alt_text="Another quay").json()

    assert second == {"photo": first["photo"], "already": True}
    assert Photo.objects.get().alt_text == "A quay"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"picture": b"GIF89a no picture at all"}, ""),
        ({"alt_text": "A quay"}, "No picture arrived"),
        ({"picture": None, "alt_text": "left \u202e right"}, "direction"),
    ],
    ids=["no picture", "nothing", "a direction override"],
)
def test_what_cannot_be_kept_is_refused_with_its_reason(
    make_picture, media_root, editor_client, sent, said
):
    if "picture" in sent:
        content = sent["picture"] or make_picture()
        sent = sent | {"picture": SimpleUploadedFile("quay.jpg", content)}

    answer = editor_client.post(reverse(UPLOAD), sent)

    assert answer.status_code == 400
    assert said in answer.json()["refused"]
    assert not Photo.objects.exists()


def test_who_may_not_add_photos_is_refused_and_so_is_a_request_without_the_token(
    make_picture, media_root, editor_user
):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor_user)

    assert drop(browser, make_picture()).status_code == 403
    assert drop(Client(), make_picture()).status_code == 302
    assert not Photo.objects.exists()
