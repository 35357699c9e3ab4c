"""What is handed over: whole, bare enough for every sanitiser, and without what must stay."""

import dataclasses
import re
from typing import Any

import html5lib
import markdown_it
import nh3
import pytest
from hypothesis import given, settings

from record.document import Document, Kind, Notice, block_text
from renderings import card_html, oembed
from renderings.addresses import Addresses
from renderings.escaping import clean
from renderings.republish import (
    FORMS,
    Refusal,
    counted_article,
    counter_token,
    hand_over,
    refusal,
    render,
)
from tests.factories.document_strategies import documents
from tests.factories.documents import EXAMPLES

ADDRESSES = Addresses("https://review.example")

# What a careful system lets through: nh3's own choice, the letters that lists count by, the
# direction of a text, and the wish of a picture to be told little.
SANITISER = nh3.Cleaner(
    attributes={
        **nh3.ALLOWED_ATTRIBUTES,
        "*": {"lang", "dir", "title"},
        "ol": {"start", "type"},
        "img": {"src", "alt", "width", "height", "referrerpolicy"},
    },
    link_rel=None,
)


def handed(document: Document, form: str, **choices: Any) -> str:
    return render(hand_over(document, ADDRESSES, **choices), form)


def tree(html: str) -> Any:
    return html5lib.serialize(html5lib.parseFragment(html))


def letters(html: str) -> str:
    """The text alone, without the numbers of notes and without white space."""
    bare = re.sub(r"<sup>\[\d+\]</sup>", "", html)
    return "".join("".join(html5lib.parse(bare, namespaceHTMLElements=False).itertext()).split())


@settings(deadline=None, max_examples=60)
@given(documents())
def test_a_sanitiser_takes_nothing_away(document: Document) -> None:
    html = handed(document, "html")

    assert tree(SANITISER.clean(html)) == tree(html)
    for attribute in (" class=", " id=", " style=", " on"):
        assert attribute not in "".join(html.replace(">", ">\n").split("\n")[:1])


@settings(deadline=None, max_examples=60)
@given(documents())
def test_every_block_is_there(document: Document) -> None:
    if document.withdrawn:
        return
    text = letters(handed(document, "html"))

    for block in document.body:
        for line in block_text(block).split("\n"):
            assert "".join(clean(line).split()) in text


@settings(deadline=None, max_examples=60)
@given(documents())
def test_no_photo_travels_without_the_right(document: Document) -> None:
    for form in FORMS:
        text = handed(document, form)
        for photo in document.every_photo():
            assert (photo.sha256 in text) <= photo.redistribution_allowed


@settings(deadline=None, max_examples=40)
@given(documents())
def test_every_form_says_where_it_appeared(document: Document) -> None:
    if document.withdrawn:  # is never handed over
        return
    address = f"https://review.example/articles/{document.slug}/"
    rendered = markdown_it.MarkdownIt("commonmark").enable("table").render(handed(document, "md"))

    assert f'href="{address}"' in rendered
    assert f'href="{address}"' in handed(document, "html")
    assert address in handed(document, "txt")


@settings(deadline=None, max_examples=40)
@given(documents())
def test_cards_and_answers_are_whole_html_whatever_the_words(document: Document) -> None:
    card = card_html.render(document, ADDRESSES)
    html5lib.HTMLParser(strict=True).parseFragment(card)

    assert "<script" not in card
    told = oembed.answer(document, ADDRESSES)
    (frame,) = html5lib.parseFragment(told["html"], namespaceHTMLElements=False)
    assert frame.get("title") == told["title"] or not told["title"]
    assert oembed.as_xml(told).startswith("<?xml")


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_text_ends_with_its_own_counter(example: str) -> None:
    document = EXAMPLES[example]()
    token = counter_token(document.article, document.number)

    for form in ("html", "md"):
        assert handed(document, form).count(f"https://review.example/count/{token}.gif") == 1
        assert "/count/" not in handed(document, form, counted=False)
    assert str((counted_article(token) or ("",))[0]) == document.article


def test_the_counters_picture_asks_for_no_more_than_the_host() -> None:
    html = handed(EXAMPLES["rich"](), "html")

    assert 'width="1" height="1" alt="" referrerpolicy="strict-origin">' in html


def test_words_are_in_the_articles_language() -> None:
    korean = handed(EXAMPLES["korean"](), "txt")

    assert "이 글은 2024년" in korean
    assert "처음 게재되었습니다: https://review.example/articles/" in korean


def test_how_to_cite_and_ways_around_our_house_stay_here(rich_document: Document) -> None:
    text = handed(rich_document, "txt")

    assert "How to cite" not in text
    assert "Keywords" not in text
    assert "Disclaimer" in text
    assert "Competing interests" in text


def test_only_a_licence_that_allows_it_gives_an_article_away(rich_document: Document) -> None:
    licence = rich_document.licence
    assert licence is not None
    closed = dataclasses.replace(licence, republishing_allowed=False)

    def with_last(kind: Kind) -> Document:
        notice = Notice(4, kind, "Why.", rich_document.published)
        return dataclasses.replace(
            rich_document, kind=kind, notices=(*rich_document.notices, notice)
        )

    assert refusal(rich_document) is None
    assert refusal(dataclasses.replace(rich_document, licence=None)) is Refusal.LICENCE
    assert refusal(dataclasses.replace(rich_document, licence=closed)) is Refusal.LICENCE
    assert refusal(with_last(Kind.RETRACTION)) is Refusal.RETRACTED
    assert refusal(with_last(Kind.WITHDRAWAL)) is Refusal.WITHDRAWN


def test_a_form_nobody_knows_is_refused(rich_document: Document) -> None:
    with pytest.raises(ValueError, match="docx"):
        handed(rich_document, "docx")
