"""Stories of the synthetic prose that fills load tests: repeatable, distinct, harmless."""

import re
from collections import Counter
from html import escape
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masthead.demo.korean import KoreanProse
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


def test_a_few_words_are_everywhere_and_most_in_hardly_any_article(prose):
    articles = [
        set(re.findall("[a-z]+", " ".join(prose.paragraphs(9)).lower())) for _ in range(400)
    ]

    texts = Counter(word for words in articles for word in words)
    assert len(texts) > 5_000
    assert sum(number > 200 for number in texts.values()) < 250
    assert sum(number <= 4 for number in texts.values()) > len(texts) / 2


def test_korean_nouns_carry_the_particles_that_belong_to_them():
    korean = KoreanProse(Random(7))

    text = " ".join(korean.paragraphs(200))
    assert set(re.findall("해협(은|는|을|를) ", text)) == {"은", "을"}
    assert set(re.findall("무역(과|와) ", text)) == {"과"}
    assert set(re.findall("기후(은|는|을|를|과|와) ", text)) == {"는", "를", "와"}


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
