"""How what is typed is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import Filter, Words, parse

PARTS = st.sampled_from(
    [*'ab"*-:|()^{}\\ \t\x00é해협海_🙂ا', " OR ", " AND ", " NOT ", "NEAR(", "topic:", "year:2020",
     "“", "’s", "U.S.", "\ud800", "\u202e", "'"]
)  # fmt: skip
ANYTHING = st.one_of(st.text(st.characters()), st.lists(PARTS, max_size=40).map("".join))


@given(ANYTHING)
def test_any_text_is_a_query_and_its_canonical_text_is_the_same_query(text) -> None:
    query = parse(text)

    assert parse(str(query)) == query
    str(query).encode() if text.isprintable() else None


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("strait  tolls", "strait tolls"),
        ("“law of the sea”", '"law of the sea"'),
        ('"never closed', '"never closed"'),
        ("a | b", "a OR b"),
        ("OR a OR", "a"),
        ("(a AND b)", "a b"),
        ("-a OR b", "b -a"),
        ("Topic:trade", "topic:trade"),
        ('topic:"maritime law"', 'topic:"maritime law"'),
        ("topic: trade", "topic trade"),
        ("year:2020..2024", "year:2020..2024"),
        ("year:soon", "year:soon"),
        ("toll*", "toll*"),
        ("a - b", "a b"),
        ("?!", ""),
    ],
)
def test_what_is_typed_has_one_canonical_text(typed, canonical) -> None:
    assert str(parse(typed)) == canonical


def test_a_range_of_years_is_bounded() -> None:
    assert list(Filter("year", "2024-2022").years) == [2022, 2023, 2024]
    assert len(Filter("year", "0000-9999").years) == 60


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert parse("x" * 10_000).shortened
    assert parse("word " * 100).shortened
    assert sum(map(len, parse("word " * 100).required)) == 16
    assert not parse("a few words").shortened


def test_filters_are_added_and_taken_away() -> None:
    query = parse("toll year:2020 topic:trade")

    assert str(query.having("year", "2021")) == "toll topic:trade year:2021"
    assert str(query.having("topic", "law")) == "toll year:2020 topic:trade topic:law"
    assert query.having("topic", "trade").filters == query.filters[::-1][::-1]
    assert str(query.without("year", "2020")) == "toll topic:trade"
    assert query.words == (Words("toll"),)
