"""An article and the list of articles, as partners get them."""

import json

import pytest

from record.document import Kind
from renderings.addresses import Addresses
from renderings.article_json import render

pytestmark = pytest.mark.django_db


def test_the_entrance_leads_to_everything(client, read):
    links = read("")["links"]

    assert set(links) == {
        "articles", "authors", "publications", "sections", "topics", "regions", "issues", "photos",
        "licences", "disclaimers", "search", "changes", "schema", "docs",
    }  # fmt: skip
    for address in links.values():
        path = address.removeprefix("http://127.0.0.1:8000")
        assert client.get(path).status_code == 200, address


def test_an_article_is_told_whole(read, site, corrected, assert_described):
    told = read(f"articles/{corrected.slug}/")

    assert_described(told, "Article")
    assert (told["title"], told["number"]) == (corrected.title, 3)
    assert [notice["kind"] for notice in told["notices"]] == ["correction", "update"]
    assert [person["name"] for person in told["byline"]] == [c.name for c in corrected.byline]
    assert told["publication"]["issn"] == corrected.publication.issn
    assert told["lead_photo"]["credit_line"] == corrected.lead_photo.credit_line
    assert told["disclaimers"] == list(corrected.disclaimers)
    assert told["body_html"].startswith("<")
    assert "<" not in told["body_text"]


def test_every_address_in_an_article_is_there(client, read, site, corrected):
    told = read(f"articles/{corrected.slug}/")
    del told["related"], told["translation_of"]  # invented ones that nobody published

    found = {address for address in addresses_in(told) if "127.0.0.1:8000" in address}

    assert len(found) > 40
    for address in found:
        path = address.removeprefix("http://127.0.0.1:8000").partition("#")[0]
        assert client.get(path).status_code == 200, address


def addresses_in(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from addresses_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses_in(inner)
    elif isinstance(value, str) and value.startswith("http"):
        yield value


def test_the_form_json_of_an_article_says_the_same(client, read, corrected):
    beside = client.get(f"/articles/{corrected.slug}/article.json").content.decode()

    assert json.loads(beside) == read(f"articles/{corrected.slug}/")
    assert beside == render(corrected, Addresses("http://127.0.0.1:8000"))


def test_the_list_shows_the_latest_first_each_with_its_addresses(
    read, slugs, make_public, assert_described
):
    for slug in ("first", "second", "third"):
        make_public(slug=slug)

    listed = read("articles/")

    assert_described(listed, "ArticleList")
    assert slugs() == ["third", "second", "first"]
    links = listed["results"][0]["links"]
    assert links["self"] == "http://127.0.0.1:8000/api/v1/articles/third/"
    assert links["page"] == "http://127.0.0.1:8000/articles/third/"
    assert {form["form"] for form in links["forms"]} == {
        "json", "md", "txt", "bib", "ris", "csl.json", "pdf", "epub"
    }  # fmt: skip


def test_what_a_list_says_the_article_says_in_the_same_words(read, site):
    for item in read("articles/")["results"]:
        whole = read(f"articles/{item['slug']}/")
        assert agrees(item, whole), item["slug"]


def agrees(extract, whole) -> bool:
    """Whether an extract says nothing that its whole says differently."""
    if isinstance(extract, dict) and isinstance(whole, dict):
        return all(agrees(extract[name], whole[name]) for name in set(extract) & set(whole))
    if isinstance(extract, list):
        return len(extract) == len(whole) and all(map(agrees, extract, whole))
    return extract == whole


def test_text_in_any_script_is_sent_as_it_is(client, make_public):
    make_public(slug="korean", language="ko", title="누구의 해협인가 🌊")

    answer = client.get("/api/v1/articles/korean/")

    assert "누구의 해협인가 🌊".encode() in answer.content
    assert answer["Content-Type"] == "application/json"


def test_a_retracted_article_is_told_and_says_so(read, make_public, make_later):
    make_later(make_public(slug="gone-wrong"), Kind.RETRACTION, "It was invented.")

    assert read("articles/gone-wrong/")["retracted"] is True
    assert read("articles/")["results"][0]["retracted"] is True


def test_a_withdrawn_article_leaves_its_tombstone(client, slugs, make_public, make_later):
    first = make_public(slug="the-letter", title="The Letter")
    make_later(first, Kind.WITHDRAWAL, "Removed by order of a court.")

    for path in ("", "versions/", "versions/1/", "versions/2/"):
        answer = client.get(f"/api/v1/articles/the-letter/{path}")
        told = answer.json()
        assert answer.status_code == told["status"] == 410
        assert answer["Content-Type"] == "application/problem+json"
        assert told["notice"] == "Removed by order of a court."
        assert told["article"]["title"] == "The Letter"
        assert told["article"]["notices"][0]["kind"] == "withdrawal"
        assert "strait is narrow" not in answer.content.decode()
    assert slugs() == []


def test_a_former_slug_leads_to_the_present_one(client, make_public, make_later):
    make_later(make_public(slug="old-name"), Kind.UPDATE, slug="new-name")

    for path in ("", "versions/", "versions/1/"):
        answer = client.get(f"/api/v1/articles/old-name/{path}")
        assert answer.status_code == 301
        assert answer["Location"] == f"/api/v1/articles/new-name/{path}"
        assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("size", [1, 20, 100])
def test_a_list_of_any_length_takes_two_queries(
    client, make_public, django_assert_num_queries, size
):
    for _ in range(25):
        make_public()

    # One more looks whether something scheduled is due, as before every public answer.
    with django_assert_num_queries(1 + 2):
        client.get("/api/v1/articles/", {"page_size": size})
    with django_assert_num_queries(1 + 2):
        client.get("/api/v1/articles/", {"author": "mirae-yoon", "section": "commentary"})


def test_an_article_of_any_size_takes_one_query(
    client, make_public, corrected, django_assert_num_queries
):
    make_public(slug="short")

    for slug in ("short", corrected.slug):
        with django_assert_num_queries(1 + 1):
            client.get(f"/api/v1/articles/{slug}/")
