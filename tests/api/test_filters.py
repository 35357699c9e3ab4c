"""Which articles a partner asks for, and what is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from authors.models import Author
from editing.slugs import remember_slug
from record.document import Contribution, Issue, Kind, Section, Term

pytestmark = pytest.mark.django_db

TRADE, LAW = Term("trade", "Trade"), Term("law", "Law")
KOREA, PACIFIC = Term("south-korea", "South Korea", "KR"), Term("pacific", "Pacific")
ANNA = Contribution("Anna Berg", author="anna-berg", given_name="Anna", family_name="Berg",
                    orcid="0000-0002-1825-0097")  # fmt: skip
BO = Contribution("Bo Lund", author="bo-lund", given_name="Bo", family_name="Lund")
MAY = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, 0, 0, tzinfo=UTC)


@pytest.fixture
def articles(make_public, make_later, region_kr):
    """Three articles that differ in everything one can ask for."""
    make_public(
        slug="a", byline=(ANNA,), topics=(TRADE,), regions=(KOREA,), language="en", doi="10.5555/a",
        section=Section("essay", "Essay", "research-article"), first_published=MAY,
        issue=Issue("3-2", "3", "2"),
    )  # fmt: skip
    make_public(
        slug="b", byline=(ANNA, BO), topics=(TRADE, LAW), regions=(PACIFIC,), language="ko",
        doi="10.5555/b", first_published=JUNE,
    )  # fmt: skip
    last = make_public(slug="c", byline=(BO,), topics=(LAW,), first_published=JUNE + timedelta(1))
    make_later(last, Kind.CORRECTION, published=JUNE + timedelta(9))


CASES = {
    "author": ("anna-berg", "ba"),
    "orcid": ("https://orcid.org/0000-0002-1825-0097", "ba"),
    "topic": ("law", "cb"),
    "section": ("essay", "a"),
    "issue": ("3-2", "a"),
    "language": ("KO", "b"),
    "doi": ("https://doi.org/10.5555/A", "a"),
    "licence": ("CC-BY-4.0", "cba"),
    "updated_before": ("2026-06-02", "ba"),
    "published_since": ("2026-06-01", "cb"),
    "published_before": ("2026-06-01T00:00:00Z", "a"),
    "updated_since": ("2026-06-03T02:00:00+02:00", "c"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_filter_chooses_what_it_says(articles, slugs, name):
    value, expected = CASES[name]

    assert "".join(slugs(**{name: value})) == expected


@pytest.mark.parametrize("region", ["south-korea", "KR"])
def test_a_region_is_asked_for_by_slug_or_code(articles, slugs, region):
    assert slugs(region=region) == ["a"]


def test_filters_together_choose_what_is_all_of_it(articles, slugs):
    assert slugs(author="anna-berg", topic="law") == ["b"]
    assert slugs(author="bo-lund", topic="law", language="en") == ["c"]
    assert slugs(author="anna-berg", section="essay", topic="law") == []
    assert slugs(topic="trade", ordering="first_published") == ["a", "b"]
    assert slugs(topic="law", ordering="modified") == ["b", "c"]


@pytest.mark.parametrize(
    ("ordering", "expected"),
    {
        "-first_published": "cba",
        "first_published": "abc",
        "-modified": "cba",
        "modified": "abc",
    }.items(),
)
def test_every_ordering_has_its_direction(articles, slugs, ordering, expected):
    assert "".join(slugs(ordering=ordering)) == expected


def test_a_correction_moves_an_article_in_time_of_change_only(make_public, make_later, slugs):
    first = make_public(slug="first")
    make_public(slug="second")
    make_later(first, Kind.CORRECTION)

    assert slugs(ordering="-modified") == ["first", "second"]
    assert slugs() == ["second", "first"]


def test_a_name_given_up_by_a_later_version_finds_the_article_no_more(
    make_public, make_later, slugs
):
    first = make_public(slug="moved", topics=(TRADE,))
    make_later(first, Kind.CORRECTION, topics=(LAW,))

    assert slugs(topic="trade") == []
    assert slugs(topic="law") == ["moved"]


@pytest.mark.parametrize("name", ["author", "topic", "section", "region", "issue"])
def test_a_name_that_nothing_has_chooses_nothing(articles, slugs, name):
    assert slugs(**{name: "never-heard-of"}) == []


def test_a_former_slug_in_a_filter_leads_to_the_present_one(articles, client):
    author = Author.objects.get(slug="anna-berg")
    author.slug = "anna-berg-lund"
    author.save()
    remember_slug(author, "anna-berg")

    answer = client.get("/api/v1/articles/?author=anna-berg&language=ko")

    assert answer.status_code == 301
    assert answer["Location"] == "/api/v1/articles/?author=anna-berg-lund&language=ko"


REFUSED = {
    "author": ["", "Anna Berg", "a\0b", "a" * 121, "../x", "%"],
    "orcid": ["0000-0002-1825-0098", "x", ""],
    "region": ["Korea", "K", "kR"],
    "language": ["english", "e", "en_", "-"],
    "licence": ["", "CC BY", "a" * 65, "ä"],
    "photo": ["", "x", "0" * 63, "g" * 64],
    "doi": ["11.5555/a", "10.5555", "a\n"],
    "published_since": ["yesterday", "2026-02-30", "2026-1-1", "20260101", "2026-W01", "",
                        "2026-01-01T00:00:00", "2026-01-01T00:00:00 02:00", "٢٠٢٦-01-01",
                        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1" * 5000],
    "updated_since": ["2026-01-01T25:00:00Z", "2026-01-01T00:00:60Z"],
    "ordering": ["author__password", "", "title", "-pk", "first_published,modified"],
    "page_size": ["0", "-1", "101", "1000000000", "9" * 400, "1e3", "٣", "", "20.0"],
    "cursor": ["", "x", "null", "WzFd", "AAAA", "!" * 10, "a" * 1000],
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_value_that_can_not_be_read_is_refused_by_name(refused, name):
    for value in REFUSED[name]:
        assert refused(name, query={name: value})["detail"], value


def test_a_closed_list_is_told_with_its_refusal(refused):
    assert refused("ordering", query={"ordering": "title"})["allowed"] == [
        "-first_published", "first_published", "-modified", "modified"
    ]  # fmt: skip


UNKNOWN = (
    "author__email__startswith", "author__slug", "_connector", "_negated", "include",
    "status", "state", "pk", "id", "format", "limit", "offset", "q", "Author",
    "author[]", "x" * 300, "\0", "é", "",
)  # fmt: skip


@pytest.mark.parametrize("path", ["articles/", "authors/", "articles/a/", "authors/anna-berg/", ""])
def test_a_parameter_that_does_not_exist_is_refused_with_those_that_do(articles, client, path):
    for name in UNKNOWN:
        answer = client.get(f"/api/v1/{path}", {name: "a"})

        assert answer.status_code == 400
        [error] = answer.json()["errors"]
        assert error["parameter"] == name[:60]
        assert ("topic" in error["allowed"]) == (path == "articles/")


def test_all_that_is_wrong_is_told_at_once(client):
    answer = client.get("/api/v1/articles/?topic=a&topic=b&ordering=x&nonsense=1")

    assert [error["parameter"] for error in answer.json()["errors"]] == [
        "topic", "ordering", "nonsense"
    ]  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from([*CASES, "region", "ordering", "page_size", "cursor"])
        | st.text(max_size=8),
        st.text(max_size=30),
        max_size=4,
    )
)
@example({"published_since": "0000-01-01"})
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_question_is_answered_with_a_fault_of_ours(client, query):
    answer = client.get("/api/v1/articles/", query)

    assert answer.status_code in (200, 400), (query, answer.content)
