"""The feed of a search."""

from urllib.parse import quote

import feedparser
import pytest
from lxml import etree

from feeds import paging
from record.document import Kind, Paragraph, Run
from tests.factories.document_strategies import HOSTILE

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
FORMS = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


def slugs(answer) -> list[str]:
    assert answer.status_code == 200, answer.content
    if "json" in answer["Content-Type"]:
        return [item["url"].split("/")[-2] for item in answer.json()["items"]]
    read = feedparser.parse(answer.content)
    assert not read.bozo
    return [entry.link.split("/")[-2] for entry in read.entries]


@pytest.fixture
def articles(make_public):
    for number in range(5):
        make_public(slug=f"dredging-{number}", body=(Paragraph((Run("Dredging again."),)),))
    make_public(slug="other", body=(Paragraph((Run("Nothing of the kind."),)),))


@pytest.mark.parametrize("form", FORMS)
def test_it_has_what_the_search_finds_the_newest_first(client, articles, form):
    answer = client.get(f"/search/feed.{form}?q=dredging")

    assert answer["Content-Type"] == f"{FORMS[form]}; charset=utf-8"
    assert slugs(answer) == [f"dredging-{number}" for number in (4, 3, 2, 1, 0)]


def test_it_says_what_was_searched_and_where(client, articles, publication):
    feed = feedparser.parse(client.get("/search/feed.atom?q=dredging+-tolls").content).feed

    assert feed.title == "Harbour Review: “dredging -tolls”"
    assert feed.link == f"{SITE}/search/?q=dredging+-tolls"
    assert feed.id == f"{SITE}/search/feed.atom?q=dredging+-tolls"


@pytest.mark.parametrize("form", FORMS)
def test_a_harvester_walks_it_to_the_end(client, articles, make_public, monkeypatch, form):
    monkeypatch.setattr(paging, "PART_SIZE", 2)
    found, address = [], f"/search/feed.{form}?q=dredging"
    while address:
        answer = client.get(address.removeprefix(SITE))
        found += slugs(answer)
        if form == "json":
            address = answer.json().get("next_url")
        else:
            links = feedparser.parse(answer.content).feed.links
            address = next((link.href for link in links if link.rel == "next"), None)
        make_public(body=(Paragraph((Run("Dredging, too."),)),))

    assert found == [f"dredging-{number}" for number in (4, 3, 2, 1, 0)]


def test_a_withdrawn_article_is_found_no_more(client, articles, make_public, make_later):
    gone = make_public(slug="gone", body=(Paragraph((Run("Dredging."),)),))
    make_later(gone, Kind.WITHDRAWAL)

    assert "gone" not in slugs(client.get("/search/feed.atom?q=dredging"))


def test_whoever_has_it_gets_it_not_again(client, articles):
    address = "/search/feed.rss?q=dredging"
    known = {"If-None-Match": client.get(address)["ETag"]}

    assert client.get(address, headers=known).status_code == 304
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_a_partner_finds_what_its_terms_cover(client, articles, make_partner, bearer):
    nothing = bearer(make_partner(licences=[]))

    answer = client.get("/search/feed.atom?q=dredging", headers=nothing)

    assert slugs(answer) == []
    assert answer["Cache-Control"] == "private, no-store"


def test_no_hub_is_named_for_what_is_never_announced(client, articles, settings):
    settings.WEBSUB_HUB = "https://hub.example/"

    assert "Link" not in client.get("/search/feed.atom?q=dredging")


@pytest.mark.parametrize(
    "asked", ["", "?q=", "?q=%20", "?q=-", "?q=x&place=nowhere", "?q=x&place=r1"]
)
def test_a_question_that_is_none_is_refused_in_words(client, db, asked):
    answer = client.get(f"/search/feed.rss{asked}")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("text", [*HOSTILE, "a\x00b", "\ud800x", "]]> x", "x" * 5000])
def test_whatever_is_searched_the_feed_can_be_read(client, articles, text):
    question = quote(f"dredging {text}", errors="surrogatepass")
    for form in FORMS:
        answer = client.get(f"/search/feed.{form}?q={question}")

        assert answer.status_code == 200
        if form != "json":
            etree.fromstring(answer.content)
