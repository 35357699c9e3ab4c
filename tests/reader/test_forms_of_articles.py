"""The other forms of an article, at addresses beside its page."""

import json

import pytest

pytestmark = pytest.mark.django_db

FORMS = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
}


@pytest.mark.parametrize("extension", FORMS)
def test_a_form_says_what_it_is_and_of_what(client, corrected, extension):
    answer = client.get(f"/articles/{corrected.slug}/article.{extension}")

    assert answer.status_code == 200
    assert answer["Content-Type"] == FORMS[extension]
    assert answer["Content-Disposition"] == f'inline; filename="{corrected.slug}.{extension}"'
    canonical = f"http://127.0.0.1:8000/articles/{corrected.slug}/"
    assert answer["Link"] == f'<{canonical}>; rel="canonical"'
    assert "Who Keeps the Lanes Open" in answer.content.decode().replace("{", "").replace("}", "")


def test_the_forms_hold_the_article_whole(client, corrected):
    base = f"/articles/{corrected.slug}/article"
    markdown = client.get(f"{base}.md").content.decode()
    (citation,) = json.loads(client.get(f"{base}.csl.json").content)

    assert "Nobody has been asked." in markdown
    assert citation["DOI"] == "10.5555/strait.2024.0017"
    assert client.get(f"{base}.bib").content.startswith(b"@article{")
    assert client.get(f"{base}.ris").content.startswith(b"TY  - ")
    assert client.get(f"{base}.json").json()["title"] == "Who Keeps the Lanes Open?"


@pytest.mark.parametrize("extension", ["docx", "exe", "json.json", "md.", "JSON", "b"])
def test_a_form_that_is_not_offered_is_not_found(client, corrected, extension):
    assert client.get(f"/articles/{corrected.slug}/article.{extension}").status_code == 404


def test_a_reader_who_has_the_form_gets_an_empty_answer(client, corrected):
    address = f"/articles/{corrected.slug}/article.md"
    tag = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/articles/{corrected.slug}/article.txt")["ETag"] != tag
