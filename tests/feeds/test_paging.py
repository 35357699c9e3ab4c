"""A feed in parts, as a harvester walks it (RFC 5005, section 3)."""

from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editing.slugs import remember_slug
from feeds import paging
from publication.models import Topic
from record.document import Kind, Term
from record.models import PublishedArticle

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
FORMS = ("rss", "atom", "json")
TRADE = {"topics": (Term("trade", "Trade"),)}


@pytest.fixture(autouse=True)
def _short_parts(monkeypatch):
    monkeypatch.setattr(paging, "PART_SIZE", 3)


def read(client, address: str) -> tuple[list[str], dict[str, str]]:
    """The articles of a part by their slugs, and its links by their relations."""
    answer = client.get(address.removeprefix(SITE), follow=True)
    assert answer.status_code == 200, address
    if ".json" in address:
        feed = answer.json()
        urls, links = [item["url"] for item in feed["items"]], {"next": feed.get("next_url", "")}
    else:
        feed = feedparser.parse(answer.content)
        assert not feed.bozo
        urls = [entry.link for entry in feed.entries]
        links = {link.rel: link.href for link in feed.feed.links}
    return [url.split("/")[-2] for url in urls], links


def walked(client, address: str, relation: str = "next", meanwhile=lambda: None) -> list[str]:
    """All articles from there on, with something happening between any two parts."""
    found = []
    while address:
        some, links = read(client, address)
        found += some
        address = links.get(relation, "")
        meanwhile()
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stem", ["/feeds/articles", "/topics/trade/feed"])
def test_a_harvester_gets_every_article_once(client, make_public, stem, form):
    for number in range(10):
        make_public(slug=f"n{number}", **TRADE)

    found = walked(client, f"{stem}.{form}")

    assert found == [f"n{number}" for number in reversed(range(10))]


@pytest.mark.parametrize("form", FORMS)
def test_what_happens_meanwhile_makes_it_miss_nothing_and_get_nothing_twice(
    client, make_public, make_later, form
):
    there = [make_public(slug=f"n{number}") for number in range(12)]
    new = (make_public for _ in range(2))
    happening = iter(
        [
            lambda: next(new)(slug="first-news"),
            lambda: make_later(there[1], Kind.CORRECTION, slug="renamed"),
            lambda: make_later(there[6], Kind.WITHDRAWAL),
            lambda: next(new)(slug="second-news"),
        ]
    )

    def meanwhile():
        next(happening, int)()

    found = walked(client, f"/feeds/articles.{form}", meanwhile=meanwhile)

    assert found == ["n11", "n10", "n9", "n8", "n7", "n6", "n5", "n4", "n3", "n2", "renamed", "n0"]
    assert read(client, f"/feeds/articles.{form}")[0][:2] == ["second-news", "first-news"]


def test_a_harvester_goes_on_where_it_was_when_a_topic_is_renamed(client, make_public):
    for number in range(8):
        make_public(slug=f"n{number}", **TRADE)

    def rename():
        topic = Topic.objects.get()
        if topic.slug == "trade":
            topic.slug = "commerce"
            topic.save()
            remember_slug(topic, "trade")

    found = walked(client, "/topics/trade/feed.atom", meanwhile=rename)

    assert found == [f"n{number}" for number in reversed(range(8))]


def test_articles_of_one_instant_are_told_once_each(client, make_public):
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    for number in range(8):
        make_public(slug=f"n{number}", first_published=at)

    assert sorted(walked(client, "/feeds/articles.atom")) == [f"n{number}" for number in range(8)]


@given(st.lists(st.integers(0, 3), max_size=14), st.integers(1, 5))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_walk_is_complete_whatever_the_instants_and_the_size(rows, monkeypatch, hours, size):
    monkeypatch.setattr(paging, "PART_SIZE", size)
    rows(hours)
    there = list(rows.all())

    forth = list(rows.walk("older", None))
    back = list(rows.walk("newer", rows.last_begin))

    assert forth == there
    assert set(back) <= set(there)
    assert len(set(back)) == len(back)


class Rows:
    """Articles first published at given hours, and walks over them."""

    def __init__(self, make_public):
        self.make_public = make_public
        self.known, self.last_begin = set(), None

    def __call__(self, hours):
        self.known = set()
        for hour in hours:
            at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
            document = self.make_public(first_published=at)
            self.known.add(PublishedArticle.objects.get(article=document.article).pk)

    def all(self):
        rows = PublishedArticle.objects.filter(pk__in=self.known).latest_first()
        return rows.values_list("pk", flat=True)

    def walk(self, towards, begin):
        order = paging.Order("first_published", "pk")
        rows = PublishedArticle.objects.filter(pk__in=self.known)
        while True:
            part = paging.window(rows, begin, order=order)
            yield from (each.pk for each in part.articles)
            self.last_begin = part.newer or self.last_begin
            begin = getattr(part, towards)
            if begin is None:
                return


@pytest.fixture
def rows(make_public):
    return Rows(make_public)


def test_one_can_go_back_to_what_is_newer(client, make_public):
    for number in range(8):
        make_public(slug=f"n{number}")
    parts, address = [], f"{SITE}/feeds/articles.atom"
    while address:
        parts.append(read(client, address))
        address = parts[-1][1].get("next")

    last = parts[-1][1]["self"]
    back = walked(client, last, "previous")

    assert [some for some, _ in parts] == [["n7", "n6", "n5"], ["n4", "n3", "n2"], ["n1", "n0"]]
    assert sorted(back) == [f"n{number}" for number in range(8)]
    assert all(links["first"] == f"{SITE}/feeds/articles.atom" for _, links in parts)
    assert "previous" not in parts[0][1]


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_of_one_part_names_no_other(client, make_public, form):
    make_public()

    _, links = read(client, f"/feeds/articles.{form}")

    assert not links.keys() & {"first", "previous"}
    assert not links.get("next")


def test_every_part_says_its_own_address_and_whose_part_it_is(client, make_public):
    for _ in range(4):
        make_public()

    first = feedparser.parse(client.get("/feeds/articles.atom").content).feed
    _, links = read(client, "/feeds/articles.atom")
    second = feedparser.parse(client.get(links["next"].removeprefix(SITE)).content).feed
    _, further = read(client, links["next"])

    assert (links["self"], further["self"]) == (first.id, links["next"])
    assert second.id == first.id
    assert client.get("/feeds/articles.json").json()["feed_url"] == f"{SITE}/feeds/articles.json"


def test_a_part_costs_what_the_first_costs(client, make_public, django_assert_num_queries):
    for _ in range(8):
        make_public()
    _, links = read(client, "/authors/mirae-yoon/feed.rss")

    with django_assert_num_queries(1 + 5):
        client.get("/authors/mirae-yoon/feed.rss")
    with django_assert_num_queries(1 + 5):
        client.get(links["next"].removeprefix(SITE))


def test_a_part_behind_the_oldest_article_is_empty(client, make_public):
    make_public()

    assert read(client, "/feeds/articles.rss?before=1999-01-01T00:00:00Z-1")[0] == []


@pytest.mark.parametrize(
    "made_up",
    ["before=yesterday", "before=", "after=2026-13-01T00:00:00Z-1", "before=2026-01-01T00:00:00Z",
     "before=2026-01-01T00:00:00Z-99999999999999999999", "after=%00",
     "before=٢٠٢٦-01-01T00:00:00Z-1"],
)  # fmt: skip
def test_a_place_that_is_made_up_is_refused_in_words(client, made_up):
    answer = client.get(f"/feeds/articles.rss?{made_up}")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert "Follow the links" in answer.content.decode()
