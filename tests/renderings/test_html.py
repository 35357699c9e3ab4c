"""An article's page, as a reader and a hostile author meet it."""

import dataclasses
import enum
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings

from record.document import (
    Contribution,
    Document,
    Heading,
    Kind,
    Licence,
    LineBreak,
    List,
    Note,
    NoteReference,
    Notice,
    Numbering,
    Paragraph,
    Run,
)
from renderings import html
from renderings.addresses import Addresses
from tests.factories.document_strategies import documents
from tests.factories.documents import EXAMPLES

MakeDocument = Callable[..., Document]

ADDRESSES = Addresses("https://review.example")
CANARY = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>"

ELEMENTS = """
    article header section div h1 h2 h3 h4 p hr ul ol li dl dt dd blockquote figure figcaption
    table thead tbody tr th td a bdi span strong em sup sub br cite time picture source img
    nav details summary template button dialog
"""
ATTRIBUTES = """
    class id lang dir href rel type hreflang role aria-label aria-labelledby tabindex start value
    scope colspan rowspan src srcset sizes width height alt loading decoding fetchpriority datetime
    data-copied aria-live
"""


def parsed(markup: str) -> Element:
    """The elements, by a parser that refuses what HTML calls a parse error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(markup)


def article(document: Document) -> Element:
    return parsed(html.article(document, ADDRESSES)).find("article")


def words(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def of_class(element: Element, name: str) -> list[Element]:
    return [each for each in element.iter() if name in each.get("class", "").split()]


def harmless(markup: str) -> None:
    """Only our elements and attributes, only addresses readers may be sent to."""
    ids = []
    for element in parsed(markup).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in ELEMENTS.split()
        assert set(element.attrib) <= set(ATTRIBUTES.split())
        for name in ("href", "src"):
            link = element.get(name, "https://")
            assert link.startswith(("https://", "http://", "mailto:", "#")), link
        ids += [element.get("id")] if "id" in element.attrib else []
    assert len(ids) == len(set(ids))


def hostile(value: Any) -> Any:
    """The same document with the canary at the end of every text in it."""
    match value:
        case enum.Enum():
            return value
        case str():
            return value + CANARY
        case tuple():
            return tuple(map(hostile, value))
        case _ if dataclasses.is_dataclass(value):
            fields = {f.name: hostile(getattr(value, f.name)) for f in dataclasses.fields(value)}
            return type(value)(**fields)
        case _:
            return value


@settings(max_examples=25, deadline=None)
@given(documents())
def test_no_text_of_any_document_becomes_markup(document: Document) -> None:
    harmless(html.article(document, ADDRESSES))
    harmless(html.body(document, ADDRESSES))


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_script_in_every_field_is_shown_as_text(example: str) -> None:
    document = hostile(EXAMPLES[example]())

    markup = html.article(document, ADDRESSES)

    harmless(markup)
    assert CANARY in words(parsed(markup).find("article/header/h1"))
    assert "<script" not in markup
    assert "onerror=alert" not in markup.replace("onerror=alert(2)&gt;", "")


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "java\tscript:alert(1)", "//evil.example"]
)
def test_a_link_that_runs_something_loses_its_address(
    href: str, make_document: MakeDocument
) -> None:
    document = make_document(body=(Paragraph((Run("here", (), href),)),))

    assert html.body(document, ADDRESSES) == "<p>here</p>"


def test_the_head_names_serial_section_and_date(rich_document: Document) -> None:
    page = article(rich_document)

    assert words(of_class(page, "issn")[0]) == "ISSN 1234-5679"
    link = of_class(page, "issn")[0].find("a")
    assert link is not None
    assert link.get("href") == "https://portal.issn.org/resource/ISSN/1234-5679"
    assert words(of_class(page, "section")[0]) == "Commentary"
    assert words(of_class(page, "dates")[0]) == (
        "Published 1 March 2024 · Corrected on 4 March 2024 · Updated on 21 May 2024"
    )


def test_a_day_is_that_of_the_publication_and_not_of_greenwich(make_document: MakeDocument) -> None:
    evening_in_greenwich = datetime(2024, 3, 1, 20, 0, tzinfo=UTC)

    page = article(make_document(first_published=evening_in_greenwich))

    assert words(of_class(page, "dates")[0]) == "Published 2 March 2024"
    assert next(page.iter("time")).get("datetime") == "2024-03-02T05:00:00+09:00"


def test_the_byline_joins_names_and_says_who_did_what_else(rich_document: Document) -> None:
    bylines = [words(line) for line in of_class(article(rich_document), "byline")]

    assert bylines == [
        "By Mirae Yoon 윤미래, Tomas Okello-Reyes Jr. and Harbour Policy Group",
        "Translated by Ines Delacroix-Bo",
    ]
    native = of_class(article(rich_document), "native-name")[0]
    assert native.get("lang") == "ko"


def test_a_contributor_without_profile_signs_without_a_link(make_document: MakeDocument) -> None:
    page = article(make_document(byline=(Contribution(name="A Guest"),)))

    assert of_class(page, "byline")[0].find("a") is None


def test_a_korean_article_speaks_korean_around_its_text() -> None:
    page = article(EXAMPLES["korean"]())

    assert page.get("lang") == "ko"
    assert words(of_class(page, "dates")[0]) == "2024년 3월 1일 게재"
    assert words(of_class(page, "credit")[0]) == "사진 제공: Lio Fernweh/Harbour Agency"


def test_words_that_are_not_in_the_articles_language_say_so(make_document: MakeDocument) -> None:
    page = article(make_document(language="ar"))

    assert page.get("dir") == "rtl"
    heading = of_class(page, "cite")[0].find("h2")
    assert heading is not None
    assert heading.get("lang") == "en"


def test_a_correction_stands_above_the_title_with_its_date_and_a_link(
    rich_document: Document,
) -> None:
    header = article(rich_document).find("header")
    assert header is not None
    order = [child.get("class") or child.tag for child in header]

    assert order.index("notices") < order.index("h1")
    latest = of_class(header, "notice")[0]
    assert (
        words(latest)
        == "Update 21 May 2024 · Version 3 · What changed Table 1 now has the figures of 2023."
    )
    assert latest.get("class") == "notice update"
    link = latest.find("p/a")
    assert link is not None
    assert link.get("href") == ADDRESSES.version(rich_document.slug, 3)


def test_a_retracted_article_says_so_in_its_title_and_can_still_be_read() -> None:
    page = article(EXAMPLES["retracted"]())

    assert words(page.find("header/h1")) == "Retracted: A Fourth Lane"
    assert of_class(page, "notice")[0].get("role") == "note"
    assert of_class(page, "body")


def test_of_a_withdrawn_article_only_a_tombstone_is_left() -> None:
    document = EXAMPLES["withdrawn"]()
    page = article(document)

    assert [child.tag for child in page] == ["header"]
    assert words(page.find("header/h1")) == "Withdrawn: The Pilot’s Letter"
    assert "Removed by order of a court." in words(page)
    assert html.body(document, ADDRESSES) == ""


def test_a_tombstone_shows_no_text_even_if_the_document_still_holds_some() -> None:
    document = dataclasses.replace(EXAMPLES["withdrawn"](), body=EXAMPLES["rich"]().body)

    assert "strait" not in html.article(document, ADDRESSES)


def test_the_credit_is_printed_exactly_when_there_is_one(rich_document: Document) -> None:
    assert rich_document.lead_photo is not None
    uncredited = dataclasses.replace(rich_document.lead_photo, credit_line="")

    with_credit = of_class(article(rich_document), "lead-photo")[0]
    without = of_class(
        article(dataclasses.replace(rich_document, lead_photo=uncredited)), "lead-photo"
    )[0]

    credit = of_class(with_credit, "credit")[0]
    assert words(credit) == "Photo credits: Lio Fernweh/Harbour Agency"
    assert not of_class(without, "credit")


def test_a_note_and_its_number_lead_to_each_other(rich_document: Document) -> None:
    page = article(rich_document)
    by_id = {element.get("id"): element for element in page.iter() if element.get("id")}
    links = [link for link in page.iter("a") if link.get("href", "").startswith("#")]

    assert {link.get("href", "").removeprefix("#") for link in links} <= set(by_id)
    assert len([link for link in links if link.get("role") == "doc-backlink"]) == 3
    assert by_id["fnref-1-2"].get("href") == "#note-1"


def test_notes_numbered_out_of_order_keep_their_numbers(make_document: MakeDocument) -> None:
    body = (Paragraph((Run("x"), NoteReference(7), NoteReference(9))),)
    document = make_document(body=body, notes=(Note(7, (Run("seven"),)),))

    text = html.body(document, ADDRESSES)

    assert '<li id="note-7" value="7">' in text
    assert "<sup>9</sup>" in text


def test_in_a_feed_every_address_is_absolute(rich_document: Document) -> None:
    for element in parsed(html.body(rich_document, ADDRESSES)).iter():
        assert element.get("href", "https://").startswith("https://")
        assert element.get("tabindex") is None


def test_a_list_keeps_its_way_of_counting(make_document: MakeDocument) -> None:
    items = ((Paragraph((Run("a"),)),), (Paragraph((Run("b"),)),))
    document = make_document(
        body=(
            List(items, Numbering.DECIMAL, parenthesised=True),
            List(items, Numbering.UPPER_ROMAN, start=4),
        )
    )

    text = html.body(document, ADDRESSES)

    assert '<ol class="parenthesised">\n<li>a</li>\n<li>b</li>\n</ol>' in text
    assert '<ol type="I" start="4">' in text


def test_headings_cannot_take_the_name_of_a_note(make_document: MakeDocument) -> None:
    document = make_document(
        body=(
            Heading(2, (Run("Notes"),), "note-1"),
            Paragraph((Run("x"), LineBreak(), NoteReference(1))),
        ),
        notes=(Note(1, ()),),
    )

    harmless(html.article(document, ADDRESSES))


@pytest.mark.parametrize(
    ("spdx", "allowed", "says"),
    [
        ("CC-BY-4.0", True, "You may copy, pass on and adapt it, for any purpose,"),
        ("CC-BY-NC-ND-4.0", True, "You may copy and pass it on, for purposes that are not"),
        ("CC-BY-SA-4.0", True, "must carry the same licence"),
        ("CC0-1.0", True, "without asking"),
        ("LicenseRef-own", True, "You may republish it under the terms"),
        ("LicenseRef-all-rights-reserved", False, "please ask the publisher"),
    ],
)
def test_the_licence_says_what_it_permits(
    spdx: str, allowed: bool, says: str, make_document: MakeDocument
) -> None:
    licence = Licence(spdx, "A licence", "https://licences.example/", republishing_allowed=allowed)

    page = article(make_document(licence=licence))

    assert says in words(of_class(page, "licence")[0])


def test_every_version_is_listed_with_what_it_changed(make_document: MakeDocument) -> None:
    at = datetime(2024, 3, 9, tzinfo=UTC)
    document = make_document(
        number=2,
        kind=Kind.CORRECTION,
        notices=(Notice(2, Kind.CORRECTION, "A name was misspelt.", at),),
    )

    versions = [words(item) for item in of_class(article(document), "history")[0].iter("li")]

    assert versions == [
        "Version 1, 1 March 2024: Published",
        "Version 2, 9 March 2024: Correction. A name was misspelt. What changed",
    ]
