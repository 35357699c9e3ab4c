"""Nothing the newsroom knows reaches a reader before it is published, by any address."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from articles import publishing
from articles.models import Article, Contribution, Reference, State
from authors.models import Affiliation, Author, Organisation, SelectedWork
from publication.models import Issue, Section, Topic

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def canary():
    """Every text of the hidden articles, with a word that stands nowhere else."""
    words = []

    def word() -> str:
        words.append(f"canary{secrets.token_hex(8)}")
        return words[-1]

    word.all = words
    return word


@pytest.fixture
def hide(make_article, make_photo, canary, publication):
    """`hide(state)`: an article full of canaries, with all that only it names."""

    def make(state: State, *, renditions: bool = False, **fields) -> Article:
        author = Author.objects.create(
            family_name=canary(),
            given_name=canary(),
            slug=canary(),
            biography=f"<p>{canary()}</p>",
            email=f"{canary()}@example.org",
            private_notes=canary(),
        )
        organisation = Organisation.objects.create(name=canary())
        Affiliation.objects.create(author=author, organisation=organisation, role=canary())
        SelectedWork.objects.create(author=author, title=canary())
        article = make_article(
            title=canary(),
            slug=canary(),
            subtitle=canary(),
            standfirst=canary(),
            abstract=canary(),
            body=f"<p>{canary()}<span data-note>{canary()}</span></p>",
            keywords=[canary()],
            funding=canary(),
            competing_interests=canary(),
            author=author,
            section=Section.objects.create(name=canary(), slug=canary()),
            issue=Issue.objects.create(
                publication_id=publication.pk,
                title=canary(),
                slug=canary(),
                special=True,
            ),
            lead_photo=make_photo(
                alt_text=canary(), credit_line=canary(), caption=canary(), renditions=renditions
            ),
            state=state,
            **fields,
        )
        article.topics.add(Topic.objects.create(name=canary(), slug=canary()))
        Reference.objects.create(article=article, text=canary(), url=f"https://{canary()}.example/")
        Contribution.objects.create(article=article, collective_name=canary(), position=1)
        return article

    return make


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


@pytest.fixture
def hidden(hide, make_article, canary):
    """One article of each kind that must not be seen, and a private revision of a public one."""
    public = make_article(title="In the open", slug="in-the-open")
    publishing.publish(public, by=None, at=NOW)
    public.title, public.body = canary(), f"<p>{canary()}</p>"
    public.save()
    soon = timezone.now() + timedelta(minutes=1)
    return [
        hide(State.DRAFT),
        hide(State.IN_REVIEW),
        hide(State.READY),
        hide(State.SCHEDULED, publish_at=soon),
    ]


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
