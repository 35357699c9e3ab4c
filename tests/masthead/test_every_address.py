"""Every public address there is, asked for what is hidden.

The addresses are read from the site's own table, so one that is added tomorrow is asked tomorrow.
A variable part that nobody has told this test about makes it fail: say below what could be put
there to find something hidden.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils import timezone

from articles import advancing, publishing
from articles.composing import compose
from articles.models import Article, State
from proofs.making import digest_of
from proofs.models import Kind, Proof
from record.canonical import dumps
from renderings.republish import counter_token

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOT_PUBLIC = ("admin/", "healthz", "readyz")
VARIABLE = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
ETAG = re.compile(rb'"[0-9a-f]{32}"')
PHOTO = "photos/<sha256>/<shape>-<width>.<image_format>"


@pytest.fixture(autouse=True)
def _every_room_is_open(settings) -> None:
    """What an installation may leave out answers here."""
    settings.FEDIVERSE_NAME = "strait_review"
    settings.INDEXNOW_KEY = "0123456789abcdef"
    settings.WEBSUB_HUB = "https://hub.example/"


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every public route as ``articles/<slug>/v<number>/``."""
    for pattern in resolver.url_patterns:
        route = before + written(pattern)
        if route.startswith(NOT_PUBLIC):
            continue
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def written(pattern: URLPattern | URLResolver) -> str:
    match pattern.pattern:
        case RoutePattern() as route:
            return VARIABLE.sub(lambda found: f"<{found['name']}>", str(route))
        case expression if "photos" in str(expression):
            return PHOTO
        case expression:
            assert str(expression) == "", f"Write {expression} as a path, or teach this test."
            return ""


def entries(article: Article) -> list[str]:
    """The slugs of all that only this article names, its own first."""
    author = article.contributions.exclude(author=None).get().author
    return [
        article.slug,
        author.slug,
        article.section.slug,
        article.topics.get().slug,
        article.issue.slug,
    ]


# What could be put into each variable part to find something of a hidden article.
VALUES: Mapping[str, Callable[[Article], list[str]]] = {
    "slug": entries,
    "id": lambda article: [str(article.publication_id), str(article.pk)],
    "number": lambda _: ["1", "2"],
    "year": lambda _: ["2026", "2031"],
    "part": lambda _: ["1"],
    "plural": lambda _: ["authors", "sections", "topics", "regions", "issues"],
    "form": lambda _: ["rss", "atom", "json"],
    "key": lambda article: [str(article.key), "0123456789abcdef"],
    "extension": lambda _: ["json", "bib", "md", "html", "pdf", "epub"],
    "spdx": lambda _: ["CC-BY-4.0"],
    "digest": lambda _: ["0123456789abcdef"],
    "sha256": lambda article: [article.lead_photo.sha256],
    "shape": lambda _: ["full"],
    "width": lambda _: ["320"],
    "image_format": lambda _: ["jpg"],
    "token": lambda article: [counter_token(str(article.key), 1), link_to_another(article)],
}


def link_to_another(article: Article) -> str:
    """The token of a private link that leads to a draft with none of the hidden words."""
    token = "another-" * 6
    draft, _ = Article.objects.get_or_create(
        slug="another", defaults={"publication": article.publication, "title": "Another"}
    )
    now = timezone.now()
    Proof.objects.get_or_create(
        token_digest=digest_of(token),
        defaults={
            "article": draft,
            "kind": Kind.PREVIEW,
            "recipient": "Ines Okafor",
            "revision": 0,
            "document": dumps(compose(draft, published=now.replace(microsecond=0))),
            "made_at": now,
            "expires_at": now + timedelta(days=1),
        },
    )
    return token


def filled(route: str, article: Article) -> Iterator[str]:
    """The addresses of a route, for whoever knows all names of that article."""
    found = VARIABLE.search(route)
    if found is None:
        yield f"/{route}"
        return
    assert found["name"] in VALUES, f"/{route}: say what <{found['name']}> could be."
    for value in VALUES[found["name"]](article):
        yield from filled(route[: found.start()] + value + route[found.end() :], article)


def asked(article: Article) -> Iterator[str]:
    """Every address, and what a curious person would add to it."""
    words = entries(article)
    questions = [
        f"?q={words[0]}", f"?author={words[1]}", f"?section={words[2]}", f"?topic={words[3]}",
        f"?issue={words[4]}", f"?doi=10.5555/{words[0]}", f"?since=0&q={article.title[:9]}",
        f"?url=http://127.0.0.1:8000/articles/{words[0]}/&format=json", "?expand=article",
        "?page_size=100", "?ordering=-modified", "?state=draft", "?status=scheduled",
    ]  # fmt: skip
    for route in routes(get_resolver()):
        yield from filled(route, article)
        if "<" not in route:
            yield from (f"/{route}{question}" for question in questions)


