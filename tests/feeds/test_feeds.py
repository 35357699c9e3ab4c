"""The feeds at their addresses."""

import feedparser
import pytest
from django.test import Client
from lxml import etree

from authors.models import Author
from editing.slugs import remember_slug
from publication.models import Issue, Region, Section, Topic
from record import document
from record.document import Contribution, Kind, Term

pytestmark = pytest.mark.django_db

FORMS = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
SUBJECTS = (
    "/authors/mirae-yoon/feed", "/sections/commentary/feed", "/topics/trade/feed",
    "/regions/east-asia/feed", "/issues/3-2/feed",
)  # fmt: skip
STEMS = ("/feeds/articles", *SUBJECTS)
FEEDS = [f"{stem}.{form}" for stem in STEMS for form in FORMS]
OTHERS = (
    "/sitemap.xml", "/sitemap-articles-1.xml", "/sitemap-directory.xml", "/news-sitemap.xml",
    "/llms.txt", "/robots.txt", "/search/feed.atom?q=strait", "/search/feed.json?q=trade",
)  # fmt: skip
CANARY, ABSENT = "c4n4ry5e7a11", "n3v3rh3ard0f"


@pytest.fixture
def entries(client):
    """`entries("/feeds/articles.rss")`: what a feed reader shows of it, by address; 200."""

    def get(address: str) -> list[str]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        if address.endswith("json"):
            return [item["url"] for item in answer.json()["items"]]
        read = feedparser.parse(answer.content)
        assert not read.bozo
        return [entry.link for entry in read.entries]

    return get


@pytest.fixture
def subjects(publication, make_public):
    """Two articles that every one of SUBJECTS has, and one that none of them has."""
    named = {
        "topics": (Term("trade", "Trade"),),
        "regions": (Term("east-asia", "East Asia"),),
        "issue": document.Issue("3-2", "3", "2"),
    }
    make_public(slug="one", **named)
    make_public(slug="two", **named)
    make_public(
        slug="none",
        byline=(Contribution("Bo Lund", author="bo-lund", family_name="Lund"),),
        section=document.Section("essay", "Essay", "research-article"),
    )


def test_every_feed_is_there_in_its_form(client, subjects):
    for stem in STEMS:
        for form, content_type in FORMS.items():
            answer = client.get(f"{stem}.{form}")
            assert answer.status_code == 200
            assert answer["Content-Type"] == f"{content_type}; charset=utf-8"
            assert f"http://127.0.0.1:8000{stem}.{form}".encode() in answer.content


def test_a_feed_has_what_names_its_subject_latest_first(entries, subjects):
    site = "http://127.0.0.1:8000/articles"
    for form in FORMS:
        assert entries(f"/feeds/articles.{form}") == [
            f"{site}/none/",
            f"{site}/two/",
            f"{site}/one/",
        ]
        for stem in SUBJECTS:
            assert entries(f"{stem}.{form}") == [f"{site}/two/", f"{site}/one/"], stem


