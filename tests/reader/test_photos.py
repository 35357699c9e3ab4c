"""Photos at their public addresses: only what a readable version or a public profile shows."""

import hashlib
import logging
from pathlib import Path

import pytest

from photos.models import Photo, Rendition

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(lead, make_public):
    make_public(photo=lead)
    return f"/photos/{lead.sha256}/wide-480.webp"


def body(answer):
    return b"".join(answer) if answer.streaming else answer.content


def test_a_photo_is_sent_as_what_it_is_and_can_do_nothing(client, address, encoded):
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.streaming
    assert body(answer) == encoded["webp"]
    assert answer["Content-Type"] == "image/webp"
    assert answer["Content-Length"] == str(len(encoded["webp"]))
    assert answer["ETag"] == f'"{hashlib.sha256(encoded["webp"]).hexdigest()}"'
    assert answer["Cache-Control"] == "public, max-age=86400, s-maxage=5"
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_reader_who_has_it_gets_an_empty_answer(client, address):
    tag = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, body(again)) == (304, b"")
    assert again["Cache-Control"] == "public, max-age=86400, s-maxage=5"


def test_each_format_has_its_type(client, address):
    for ending, kind in (("avif", "image/avif"), ("jpg", "image/jpeg")):
        assert client.get(address.replace("webp", ending))["Content-Type"] == kind


def test_a_photo_of_a_draft_answers_as_one_that_never_existed(
    client, address, make_photo, make_article
):
    photo = make_photo(renditions=True)
    make_article(lead_photo=photo)
    row = photo.renditions.first()
    ways = [{}, {"Range": "bytes=0-9"}, {"If-None-Match": f'"{row.sha256}"'}]

    for headers in ways:
        secret = client.get(
            f"/photos/{photo.sha256}/{row.shape}-{row.width}.{row.format}", headers=headers
        )
        never = client.get(f"/photos/{'0' * 64}/full-320.jpg", headers=headers)
        assert secret.status_code == 404
        assert (secret.content, dict(secret.headers)) == (never.content, dict(never.headers))


@pytest.mark.parametrize(
    "name",
    [
        "full-321.jpg", "full-0320.jpg", "full-320.png", "tall-320.jpg", "original", "",
        "full-99999999999999999999.jpg", "full-320.jpg/", "../full-320.jpg", "full-320.jpg%0a",
    ],
)  # fmt: skip
def test_any_other_name_is_the_same_page_not_found(client, lead, address, name):
    answer = client.get(f"/photos/{lead.sha256}/{name}")

    assert answer.status_code == 404
    assert answer.content == client.get("/nothing/here").content


def test_originals_have_no_address(client, address, lead):
    for wrong in (
        f"/media/{lead.original.name}",
        f"/{lead.original.name}",
        f"/photos/{lead.sha256}",
    ):
        assert client.get(wrong).status_code == 404


def test_a_portrait_is_public_with_its_author_alone(client, lead, make_public, make_author):
    address = f"/photos/{lead.sha256}/square-320.jpg"
    hidden = make_author("Hidden", "Person", portrait=lead)
    assert client.get(address).status_code == 404

    make_public()
    hidden.portrait = None
    hidden.save()
    Photo.objects.get().portrayed_authors.add(type(hidden).objects.get(slug="mirae-yoon"))

    assert client.get(address).status_code == 200


def test_a_file_that_is_missing_is_logged_and_not_found(client, address, media_root, caplog):
    Path(media_root / Rendition.objects.filter(format="webp").first().file.name).unlink()

    with caplog.at_level(logging.ERROR, logger="reader"):
        assert client.get(address).status_code == 404
    assert "is not in the storage" in caplog.text
