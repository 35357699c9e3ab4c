"""What was withdrawn is told to those who have read it in a feed (RFC 6721)."""

import pytest
from lxml import etree

from authors.models import Author
from editing.slugs import remember_slug
from feeds import tombstones
from publication.models import Topic
from record.document import Contribution, Kind, Term
from record.models import Version
from record.redacting import redact

pytestmark = pytest.mark.django_db

NS = {"atom": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}


def told(client, address="/feeds/articles.atom"):
    """(entry's id, since when, why) of every tombstone."""
    feed = etree.fromstring(client.get(address).content)
    return [
        (each.get("ref"), each.get("when"), each.findtext("at:comment", None, NS))
        for each in feed.findall("at:deleted-entry", NS)
    ]


def test_a_withdrawn_article_leaves_a_tombstone_with_the_id_its_entry_had(
    client, make_public, make_later
):
    article = make_public(title="Never Again")
    feed = etree.fromstring(client.get("/feeds/articles.atom").content)
    known = feed.findtext("atom:entry/atom:id", None, NS)

    gone = make_later(article, Kind.WITHDRAWAL, "Removed by order of a court.")

    when = f"{gone.published:%Y-%m-%dT%H:%M:%SZ}"
    assert told(client) == [(known, when, "Removed by order of a court.")]
    content = client.get("/feeds/articles.atom").content
    assert etree.fromstring(content).findtext("atom:updated", None, NS) == when
    assert b"Never Again" not in content


def test_the_other_formats_have_no_word_for_it_and_just_drop_it(client, make_public, make_later):
    make_later(make_public(), Kind.WITHDRAWAL, "Removed.")

    assert client.get("/feeds/articles.json").json()["items"] == []
    assert b"Removed." not in client.get("/feeds/articles.rss").content
    assert b"<item>" not in client.get("/feeds/articles.rss").content


def test_it_is_told_in_the_feeds_the_article_had_appeared_in_and_no_others(
    client, make_public, make_later
):
    for topic in ("trade", "fishing"):
        make_public(topics=(Term(topic, topic.title()),))
    bo = (Contribution("Bo Lund", author="bo-lund", family_name="Lund"),)
    make_public(byline=bo)
    gone = make_public(topics=(Term("trade", "Trade"),), byline=bo)
    make_later(gone, Kind.WITHDRAWAL)

    where = {
        address: len(told(client, address))
        for address in ("/topics/trade/feed.atom", "/topics/fishing/feed.atom",
                        "/authors/bo-lund/feed.atom", "/authors/mirae-yoon/feed.atom",
                        "/sections/commentary/feed.atom")
    }  # fmt: skip

    assert list(where.values()) == [1, 0, 1, 0, 1]


def test_an_entry_that_is_called_otherwise_now_still_has_its_tombstones(
    client, make_public, make_later
):
    trade = (Term("trade", "Trade"),)
    make_public(topics=trade)
    make_later(make_public(topics=trade), Kind.WITHDRAWAL)
    topic = Topic.objects.get(slug="trade")
    topic.slug = "commerce"
    topic.save()
    remember_slug(topic, "trade")

    assert len(told(client, "/topics/commerce/feed.atom")) == 1


def test_only_the_newest_part_tells_it_and_no_more_than_the_latest(
    client, make_public, make_later, monkeypatch
):
    monkeypatch.setattr(tombstones, "MOST", 2)
    for number in range(3):
        make_later(make_public(), Kind.WITHDRAWAL, f"Note {number}")

    assert [note for _, _, note in told(client)] == ["Note 2", "Note 1"]
    assert told(client, "/feeds/articles.atom?before=2030-01-01T00:00:00Z-1") == []


def test_a_tombstone_whose_own_text_was_redacted_says_no_why(client, make_public, make_later):
    gone = make_later(make_public(), Kind.WITHDRAWAL, "Names somebody.")
    version = Version.objects.get(article=gone.article, number=2)
    redact(version, notice="Removed.", by="desk", at=gone.published)

    assert [note for _, _, note in told(client)] == [None]


def test_withdrawals_cost_a_constant_number_of_queries(
    client, make_public, make_later, django_assert_num_queries
):
    make_public()
    for _ in range(6):
        make_later(make_public(), Kind.WITHDRAWAL)

    with django_assert_num_queries(1 + 6):
        client.get("/feeds/articles.atom")
    assert Author.objects.exists()
    with django_assert_num_queries(1 + 8):
        client.get("/authors/mirae-yoon/feed.atom")
