import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from editing.text import OVERRIDES, clean_line, clean_text

# Lone surrogates included: JSON and forms can carry them.
anything = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
without_overrides = anything.filter(lambda text: not OVERRIDES.search(text))


@given(without_overrides)
def test_cleaning_a_line_twice_changes_nothing_more(text):
    once = clean_line(text)
    assert clean_line(once) == once


@given(without_overrides)
def test_cleaning_a_text_twice_changes_nothing_more(text):
    once = clean_text(text)
    assert clean_text(once) == once


@given(without_overrides)
def test_what_is_left_can_be_written_as_utf8_and_in_xml(text):
    for cleaned in (clean_line(text), clean_text(text)):
        cleaned.encode("utf-8")
        assert unicodedata.is_normalized("NFC", cleaned)
        assert not any(
            unicodedata.category(letter) in {"Cc", "Cs"} and letter != "\n" for letter in cleaned
        )


@given(without_overrides)
def test_a_line_is_one_line(text):
    assert not set(clean_line(text)) & set("\n\r\t\x0b\x0c\x85\u2028\u2029")


@pytest.mark.parametrize("override", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_a_character_that_overrides_direction_is_refused_by_name_and_place(override):
    with pytest.raises(ValidationError) as refusal:
        clean_line(f"Ports of call {override}evil")
    assert f"U+{ord(override):04X}" in str(refusal.value)
    assert "Ports of call" in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("Cafe\u0301", "Café", id="decomposed letters are composed"),
        pytest.param("a\x00b\x07c\ufffed\ufeff", "abcd", id="controls and non-characters go"),
        pytest.param("one\r\ntwo\u2028three", "one two three", id="line ends become spaces"),
        pytest.param("« oui\u00a0»", "« oui\u00a0»", id="no-break spaces stay"),
        pytest.param("👩‍👩‍👧 नमस्ते", "👩‍👩‍👧 नमस्ते", id="joiners stay"),
        pytest.param("שלום\u200f!", "שלום\u200f!", id="direction marks stay"),
        pytest.param("  too   many\tspaces ", "too many spaces", id="spaces are single"),
    ],
)
def test_a_line_keeps_what_writing_needs_and_nothing_else(typed, kept):
    assert clean_line(typed) == kept


def test_a_text_keeps_its_paragraphs():
    assert clean_text("  One  \r\n\r\nTwo\tthree \n") == "One\n\nTwo three"
