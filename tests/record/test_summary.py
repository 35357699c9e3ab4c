"""The small extract that lists show of an article."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from record.document import Document
from record.summary import count_words, reading_minutes, summarise
from tests.factories.document_strategies import documents
from tests.factories.documents import EXAMPLES, p

MakeDocument = Callable[..., Document]


@settings(max_examples=25, deadline=None)
@given(documents())
def test_a_summary_is_the_same_after_a_stay_in_the_database(document: Document) -> None:
    card = summarise(document)

    assert json.loads(json.dumps(card)) == card


def test_a_card_says_what_a_list_shows(rich_document: Document) -> None:
    card = summarise(rich_document)

    assert card["title"] == "Who Keeps the Lanes Open?"
    assert card["section"] == {"slug": "commentary", "name": "Commentary"}
    assert card["byline"][0] == {
        "name": "Mirae Yoon",
        "author": "mirae-yoon",
        "role": "author",
        "collective": False,
    }
    assert card["first_published"] == "2024-03-01T00:30:00Z"
    assert card["corrected"] == "2024-05-20T15:00:00Z"
    assert card["issn"] == "1234-5679"
    assert card["lead_photo"]["credit_line"] == "Lio Fernweh/Harbour Agency"
    assert card["lead_photo"]["licence"] == "CC-BY-4.0"
    assert card["licence"]["spdx"] == "CC-BY-4.0"
    assert card["regions"] == [{"slug": "east-asia", "name": "East Asia", "code": "030"}]
    assert card["retracted"] is False


def test_what_is_absent_is_null(make_document: MakeDocument) -> None:
    card = summarise(make_document(licence=None))

    assert (card["lead_photo"], card["licence"], card["corrected"]) == (None, None, None)


def test_a_retraction_shows_in_lists() -> None:
    card = summarise(EXAMPLES["retracted"]())

    assert (card["kind"], card["retracted"]) == ("retraction", True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("two words", 2),
        ("a dash — and a pause … count for nothing", 8),
        ("well-known, isn’t it?", 3),
        ("한미 동맹은 길다", 3),
        ("海峡は狭い", 5),
        ("GDP は 3.5 倍", 4),
        ("한" * 3, 1),
    ],
)
def test_words_are_counted_as_a_word_processor_does(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0),
        ("word", 1),
        ("word " * 238 * 4, 4),
        ("海" * 2000, 4),
        ("가나다라 " * 500, 4),
        ("- " * 50_000, 0),
    ],
)
def test_reading_takes_as_long_in_any_script(text: str, minutes: int) -> None:
    assert reading_minutes(text) == minutes


def test_a_card_counts_the_body_alone(make_document: MakeDocument) -> None:
    card = summarise(make_document(title="Four words of title", body=(p("only two"),)))

    assert (card["word_count"], card["reading_minutes"]) == (2, 1)
