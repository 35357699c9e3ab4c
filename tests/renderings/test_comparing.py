"""What an editor is shown of the difference between two states."""

import dataclasses
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.document import (
    Contribution,
    Document,
    Heading,
    Kind,
    List,
    Mark,
    Note,
    NoteReference,
    Numbering,
    Paragraph,
    Publication,
    Run,
    Section,
)
from renderings.comparing import NOT_COMPARED, READINGS, document_changes, reader_changes
from renderings.word_changes import Sort, passages

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.fixture
def document() -> Document:
    return Document(
        article="7b4ac0cf-6a3f-4d67-9f0e-0d5b8f0fd9a1",
        number=1,
        kind=Kind.PUBLICATION,
        slug="tides",
        language="en",
        title="Tides and treaties",
        publication=Publication("Harbour Review"),
        section=Section("essay", "Essay", "article-commentary"),
        first_published=AT,
        published=AT,
        byline=(Contribution("Lotte Verhaegen"),),
        body=(
            Heading(2, (Run("The harbour"),), "section-the-harbour"),
            Paragraph((Run("Ships wait for water."), NoteReference(1))),
        ),
        notes=(Note(1, (Run("See the almanac."),)),),
    )


def shown(text: str, other: str) -> str:
    signs = {Sort.SAME: "{}", Sort.ADDED: "+{}+", Sort.REMOVED: "-{}-"}
    return "\n".join(
        "".join(signs[piece.sort].format(piece.text) for piece in passage.pieces)
        or f"({passage.left_out} left out)"
        for passage in passages(text, other)
    )


def test_a_changed_word_is_marked_and_the_rest_of_the_line_is_not() -> None:
    assert shown("Ships wait for water.", "Ships wait for tides.") == (
        "Ships wait for -water-+tides+."
    )


def test_a_long_unchanged_stretch_is_left_out_but_for_its_edges() -> None:
    before = "\n".join(["start", *"abcdef", "end"])

    assert shown(before, before.replace("start", "begin")) == ("-start-+begin+\na\n(6 left out)")


def test_chinese_is_compared_by_character() -> None:
    assert shown("海峡两岸", "海峡三岸") == "海峡-两-+三+岸"


def test_neighbouring_lines_are_compared_each_with_its_own() -> None:
    assert shown("One ship.\nTwo boats.", "One barge.\nThree boats.") == (
        "One -ship-+barge+.\n-Two-+Three+ boats."
    )


def test_texts_with_nothing_in_common_are_not_shredded() -> None:
    assert shown("one two three four five six", "vier vijf three zes zeven acht negen") == (
        "-one two three four five six-+vier vijf three zes zeven acht negen+"
    )


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60))
def test_nothing_is_lost_or_invented(before: str, after: str) -> None:
    found = list(passages(before, after))

    if any(passage.left_out for passage in found):
        return
    for text, sort in ((before, Sort.REMOVED), (after, Sort.ADDED)):
        kept = (p.text for passage in found for p in passage.pieces if p.sort in (Sort.SAME, sort))
        assert "".join(kept).replace("\n", "") == text.replace("\n", "")


def test_every_field_of_a_document_is_compared_or_knowingly_left_out() -> None:
    fields = {field.name for field in dataclasses.fields(Document)}

    assert fields == set(READINGS) | NOT_COMPARED


def test_equal_documents_have_no_changes(document: Document) -> None:
    later = dataclasses.replace(document, number=2, kind=Kind.CORRECTION)

    assert document_changes(document, later) == []


def test_a_note_that_changed_is_a_change_of_the_body(document: Document) -> None:
    later = dataclasses.replace(document, notes=(Note(1, (Run("See the tables."),)),))

    (found,) = document_changes(document, later)

    assert found.label == "Body"
    assert "[Note 1: See the almanac.]" in found.before
    assert "[Note 1: See the tables.]" in found.after


def test_readers_get_running_text_and_are_told_apart_what_is_set_otherwise(
    document: Document,
) -> None:
    heading = Heading(3, (Run("The harbour"),), "section-the-harbour")
    text = Paragraph((Run("Ships", (Mark.STRONG,)), Run(" wait for tides."), NoteReference(1)))
    later = dataclasses.replace(document, body=(heading, text))

    found = {each.label: (each.before, each.after) for each in reader_changes(document, later)}

    assert list(found) == ["Text", "Headings and emphasis"]
    assert "**" not in found["Text"][1]
    assert found["Headings and emphasis"] == ("## The harbour", "### The harbour")


def test_another_way_of_numbering_is_seen(document: Document) -> None:
    items = ((Paragraph((Run("first"),)),), (Paragraph((Run("second"),)),))
    one = dataclasses.replace(document, body=(List(items, Numbering.DECIMAL),))
    other = dataclasses.replace(
        document, body=(List(items, Numbering.DECIMAL, parenthesised=True),)
    )

    (found,) = document_changes(one, other)

    assert found.before == "1. first\n2. second"
    assert found.after == "(1) first\n(2) second"
