"""A publication's marks on readers' pages, and their files."""

import dataclasses
from pathlib import Path

import pytest
from django.conf import settings

from photos.marks import show
from reader.serial import serial, serial_of

pytestmark = pytest.mark.django_db


def file_of(client, address, **headers):
    answer = client.get(address, headers=headers)
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_logo_stands_beside_the_name_and_is_the_icon(tree, make_publication, make_mark):
    publication = make_publication()
    mark = make_mark(publication, "logo")

    page = tree("/")

    address = f"/marks/{mark.sha256}.png"
    assert page.find(".//link[@rel='icon']").get("href") == address
    logo = page.find(f".//header//img[@src='{address}']")
    assert (logo.get("width"), logo.get("height"), logo.get("alt")) == ("300", "300", "")
    assert serial().title in "".join(page.find(".//h1").itertext())


def test_the_wordmark_stands_for_the_name_and_has_one_for_the_dark(
    tree, make_publication, make_mark
):
    publication = make_publication()
    light = make_mark(publication, "wordmark", (400, 80))

    alone = tree("/").find(".//h1//img")
    assert alone.get("alt") == publication.title
    assert "on-plate" in alone.get("class")
    assert alone.get("src") == f"/marks/{light.sha256}.png"

    dark = make_mark(publication, "wordmark_dark", (400, 80), colour="#ffffff")
    heading = tree("/").find(".//h1")
    sources = {each.get("srcset"): each.get("media") for each in heading.iter("source")}
    assert sources[f"/marks/{dark.sha256}.webp"] == "(prefers-color-scheme: dark)"
    assert sources[f"/marks/{light.sha256}.webp"] is None
    assert "on-plate" not in heading.find(".//img").get("class")


@pytest.mark.parametrize(("form", "head"), [("png", b"\x89PNG"), ("webp", b"RIFF")])
def test_a_mark_is_served_as_the_picture_it_is_and_can_do_nothing_else(
    client, make_publication, make_mark, form, head, django_assert_num_queries
):
    """Threat T10."""
    mark = make_mark(make_publication())

    # One of them is every page's: whether something scheduled is due.
    with django_assert_num_queries(2):
        answer, content = file_of(client, f"/marks/{mark.sha256}.{form}")

    assert content.startswith(head)
    assert answer["Content-Type"] == f"image/{form}"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    tag = answer["ETag"]
    assert file_of(client, f"/marks/{mark.sha256}.{form}", if_none_match=tag)[0].status_code == 304


def test_what_is_not_shown_answers_as_if_it_had_never_been(
    client, make_publication, make_mark, make_photo
):
    """Threat T3: neither a mark before it is shown, nor one taken down, nor a photo."""
    publication = make_publication()
    mark = make_mark(publication)
    other = make_publication(title="Other", issn_online="", issn_linking="", is_default=False)
    private = make_mark(other, colour="#222222")
    show(publication, logo=None)
    never = client.get(f"/marks/{'0' * 64}.png")

    for sha256 in (mark.sha256, private.sha256, make_photo().sha256):
        for form in ("png", "webp", "jpg", "svg"):
            answer = client.get(f"/marks/{sha256}.{form}")
            assert (answer.status_code, answer.content) == (404, never.content)
            assert answer.headers == never.headers


def test_a_lost_file_is_not_found(client, make_publication, make_mark):
    mark = make_mark(make_publication())
    (Path(settings.MEDIA_ROOT) / mark.png.name).unlink()

    assert client.get(f"/marks/{mark.sha256}.png").status_code == 404


def test_a_picture_of_todays_name_does_not_stand_over_an_article_of_a_former_one(
    make_publication, make_mark, rich_document
):
    publication = make_publication(accent="#14495c")
    make_mark(publication, "logo")
    make_mark(publication, "wordmark", (400, 80))
    then = dataclasses.replace(rich_document.publication, title=publication.title)

    assert serial_of(then).wordmark == serial().wordmark
    renamed = serial_of(dataclasses.replace(then, title="Quay Notes"))
    assert (renamed.title, renamed.wordmark) == ("Quay Notes", None)
    assert renamed.logo == serial().logo
    assert renamed.theme == serial().theme


def test_new_looks_are_new_pages(client, make_publication, make_mark):
    publication = make_publication()
    tag = client.get("/about/")["ETag"]
    make_mark(publication, "logo")

    assert client.get("/about/", headers={"If-None-Match": tag}).status_code == 200