def answer(client: Client, path: str, **headers: str) -> bytes:
    """Status, headers and body."""
    got = client.get(path, headers=headers)
    body = b"".join(got.streaming_content) if got.streaming else got.content
    return b"%d %s %s" % (got.status_code, repr(sorted(got.headers.items())).encode(), body)


def test_the_table_of_addresses_is_read_to_its_ends():
    found = set(routes(get_resolver()))

    assert {
        "",
        "articles/<slug>/",
        "articles/<slug>/v<number>/",
        "api/v1/articles/",
        PHOTO,
    } <= found
    assert not any(route.startswith("admin/") for route in found)
    assert len(found) > 60


# Where a partner's key is understood.
WITH_A_KEY = re.compile(r"/(api/|feeds/|search/feed|[a-z]+/[-a-z0-9]+/feed)")


@pytest.mark.parametrize("with_key", [False, True], ids=["anybody", "a partner"])
def test_no_address_tells_a_word_of_what_is_hidden(client, hidden, canary, bearer, with_key):
    headers = bearer(scopes=["read", "advance"]) if with_key else {}
    tried = list(dict.fromkeys(path for article in hidden for path in asked(article)))
    tried = [path for path in tried if not with_key or WITH_A_KEY.match(path)]

    leaks = {
        (path, word)
        for path in tried
        for told in [without_the_question(answer(client, path, **headers), path)]
        for word in canary.all
        if word.encode() in told
    }

    assert leaks == set()
    assert len(tried) > 300


def without_the_question(told: bytes, path: str) -> bytes:
    """An answer may repeat what was asked, as a search page does; that tells nobody anything."""
    for word in re.findall(r"canary[0-9a-f]{1,16}", path):
        told = told.replace(word.encode(), b"")
    return told


def test_every_address_of_a_hidden_article_answers_as_if_it_had_never_been(client, hide):
    article = hide(State.SCHEDULED, publish_at=timezone.now() + timedelta(hours=1))
    words = entries(article)

    differing = []
    for path in asked(article):
        never = path
        for word in words:
            never = never.replace(word, "x" * len(word))
        if never == path:
            continue
        for_hidden, for_nothing = answer(client, path), answer(client, never)
        for word in words:
            for_hidden = for_hidden.replace(word.encode(), b"x" * len(word))
        # Two addresses have two entity tags, though they answer the same.
        for_hidden, for_nothing = (ETAG.sub(b"", told) for told in (for_hidden, for_nothing))
        if for_hidden != for_nothing:
            differing.append((path, for_hidden[:300], for_nothing[:300]))

    assert differing == []


def test_an_advance_copy_is_told_to_its_partner_and_to_nobody_else(
    client, hide, canary, make_partner, bearer
):
    article = hide(State.DRAFT)
    now = timezone.now()
    named, other = make_partner(), make_partner()
    publishing.schedule(article, by=None, at=now + timedelta(hours=3), now=now)
    tried = list(dict.fromkeys(asked(article)))
    before = {path: answer(client, path) for path in tried}
    advancing.give(article, partners=[named], by=None, now=now)

    told = answer(
        client, f"/api/v1/articles/{article.slug}/", **bearer(named, scopes=["advance", "read"])
    )

    assert article.title.encode() in told
    assert b"no-store" in told
    assert {path for path in tried if answer(client, path) != before[path]} == set()
    for headers in (bearer(other, scopes=["advance", "read"]), bearer(named, scopes=["read"])):
        for path in tried:
            if WITH_A_KEY.match(path):
                hidden = without_the_question(answer(client, path, **headers), path)
                assert not any(word.encode() in hidden for word in canary.all), path


def test_no_address_tells_the_text_of_what_was_withdrawn(client, hide, canary):
    article = hide(State.READY)
    publishing.publish(article, by=None, at=timezone.now())
    body = article.body
    words = [word for word in canary.all if word in body or word == article.standfirst]
    assert any(words[0].encode() in answer(client, path) for path in asked(article))

    publishing.withdraw(article, by=None, note="It was not ours.", at=timezone.now())

    leaks = {
        (path, word)
        for path in dict.fromkeys(asked(article))
        for told in [answer(client, path)]
        for word in words
        if word.encode() in told
    }
    assert leaks == set()
