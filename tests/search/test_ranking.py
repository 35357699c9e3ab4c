"""What comes first: the same on both databases, and however many texts have the words."""

from datetime import UTC, datetime

import pytest

from record.document import Term
from search import finding

pytestmark = pytest.mark.django_db


def test_a_text_that_says_a_word_often_comes_before_one_that_says_it_once(make_text, found) -> None:
    make_text("often", "The canal, a canal, our canal.")
    make_text("once", "There is a canal in this text.")

    assert found("canal") == ["often", "once"]


def test_a_long_text_says_a_word_often_if_it_says_it_again_and_again(make_text, found) -> None:
    make_text("short", "The canal, a canal, our canal.")
    make_text("long", "canal canal canal " + "other words " * 2000)

    assert found("canal") == ["short", "long"]


def test_all_words_in_the_title_count_more_than_one_of_them(make_text, found) -> None:
    make_text("both", title="Tolls of the Canal")
    make_text("one", "And tolls.", title="The Canal")
    make_text("none", "Of tolls on a canal.")

    assert found("canal tolls") == ["both", "one", "none"]


def test_what_stands_above_a_text_counts_by_words_and_not_by_their_order(make_text, found) -> None:
    make_text("topic", "A canal, tolls.", topics=(Term("canal-tolls", "Canal tolls"),))
    make_text("text", "Of tolls on a canal.")

    assert found("tolls canal") == ["topic", "text"]


def test_of_alternatives_more_count_more(make_text, found) -> None:
    make_text("both", "A canal with tolls.")
    make_text("fee", "A fee.")
    make_text("canal", "A canal.")

    assert found("canal OR tolls OR fee")[0] == "both"


def test_a_phrase_in_the_title_comes_first(make_text, found) -> None:
    make_text("title", title="The Law of the Sea")
    make_text("words", "It is the law of the sea.", title="Law and Sea")
    make_text("text", "It is the law of the sea.")

    assert found('"law of the sea"') == ["title", "text", "words"]


def test_an_old_title_is_found_however_many_newer_texts_have_the_word(
    make_text, search, monkeypatch
) -> None:
    monkeypatch.setattr(finding, "REACHABLE", 3)
    make_text("title", title="The Canal", first_published=datetime(2016, 1, 1, tzinfo=UTC))
    for number in range(5):
        make_text(f"n{number}", "A canal.")

    page = search("canal")

    assert [hit.article.slug for hit in page.hits] == ["title", "n4", "n3"]
    assert (page.total, page.exact) == (3, False)


def test_a_phrase_is_found_in_old_texts_and_new_ones(make_text, found) -> None:
    for year in (2004, 2014, 2024, 2026):
        at = datetime(year, 1, 1, tzinfo=UTC)
        make_text(f"y{year}", "The law of the sea.", first_published=at)
        make_text(f"other-{year}", "The sea, of the law.", first_published=at)

    years = ["y2026", "y2024", "y2014", "y2004"]
    assert found('"law of the sea"', order="newest") == years
    assert found('"law of the sea"') == years


def test_who_says_the_words_of_a_phrase_often_has_not_said_the_phrase(make_text, found) -> None:
    make_text("words", "Law law law. Sea sea sea.")
    make_text("korean", "해협 해협 해협. 협을 협을 협을.", language="ko")
    make_text("phrase", "It is the law of the sea.")
    make_text("strait", "배는 해협을 지난다.", language="ko")

    assert found('"law of the sea"') == ["phrase"]
    assert found('"sea sea sea law"') == []
    assert found("해협을") == ["strait"]