def test_a_feed_says_whose_it_is(client, subjects, publication):
    for address, title in {
        "/feeds/articles.rss": "Harbour Review",
        "/authors/mirae-yoon/feed.rss": "Harbour Review: Articles by Mirae Yoon",
        "/sections/commentary/feed.rss": "Harbour Review: Commentary",
        "/topics/trade/feed.atom": "Harbour Review: Articles about Trade",
        "/regions/east-asia/feed.atom": "Harbour Review: Articles about East Asia",
        "/issues/3-2/feed.atom": "Harbour Review: vol. 3, no. 2",
    }.items():
        feed = feedparser.parse(client.get(address).content).feed
        assert feed.title == title
        assert client.get(feed.link.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_a_feed_has_the_twenty_newest(entries, make_public):
    for number in range(22):
        make_public(slug=f"a{number}")

    found = entries("/feeds/articles.rss")

    assert len(found) == 20
    assert found[0].endswith("/a21/")
    assert found[-1].endswith("/a2/")


def test_a_corrected_article_stays_one_entry_with_a_new_date(client, make_public, make_later):
    first = make_public(slug="lanes")
    before = feedparser.parse(client.get("/feeds/articles.atom").content)

    make_later(first, Kind.CORRECTION, title="Other Lanes", slug="other-lanes")

    after = feedparser.parse(client.get("/feeds/articles.atom").content)
    [old], [new] = before.entries, after.entries
    assert (new.id, new.published) == (old.id, old.published)
    assert new.title == "Other Lanes"
    assert new.updated > old.updated
    assert after.feed.updated == new.updated


def test_a_withdrawn_article_is_in_no_feed_and_a_retracted_one_is_marked(
    client, make_public, make_later
):
    make_later(make_public(slug="gone", title="Never Again"), Kind.WITHDRAWAL)
    make_later(make_public(slug="wrong", title="Wrong"), Kind.RETRACTION, "Invented.")

    for form in FORMS:
        content = client.get(f"/feeds/articles.{form}").content.decode()
        assert "Never Again" not in content
        assert "Retracted: Wrong" in content


def test_an_empty_review_has_empty_feeds(client):
    for form in FORMS:
        assert client.get(f"/feeds/articles.{form}").status_code == 200
    etree.fromstring(client.get("/feeds/articles.atom").content)


def test_a_photo_in_a_feed_is_at_its_address(client, corrected):
    read = feedparser.parse(client.get("/feeds/articles.rss").content)

    [photo] = read.entries[0].media_content
    assert read.entries[0].media_credit[0]["content"] == corrected.lead_photo.credit_line
    assert client.get(photo["url"].removeprefix("http://127.0.0.1:8000")).status_code == 200


# --- answers ----------------------------------------------------------------------------------


def test_whoever_has_a_feed_gets_it_not_again(client, subjects):
    for address in FEEDS:
        first = client.get(address)
        for known in (
            {"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}
        ):  # fmt: skip
            again = client.get(address, headers=known)
            assert (again.status_code, again.content) == (304, b"")
            assert again["Access-Control-Allow-Origin"] == "*"


def test_each_form_and_subject_has_a_tag_of_its_own(client, subjects):
    assert len({client.get(address)["ETag"] for address in FEEDS}) == len(FEEDS)


def test_a_withdrawal_and_another_title_of_the_serial_make_a_tag_stale(
    client, publication, make_public, make_later
):
    make_public()
    only = make_public(slug="only")
    for change in (lambda: make_later(only, Kind.WITHDRAWAL), lambda: retitle(publication)):
        known = {"If-None-Match": client.get("/feeds/articles.rss")["ETag"]}
        change()
        assert client.get("/feeds/articles.rss", headers=known).status_code == 200


def retitle(publication):
    publication.title = "Quay Review"
    publication.save()


def test_a_feed_may_be_kept_for_seconds_read_from_any_site_and_sets_no_cookie(client, subjects):
    for address in FEEDS:
        answer = client.get(address)
        assert answer["Cache-Control"] == "public, max-age=0, s-maxage=5"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
        assert answer["Vary"] == "Authorization"


def test_head_says_what_get_says_and_nothing_can_be_written(client, subjects):
    for address in FEEDS:
        got, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        assert head["ETag"] == got["ETag"]
        assert Client(enforce_csrf_checks=True).post(address).status_code == 405


def test_a_feed_reader_may_add_what_it_likes_to_the_address(client, subjects):
    assert client.get("/feeds/articles.rss?utm_source=x&format=y").status_code == 200


def test_the_addresses_are_those_of_the_configuration(client, settings, subjects):
    settings.SITE_URL = "https://review.example"
    for address in FEEDS:
        answer = client.get(address, headers={"X-Forwarded-Host": "evil.example"})
        assert b"https://review.example/" in answer.content
        assert b"evil.example" not in answer.content
        assert b"127.0.0.1" not in answer.content


@pytest.mark.parametrize(
    "address",
    ["/feeds/articles.xml", "/feeds/articles", "/feeds/", "/topics/none/feed.rss",
     "/topics/trade/feed.xml", "/photos/x/feed.rss", "/authors/%00/feed.rss",
     "/authors/A/feed.rss", "/feeds/articles.rss/"],
)  # fmt: skip
def test_a_feed_that_is_not_there_is_not_found(client, subjects, address):
    assert client.get(address).status_code == 404


def test_a_former_slug_leads_to_the_present_feed(client, subjects):
    for model, plural, slug in (
        (Author, "authors", "mirae-yoon"), (Topic, "topics", "trade"),
        (Section, "sections", "commentary"), (Region, "regions", "east-asia"),
        (Issue, "issues", "3-2"),
    ):  # fmt: skip
        row = model.objects.get(slug=slug)
        row.slug = f"{slug}-new"
        row.save()
        remember_slug(row, slug)

        answer = client.get(f"/{plural}/{slug}/feed.atom")

        assert (answer.status_code, answer["Location"]) == (301, f"/{plural}/{slug}-new/feed.atom")


@pytest.mark.parametrize("size", [1, 25])
def test_a_feed_of_any_length_takes_a_constant_number_of_queries(
    client, make_public, django_assert_num_queries, size
):
    for _ in range(size):
        make_public()

    # One more looks whether something scheduled is due, as before every public answer.
    with django_assert_num_queries(1 + 4):
        known = {"If-None-Match": client.get("/feeds/articles.rss")["ETag"]}
    with django_assert_num_queries(1 + 3):
        client.get("/feeds/articles.rss", headers=known)
    with django_assert_num_queries(1 + 6):
        client.get("/authors/mirae-yoon/feed.atom")


# --- what is not public -----------------------------------------------------------------------


@pytest.fixture
def hidden(publication, make_article, make_author):
    """A draft of which every word and name is a canary, an author with a former slug as well."""
    author = make_author(CANARY, CANARY, slug=CANARY)
    article = make_article(
        title=CANARY, slug=CANARY, author=author, body=f"<p>{CANARY}</p>",
        section=Section.objects.create(name=CANARY, slug=CANARY),
    )  # fmt: skip
    article.topics.add(Topic.objects.create(name=CANARY, slug=CANARY))
    article.regions.add(Region.objects.create(name=CANARY, slug=CANARY))
    article.issue = Issue.objects.create(
        publication=publication, volume="9", title=CANARY, slug=CANARY
    )
    article.save()
    author.slug = f"{CANARY}-2"
    author.save()
    remember_slug(author, CANARY)


def test_no_feed_changes_by_a_byte_when_a_draft_is_made(client, publication, subjects, request):
    before = {address: client.get(address) for address in (*FEEDS, *OTHERS)}

    request.getfixturevalue("hidden")

    for address, was in before.items():
        now = client.get(address)
        assert (now.content, dict(now.headers)) == (was.content, dict(was.headers)), address


def test_a_drafts_feed_answers_as_one_that_never_existed(client, subjects, hidden):
    for plural in ("authors", "sections", "topics", "regions", "issues"):
        for form in FORMS:
            draft = client.get(f"/{plural}/{CANARY}/feed.{form}")
            nothing = client.get(f"/{plural}/{ABSENT}/feed.{form}")

            assert draft.status_code == nothing.status_code == 404
            assert draft.content == nothing.content.replace(ABSENT.encode(), CANARY.encode())
            assert dict(draft.headers) == dict(nothing.headers)
