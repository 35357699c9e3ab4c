"""What the editor asks of the photo library, and manuscripts that come in by the browser."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article, ImportedFile

PHOTOS = "admin:articles_article_photos"
IMPORT = "admin:articles_article_import"
MANUSCRIPT = b"""# Where the ferry turns

*By Lotte Verhaegen*

A ferry turns where the water lets it.

## The quay

It waits.
"""


# --- the library ------------------------------------------------------------------------------


def test_photos_are_found_by_what_they_show_and_who_took_them(make_photo, editor_client):
    dredger = make_photo(caption="A dredger", credit_line="Oosting")
    make_photo(caption="A sluice", credit_line="Baert")

    for words in ("dredger", "oosting"):
        answer = editor_client.get(reverse(PHOTOS), {"q": words}).json()
        assert [photo["id"] for photo in answer["photos"]] == [dredger.pk]
        assert answer["more"] is False

    (found,) = editor_client.get(reverse(PHOTOS), {"q": "dredger"}).json()["photos"]
    assert found == {
        "id": dredger.pk,
        "title": "A dredger",
        "alt": dredger.alt_text,
        "caption": "A dredger",
        "credit": "Oosting",
        "thumbnail": f"/admin/photos/photo/{dredger.pk}/thumbnail/?width=480",
        "problems": [],
    }


def test_photos_come_in_pages_the_newest_first(make_photo, editor_client):
    photos = [make_photo() for _ in range(26)]

    first = editor_client.get(reverse(PHOTOS)).json()
    second = editor_client.get(reverse(PHOTOS), {"page": 2}).json()

    assert (len(first["photos"]), first["more"]) == (24, True)
    assert first["photos"][0]["id"] == photos[-1].pk
    assert (len(second["photos"]), second["more"]) == (2, False)


def test_the_photos_of_a_body_are_asked_for_together(make_photo, editor_client):
    one, other = make_photo(), make_photo(credit_line="", alt_text="")

    asked = {"ids": f"{one.pk},{other.pk},999,x,-1,{'9' * 40}"}
    answer = editor_client.get(reverse(PHOTOS), asked).json()

    told = {photo["id"]: photo["problems"] for photo in answer["photos"]}
    assert told == {one.pk: [], other.pk: ["no credit", "no alternative text"]}


@pytest.mark.parametrize("asked", [{"page": "x"}, {"page": "-3"}, {"q": "\x00'\"%"}, {"ids": ""}])
def test_whatever_is_asked_is_answered(make_photo, editor_client, asked):
    make_photo()

    answer = editor_client.get(reverse(PHOTOS), asked)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


# --- the import -------------------------------------------------------------------------------


def upload(client, data, name="ferry.md", **more):
    sent = {"manuscript": SimpleUploadedFile(name, data), "alt_text": ""} | more
    return client.post(reverse(IMPORT), sent, follow=True)


def test_a_manuscript_becomes_a_draft_beside_which_stands_what_was_recognised(
    publication, contributor, contributor_client
):
    page = upload(contributor_client, MANUSCRIPT)

    article = Article.objects.get()
    assert article.title == "Where the ferry turns"
    assert article.created_by == contributor
    html = page.content.decode()
    assert "Came from <strong>ferry.md</strong>" in html
    assert "Recognised" in html


def test_a_picture_comes_along_under_its_alternative_text(
    publication, media_root, make_picture, editor_client
):
    picture = SimpleUploadedFile("ferry.jpg", make_picture(), "image/jpeg")

    upload(editor_client, MANUSCRIPT, photo=picture, alt_text="A ferry turning")

    assert Article.objects.get().lead_photo.alt_text == "A ferry turning"


def test_the_same_file_leads_to_the_draft_it_became(publication, editor_client):
    upload(editor_client, MANUSCRIPT)

    page = upload(editor_client, MANUSCRIPT)

    assert "imported before: here is its draft, untouched" in page.content.decode()
    assert ImportedFile.objects.count() == 1


def test_who_may_not_see_the_draft_a_file_became_is_not_led_to_it(
    publication, editor_client, contributor_client
):
    upload(editor_client, MANUSCRIPT)

    page = upload(contributor_client, MANUSCRIPT)

    assert "imported before, by somebody else" in page.content.decode()
    assert page.redirect_chain == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.md"),
        (b"\x00\x01\x02" * 500, "noise.txt"),
        (b"PK\x03\x04" + b"x" * 99, "a.docx"),
    ],
    ids=["empty", "noise", "word"],
)
def test_what_cannot_be_read_is_refused_with_a_reason(publication, editor_client, data, name):
    page = upload(editor_client, data, name)

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Article.objects.exists()


def test_a_hostile_picture_is_refused_and_no_draft_is_made(publication, media_root, editor_client):
    svg = io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    picture = SimpleUploadedFile("x.jpg", svg.getvalue(), "image/jpeg")

    page = upload(editor_client, MANUSCRIPT, photo=picture)

    assert page.context["form"].errors
    assert "alert(1)" not in page.content.decode()
    assert not Article.objects.exists()
