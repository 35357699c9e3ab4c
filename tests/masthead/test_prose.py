"""Stories of the synthetic prose that fills load tests: repeatable, distinct, harmless."""

import re
from html import escape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masthead.demo.prose import Prose


def everything(prose: Prose) -> list[str]:
    """One of each thing a source of prose can give."""
    return [
        prose.title(),
        prose.standfirst(),
        prose.heading(),
        *prose.paragraphs(3),
        prose.name(),
    ]


@pytest.fixture(scope="module")
def prose() -> Prose:
    return Prose(2026)


def test_the_same_seed_tells_the_same_story():
    first, again = Prose(7), Prose(7)

    assert [everything(first) for _ in range(5)] == [everything(again) for _ in range(5)]


def test_another_seed_tells_another_story():
    assert everything(Prose(7)) != everything(Prose(8))


def test_twenty_thousand_articles_bear_as_many_titles(prose):
    titles = [prose.title() for _ in range(20_000)]

    assert len(set(titles)) == len(titles)


def test_titles_that_follow_one_another_share_no_first_words(prose):
    heads = [prose.title().split(":")[0] for _ in range(50)]

    assert all(one != next_one for one, next_one in pairwise(heads))


def test_an_article_has_as_many_paragraphs_as_asked_for_and_repeats_no_sentence(prose):
    paragraphs = prose.paragraphs(9)

    sentences = [line for text in paragraphs for line in re.split(r"(?<=\.) ", text)]
    assert len(paragraphs) == 9
    assert len(set(sentences)) == len(sentences)


def test_an_article_of_nine_paragraphs_has_the_length_of_a_real_one(prose):
    lengths = [sum(len(text.split()) for text in prose.paragraphs(9)) for _ in range(50)]

    assert min(lengths) > 500
    assert max(lengths) < 1_100


def test_a_very_long_article_is_no_trouble(prose):
    assert len(prose.paragraphs(500)) == 500


def test_an_article_without_paragraphs_is_empty(prose):
    assert prose.paragraphs(0) == []


def test_headings_and_standfirsts_keep_to_the_lengths_of_their_fields(prose):
    assert all(len(prose.standfirst()) <= 300 for _ in range(2_000))
    assert all(len(prose.heading()) <= 100 for _ in range(2_000))
    assert all(len(prose.title()) <= 200 for _ in range(2_000))


def test_a_heading_ends_without_a_full_stop_and_a_paragraph_with_one(prose):
    assert not any(prose.heading().endswith(".") for _ in range(200))
    assert all(text.endswith(".") for text in prose.paragraphs(60))


def test_a_name_has_a_given_and_a_family_part(prose):
    assert all(len(prose.name().split(" ")) == 2 for _ in range(500))


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(min_value=-(2**63), max_value=2**63))
def test_whatever_the_seed_nothing_is_empty_unfilled_or_in_need_of_escaping(seed):
    prose = Prose(seed)

    for text in [part for _ in range(40) for part in everything(prose)]:
        assert text == text.strip() != ""
        assert text[0] == text[0].upper()
        assert not set("{}<>&\\") & set(text)
        assert escape(text) == text
        assert "  " not in text
