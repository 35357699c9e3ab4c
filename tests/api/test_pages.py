"""Walking through a list page by page."""

import base64
import contextlib
import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.cursors import Cursor, InvalidCursor, decode, encode
from record.document import Contribution, Kind
from record.models import PublishedArticle

pytestmark = pytest.mark.django_db

ORDERINGS = ("-first_published", "first_published", "-modified", "modified")
KINDS = (datetime, int)


def walk(client, path="/api/v1/articles/", link="next", between=lambda: None, **query):
    """The slugs of every page from there on, following the links; `between` happens in between."""
    answer = client.get(path, query)
    while True:
        page = answer.json()
        yield [item["slug"] for item in page["results"]]
        if page[link] is None:
            return
        between()
        answer = client.get(page[link].removeprefix("http://127.0.0.1:8000"))
        assert answer.status_code == 200, answer.content


def flat(pages):
    return list(itertools.chain.from_iterable(pages))


@pytest.fixture
def seven(make_public):
    """Seven articles, three of which appeared in one second."""
    at = datetime(2026, 2, 1, 8, 0, tzinfo=UTC)
    for number, hours in enumerate((0, 1, 2, 2, 2, 3, 4)):
        make_public(slug=f"n{number}", first_published=at + timedelta(hours=hours))


@pytest.mark.parametrize("ordering", ORDERINGS)
@pytest.mark.parametrize("size", ["1", "2", "3", "7", "8"])
def test_the_pages_give_every_article_once_in_order(client, seven, slugs, ordering, size):
    pages = list(walk(client, ordering=ordering, page_size=size))

    assert flat(pages) == slugs(ordering=ordering)
    assert len(set(flat(pages))) == 7
    assert all(len(page) == int(size) for page in pages[:-1])


@pytest.fixture
def publish_later(make_public):
    """`publish_later()`: an article younger than all others, four times at most."""
    made = []

    def publish():
        if len(made) < 4:
            at = datetime(2026, 3, 1, len(made), tzinfo=UTC)
            made.append(make_public(slug=f"late-{len(made)}", first_published=at).slug)

    return publish


@pytest.mark.parametrize("ordering", ["-first_published", "-modified"])
def test_what_is_published_meanwhile_shifts_nothing(client, seven, slugs, publish_later, ordering):
    before = slugs(ordering=ordering)

    walked = flat(walk(client, between=publish_later, page_size="2", ordering=ordering))

    assert walked == before


@pytest.mark.parametrize("ordering", ["first_published", "modified"])
def test_the_earliest_first_reaches_what_is_published_meanwhile(
    client, seven, slugs, publish_later, ordering
):
    walked = flat(walk(client, between=publish_later, page_size="2", ordering=ordering))

    assert walked[-4:] == ["late-0", "late-1", "late-2", "late-3"]
    assert walked == slugs(ordering=ordering)


def test_one_can_walk_back(client, seven):
    forth = list(walk(client, page_size="3"))
    answer = client.get("/api/v1/articles/?page_size=3").json()
    while answer["next"]:
        answer = client.get(answer["next"].removeprefix("http://127.0.0.1:8000")).json()

    back = list(
        walk(client, answer["previous"].removeprefix("http://127.0.0.1:8000"), link="previous")
    )

    assert [*reversed(back)] == forth[:-1]
    assert answer["results"][0]["slug"] == forth[-1][0]


def test_a_withdrawal_meanwhile_takes_its_article_away_and_no_other(
    client, seven, make_public, make_later
):
    doomed = make_public(slug="doomed", first_published=datetime(2026, 1, 1, tzinfo=UTC))
    pages = walk(client, page_size="3")
    first = next(pages)

    make_later(doomed, Kind.WITHDRAWAL)

    assert first + flat(pages) == ["n6", "n5", "n4", "n3", "n2", "n1", "n0"]


def test_the_links_keep_what_was_asked(client, make_public):
    for _ in range(3):
        make_public(byline=(Contribution("Anna Berg", author="anna-berg"),))
        make_public()

    pages = list(walk(client, author="anna-berg", page_size="1", ordering="first_published"))

    assert pages == [["article-1"], ["article-3"], ["article-5"]]


def test_an_empty_list_has_no_neighbours(read):
    assert read("articles/") == {"next": None, "previous": None, "results": []}


def test_a_cursor_of_another_ordering_is_refused(client, seven, refused):
    link = client.get("/api/v1/articles/?page_size=2").json()["next"]
    cursor = link.partition("cursor=")[2].partition("&")[0]

    assert refused("cursor", query={"cursor": cursor, "ordering": "modified"})
    assert refused("cursor", "authors/", {"cursor": cursor})


@pytest.mark.parametrize(
    "made_up",
    [
        ["-first_published", 0, "2026-01-01T00:00:00", 1],
        ["-first_published", 0, "2026-01-01T00:00:00Z", 2**63],
        ["-first_published", 0, "2026-01-01T00:00:00Z", -1],
        ["-first_published", 0, "2026-01-01T00:00:00Z", True],
        ["-first_published", 0, "2026-01-01T00:00:00Z", 1.5],
        ["-first_published", 2, "2026-01-01T00:00:00Z", 1],
        ["-first_published", 0, "0001-01-01T00:00:00+14:00", 1],
        ["-first_published", 0, 5, 1],
        ["-first_published", 0, "2026-01-01T00:00:00Z"],
        ["-first_published"],
        {"-first_published": 0},
        ["x", 0, "2026-01-01T00:00:00Z", 1],
    ],
)
def test_a_cursor_made_up_wrongly_is_refused(refused, made_up):
    text = base64.urlsafe_b64encode(json.dumps(made_up).encode()).decode().rstrip("=")

    assert refused("cursor", query={"cursor": text})


def test_a_cursor_made_up_rightly_shows_nothing_but_the_list(client, seven):
    far = encode(Cursor("-first_published", (datetime(2026, 2, 1, 9, 30, tzinfo=UTC), 10**9)))

    page = client.get("/api/v1/articles/", {"cursor": far}).json()

    assert [item["slug"] for item in page["results"]] == ["n1", "n0"]


def test_authors_are_walked_by_slug(client, make_public):
    for name in ("Cid", "Abe", "Bea"):
        make_public(byline=(Contribution(name, author=name.lower(), family_name=name),))

    pages = list(walk(client, "/api/v1/authors/", page_size="2"))

    assert pages == [["abe", "bea"], ["cid"]]


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 2**63 - 1), st.booleans())
def test_a_cursor_comes_back_as_it_was(at, number, backwards):
    cursor = Cursor("-modified", (at, number), backwards)

    assert decode(encode(cursor), "-modified", KINDS) == cursor


@given(
    st.text(max_size=120)
    | st.binary(max_size=80).map(lambda b: base64.urlsafe_b64encode(b).decode())
)
def test_any_text_is_a_cursor_or_is_refused(text):
    with contextlib.suppress(InvalidCursor):
        assert decode(text, "-modified", KINDS).ordering == "-modified"


@pytest.mark.django_db
@given(st.lists(st.sampled_from(["next", "publish"]), max_size=12), st.integers(1, 4))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_however_walking_and_publishing_alternate_nothing_is_missed_or_doubled(
    client, make_public, steps, size
):
    make_public()
    expected = set(PublishedArticle.objects.values_list("slug", flat=True))
    todo = iter(steps)

    def publish():
        while next(todo, "next") == "publish":
            make_public()

    walked = flat(walk(client, between=publish, page_size=size))

    assert len(walked) == len(set(walked))
    assert set(walked) == expected
