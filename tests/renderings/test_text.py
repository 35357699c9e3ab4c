"""An article as plain text."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from record.document import Document, List, Numbering, Paragraph, Run
from renderings import text
from renderings.addresses import Addresses
from renderings.numbering import marker
from tests.factories.document_strategies import documents

ADDRESSES = Addresses("https://review.example")


@settings(max_examples=25, deadline=None)
@given(documents())
def test_any_document_can_be_written(document: Document) -> None:
    written = text.render(document, ADDRESSES)

    assert written.endswith("\n")
    assert not any(line.endswith(" ") for line in written.split("\n"))


def test_notes_stand_in_brackets_and_links_are_spelled_out(rich_document: Document) -> None:
    written = text.render(rich_document, ADDRESSES)

    assert "is long.[1] Ships" in written
    assert "[1] The lanes were drawn in 1974; see the chart (https://charts.example/" in written
    assert "as the tables (https://ports.example/a_(b)) say.[1]" in written


def test_the_address_credit_disclaimer_and_licence_are_there(rich_document: Document) -> None:
    written = text.render(rich_document, ADDRESSES)

    for part in (
        "Photo credits: Lio Fernweh/Harbour Agency",
        "The views expressed are the writers’ own",
        "https://review.example/articles/who-keeps-the-lanes-open/",
        "https://creativecommons.org/licenses/by/4.0/",
    ):
        assert part in written


def test_a_title_is_underlined_as_wide_as_it_is_shown(
    make_document: Callable[..., Document],
) -> None:
    written = text.render(make_document(title="해협"), ADDRESSES)

    assert written.startswith("해협\n====\n")


@pytest.mark.parametrize(
    ("numbering", "number", "expected"),
    [
        (Numbering.BULLET, 3, "•"),
        (Numbering.DECIMAL, 3, "3."),
        (Numbering.LOWER_ALPHA, 26, "z."),
        (Numbering.UPPER_ALPHA, 28, "AB."),
        (Numbering.LOWER_ALPHA, 0, "0."),
        (Numbering.LOWER_ROMAN, 1994, "mcmxciv."),
        (Numbering.UPPER_ROMAN, 4, "IV."),
        (Numbering.LOWER_ROMAN, 4000, "4000."),
    ],
)
def test_items_are_counted_as_in_a_browser(
    numbering: Numbering, number: int, expected: str
) -> None:
    items = ((Paragraph((Run("x"),)),),)

    assert marker(List(items, numbering, number), 0) == expected


def test_brackets_are_kept() -> None:
    items = ((Paragraph((Run("x"),)),), (Paragraph((Run("y"),)),))

    assert marker(List(items, Numbering.DECIMAL, parenthesised=True), 1) == "(2)"
