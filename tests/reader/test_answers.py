"""How pages are answered: conditionally, without cookies, at a known cost."""

import itertools

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from authors.models import Author
from publication.models import Publication, Section

pytestmark = pytest.mark.django_db

# Just after a publication: some pages count once anew what there is, and are one cheaper later.
QUERIES = {
    "home": 12,
    "articles": 4,
    "article": 11,
    "first version": 5,
    "archive": 9,
    "archive of a year": 6,
    "authors": 6,
    "author": 10,
    "section": 4,
    "topics": 6,
    "topic": 8,
    "regions": 5,
    "region": 8,
    "issues": 7,
    "issue": 7,
    "corrections": 6,
    "not found": 5,
}


def queries(client, address):
    """How many a page costs, but for the one that asks what is due to be published."""
    with CaptureQueriesContext(connection) as made:
        client.get(address)
    return sum("articles_article" not in query["sql"] for query in made)


def test_a_page_costs_the_same_queries_however_much_there_is(client, site, make_public):
    assert {name: queries(client, site[name]) for name in QUERIES} == QUERIES

    for number in range(25):
        make_public(title=f"More {number}")

    assert {name: queries(client, site[name]) for name in QUERIES} == QUERIES


def test_a_form_of_an_article_and_a_photo_cost_one_query(client, corrected, lead):
    assert queries(client, f"/articles/{corrected.slug}/article.bib") == 1
    assert queries(client, f"/photos/{lead.sha256}/full-320.jpg") == 1


def test_every_page_may_be_kept_for_seconds_and_is_asked_for_again(client, site):
    for address in site.values():
        answer = client.get(address)
        expected = "public, max-age=0, s-maxage=5" if answer.status_code == 200 else "no-store"
        assert answer["Cache-Control"] == expected, address


def test_no_page_sets_a_cookie_or_depends_on_one(client, site):
    for address in site.values():
        answer = client.get(address)
        assert not answer.cookies, address
        assert "Cookie" not in answer.get("Vary", ""), address
        assert "session" not in answer.content.decode(), address


def test_an_editor_reads_the_very_pages_readers_read(client, site, managing_editor):
    anonymous = {address: client.get(address).content for address in site.values()}
    client.force_login(managing_editor)

    for address, content in anonymous.items():
        assert client.get(address).content == content, address


def test_a_reader_who_has_a_page_gets_an_empty_answer(client, site):
    for address in site.values():
        answer = client.get(address)
        if answer.status_code == 200:
            again = client.get(address, headers={"If-None-Match": answer["ETag"]})
            assert (again.status_code, again.content) == (304, b""), address
            assert again["ETag"] == answer["ETag"]


def test_a_date_is_enough_for_an_article(client, corrected):
    address = f"/articles/{corrected.slug}/"
    answer = client.get(address)

    again = client.get(address, headers={"If-Modified-Since": answer["Last-Modified"]})

    assert again.status_code == 304


def test_a_page_is_new_when_anything_on_it_is(client, site, make_public):
    """Every change in the record or the directory, with the pages that show it."""
    changes = [
        (lambda: make_public(title="Brand new"), ("home", "articles", "section", "author")),
        (lambda: Section.objects.filter(slug="commentary").update(name="Opinion"),
         ("home", "article", "about", "section", "topics")),
        (lambda: Publication.objects.update(tagline="Another line"), ("home", "about", "topics")),
        (lambda: Author.objects.filter(slug="mirae-yoon").update(biography="New"), ("author",)),
        (lambda: Author.objects.filter(slug="mirae-yoon").update(family_name="Yun"),
         ("author", "authors")),
    ]  # fmt: skip
    for change, pages in changes:
        tags = {name: client.get(site[name])["ETag"] for name in pages}
        change()
        for name, tag in tags.items():
            answer = client.get(site[name], headers={"If-None-Match": tag})
            assert answer.status_code == 200, name


def test_only_the_head_is_sent_where_only_the_head_is_asked_for(client, site):
    for address in site.values():
        whole, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (whole.status_code, b""), address
        assert head["Content-Length"] == whole["Content-Length"]


def test_nothing_can_be_sent_to_a_page(client, site):
    for address, method in itertools.product(site.values(), ("post", "put", "delete", "options")):
        answer = getattr(client, method)(address)
        assert answer.status_code == 405, address
        assert answer["Allow"] == "GET, HEAD"
        assert "This page is only for reading" in answer.content.decode()


def test_a_post_needs_no_token_to_be_refused(site):
    assert Client(enforce_csrf_checks=True).post(site["article"]).status_code == 405


def test_unknown_parameters_change_nothing(client, site):
    for name in ("home", "articles", "article", "author", "about"):
        address = site[name]
        assert client.get(f"{address}?utm_source=x&q=<i>").content == client.get(address).content


def test_addresses_never_come_from_the_request(client, corrected):
    address = f"/articles/{corrected.slug}/"
    forged = client.get(address, headers={"X-Forwarded-Host": "evil.example"})

    assert forged.content == client.get(address).content
    assert client.get(address, headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["//evil.example/about", "/articles//evil.example", "/\\evil"])
def test_no_redirect_leads_away(client, path):
    answer = client.get("/", PATH_INFO=path)

    assert answer.status_code in (301, 404)
    assert not answer.get("Location", "").startswith(("//", "/\\", "http"))
