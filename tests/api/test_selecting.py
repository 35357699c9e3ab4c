"""Less of an answer (`fields`), more of it (`expand`), and the text in other forms (`body`)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from authors.models import Author
from record.document import Kind

pytestmark = pytest.mark.django_db

LISTS = ("articles/", "authors/", "sections/", "topics/", "regions/", "issues/", "photos/",
         "publications/", "licences/", "disclaimers/", "search/?q=lanes")  # fmt: skip


def test_only_the_fields_asked_for_are_sent(read, corrected):
    told = read(f"articles/{corrected.slug}/", fields="title,byline.name,links.self,licence")

    assert list(told) == ["links", "title", "byline", "licence"]
    assert list(told["links"]) == ["self"]
    assert told["byline"] == [{"name": person.name} for person in corrected.byline]
    assert told["licence"]["spdx"] == "CC-BY-4.0"


def test_in_a_list_fields_are_about_each_result(read, site):
    told = read("articles/", fields="id,lead_photo.rendition.url")

    assert set(told) == {"next", "previous", "results"}
    assert all(set(item) == {"id", "lead_photo"} for item in told["results"])


def test_a_whole_field_wins_over_a_part_of_it(read, make_public):
    make_public(slug="a")

    for fields in ("section,section.name", "section.name,section"):
        assert set(read("articles/a/", fields=fields)["section"]) == {
            "slug", "name", "article_type", "page"
        }  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_every_list_knows_its_fields(client, read, site, path):
    name, _, query = path.partition("?")
    given = {"q": "lanes"} if query else {}
    [first, *_] = read(name, **given)["results"]
    one = next(iter(first))

    assert all(set(item) == {one} for item in read(name, fields=one, **given)["results"])
    answer = client.get(f"/api/v1/{name}", {"fields": f"{one},password", **given})
    [error] = answer.json()["errors"]
    assert (answer.status_code, error["parameter"]) == (400, "fields")
    assert one in error["allowed"]


@pytest.mark.parametrize(
    "fields", ["", ",", "title,", "title.x", "body.type", "__class__", "byline..name", ".",
               "a" * 3000],
)  # fmt: skip
def test_a_field_there_is_not_is_refused_with_those_there_are(refused, corrected, fields):
    error = refused("fields", f"articles/{corrected.slug}/", {"fields": fields})

    assert error["detail"]


def test_whole_articles_come_in_a_list_if_they_are_asked_for(read, site):
    listed = read("articles/", expand="article", body="blocks,html,text,markdown")["results"]

    for item in listed:
        assert item == read(f"articles/{item['slug']}/", body="blocks,html,text,markdown")


def test_profiles_come_along_if_they_are_asked_for(read, site, corrected, assert_described):
    told = read(f"articles/{corrected.slug}/", expand="authors")

    assert_described(told, "Article")
    by_author = {person["author"]: person["profile"] for person in told["byline"]}
    assert by_author["mirae-yoon"] == read("authors/mirae-yoon/")
    assert by_author.get("") is None
    listed = read("articles/", expand="authors,article")["results"]
    assert told["byline"] in [item["byline"] for item in listed]


def test_the_history_comes_along_if_it_is_asked_for(read, corrected, assert_described):
    told = read(f"articles/{corrected.slug}/", expand="versions")

    assert_described(told, "Article")
    assert told["versions"] == read(f"articles/{corrected.slug}/versions/")["results"]


def test_an_expanded_answer_changes_its_tag_with_what_was_expanded(client, make_public, make_later):
    make_public(slug="a")
    path = "/api/v1/articles/a/?expand=authors"
    before = client.get(path)
    Author.objects.filter(slug="mirae-yoon").update(title="Admiral")

    after = client.get(path, headers={"If-None-Match": before["ETag"]})

    assert (after.status_code, after.json()["byline"][0]["profile"]["title"]) == (200, "Admiral")


BODY = {
    "blocks": {"body", "notes"}, "html": {"body_html"}, "markdown": {"body_markdown"},
    "text": {"body_text"},
}  # fmt: skip


@pytest.mark.parametrize("form", BODY)
def test_the_text_comes_in_the_form_asked_for(read, corrected, form):
    told = read(f"articles/{corrected.slug}/", body=form)

    named = set().union(*BODY.values())
    assert {name for name in told if name in named} == BODY[form]
    assert all(told[name] for name in BODY[form])


def test_markdown_is_the_text_with_its_notes_and_nothing_around(read, corrected):
    text = read(f"articles/{corrected.slug}/", body="markdown")["body_markdown"]

    assert corrected.title not in text
    assert "[^1]:" in text
    assert text == text.strip()


def test_versions_come_in_every_form_too(read, make_public, make_later):
    make_later(make_public(slug="a"), Kind.CORRECTION, title="Later")

    told = read("articles/a/versions/1/", body="text", fields="number,body_text")

    assert set(told) == {"number", "body_text"}


@pytest.mark.parametrize(
    ("path", "parameter", "value"),
    [
        ("articles/", "expand", "body"),
        ("articles/", "expand", ""),
        ("articles/", "expand", "article,"),
        ("articles/", "expand", "versions"),
        ("articles/a/", "expand", "article"),
        ("changes/", "expand", "authors"),
        ("articles/a/", "body", "pdf"),
        ("articles/a/", "body", "html;text"),
    ],
)
def test_a_word_there_is_not_is_refused_with_those_there_are(refused, path, parameter, value):
    assert refused(parameter, path, {parameter: value})["allowed"]


@given(st.text(max_size=40) | st.text("abiltedy,._", max_size=30))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_selection_is_answered_with_a_fault_of_ours(client, text):
    for name in ("fields", "expand", "body"):
        answer = client.get("/api/v1/articles/", {name: text})

        assert answer.status_code in (200, 400), text


def test_expanding_takes_the_same_queries_however_many(
    client, make_public, django_assert_num_queries
):
    for number in range(12):
        make_public(slug=f"n{number}")

    # What is due, the record's last change, the page; and profiles in four.
    for query, queries in (({"expand": "article"}, 3), ({"expand": "authors,article"}, 7)):
        for size in (2, 12):
            with django_assert_num_queries(queries):
                client.get("/api/v1/articles/", {**query, "page_size": size})
