"""Nothing the newsroom knows reaches a reader before it is published, by any address."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from articles import publishing
from articles.models import Article, State

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def addresses(hidden: list[Article]) -> list[str]:
    """Every address of the site that a reader could try, and those hidden ones could have."""
    tried = [
        "/", "/articles/", "/authors/", "/topics/", "/regions/", "/issues/", "/corrections/",
        "/about/", "/sitemap.xml", "/robots.txt", "/feeds/articles.rss", "/feeds/articles.atom",
        "/feeds/articles.json", "/api/v1/", "/api/v1/articles/", "/api/v1/authors/",
        "/api/v1/articles/?page_size=100", "/api/v1/articles/?ordering=modified",
        "/api/v1/schema/", "/nowhere/",
    ]  # fmt: skip
    for article in hidden:
        author = article.contributions.exclude(author=None).get().author
        topic = article.topics.get()
        photo = article.lead_photo
        for base in (
            f"/articles/{article.slug}/",
            f"/api/v1/articles/{article.slug}/",
            f"/authors/{author.slug}/",
            f"/api/v1/authors/{author.slug}/",
            f"/sections/{article.section.slug}/",
            f"/topics/{topic.slug}/",
            f"/issues/{article.issue.slug}/",
        ):
            tried += [base, f"{base}v1/", f"{base}article.json", f"{base}article.bib"]
            tried += [f"{base}feed.rss", f"{base}feed.atom", f"{base}feed.json"]
        tried += [
            f"/photos/{photo.sha256}/full-320.jpg",
            f"/media/{photo.original.name}",
            f"/{photo.original.name}",
            f"/api/v1/articles/?author={author.slug}",
            f"/api/v1/articles/?topic={topic.slug}",
        ]
    return tried


def everything(client: Client, tried: list[str]) -> dict[str, bytes]:
    """Status, headers and body of every address, as bytes."""
    answers = {}
    for path in tried:
        answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = repr(sorted(answer.headers.items())).encode()
        answers[path] = b"%d %s %s" % (answer.status_code, headers, body)
    return answers


def test_no_byte_of_a_hidden_article_is_in_any_answer(client, hidden, canary):
    answers = everything(client, addresses(hidden))

    leaks = {
        (path, word)
        for path, answer in answers.items()
        for word in canary.all
        # An address is echoed by an error's own `instance` member; nothing else may be.
        if word.encode() in answer.replace(path.encode(), b"")
    }
    assert leaks == set()
    assert len(canary.all) > 80
    assert b"In the open" in answers["/"]


def test_hidden_articles_change_no_public_byte(client, make_article, hide):
    public = make_article(title="In the open", slug="in-the-open")
    publishing.publish(public, by=None, at=NOW)
    tried = [*addresses([]), "/articles/in-the-open/", "/api/v1/articles/in-the-open/"]
    before = everything(client, tried)

    hide(State.DRAFT)
    hide(State.SCHEDULED, publish_at=timezone.now() + timedelta(days=3))

    assert everything(client, tried) == before


@pytest.mark.parametrize("base", ["/articles/", "/api/v1/articles/", "/authors/", "/topics/"])
def test_a_hidden_address_answers_as_one_that_never_existed(client, hide, base):
    article = hide(State.DRAFT)
    slug = {
        "/authors/": article.contributions.exclude(author=None).get().author.slug,
        "/topics/": article.topics.get().slug,
    }.get(base, article.slug)
    never = "x" * len(slug)

    answers = [
        everything(client, [f"{base}{name}/"])[f"{base}{name}/"].replace(name.encode(), b"?")
        for name in (slug, never)
    ]

    assert answers[0] == answers[1]
    assert answers[0].startswith(b"404")


def test_photos_appear_with_their_article_and_go_with_its_withdrawal(client, hide):
    article = hide(State.READY, renditions=True)
    address = f"/photos/{article.lead_photo.sha256}/full-320.jpg"
    assert client.get(address).status_code == 404

    publishing.publish(article, by=None, at=NOW)
    shown = client.get(address)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")

    publishing.withdraw(article, by=None, note="Wrongly licensed.", at=NOW)
    assert client.get(address).status_code in (404, 410)


def test_the_sites_addresses_are_those_that_were_agreed():
    names = {str(pattern.pattern) for pattern in get_resolver().url_patterns}

    assert "admin/" in names
    assert not any("media" in name for name in names)
