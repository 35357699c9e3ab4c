"""What an article's own page has beside the text: outline, anchors, large photos, sharing."""

import dataclasses
from collections import Counter
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings

from record.document import Document, Heading, Note, NoteReference, Paragraph, Run
from record.summary import reading_minutes
from renderings import html
from renderings.addresses import Addresses
from tests.factories.document_strategies import documents
from tests.factories.documents import EXAMPLES

MakeDocument = Callable[..., Document]

ADDRESSES = Addresses("https://review.example")


def article(document: Document) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(html.article(document, ADDRESSES)).find("article")


def words(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def heading(level: int, text: str) -> Heading:
    return Heading(level, (Run(text),), text.lower().replace(" ", "-"))


def outlined(element: Element) -> list[object]:
    """Titles, each followed by the list of those within it."""
    found: list[object] = []
    for item in element.findall("li"):
        found.append(words(item.find("a")))
        found += [outlined(inner) for inner in item.findall("ol")]
    return found


def test_the_outline_shows_what_lies_within_what(make_document: MakeDocument) -> None:
    levels = [(3, "Before"), (2, "One"), (3, "One a"), (4, "Too deep"), (3, "One b"), (2, "Two")]
    document = make_document(body=tuple(heading(level, text) for level, text in levels))

    outline = article(document).find("nav[@class='outline']")

    assert outline is not None
    assert words(outline.find("details/summary/h2")) == "In this article"
    assert outlined(outline.find("details/ol")) == [
        "Before",
        "One",
        ["One a", "One b"],
        "Two",
    ]


def test_a_text_of_few_headings_has_no_outline(make_document: MakeDocument) -> None:
    document = make_document(body=(heading(2, "One"), heading(2, "Two"), heading(4, "Deep")))

    assert article(document).find("nav") is None


@settings(max_examples=25, deadline=None)
@given(documents())
def test_a_link_within_the_page_always_leads_to_one_place(document: Document) -> None:
    page = article(document)
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    links = [link.get("href", "") for link in page.iter("a")]

    for target in (link.removeprefix("#") for link in links if link.startswith("#")):
        assert ids[target] == 1, target


def test_every_heading_is_a_link_to_itself(rich_document: Document) -> None:
    page = article(rich_document)
    body = page.find("div[@class='body']")
    assert body is not None

    for name in ("h2", "h3", "h4"):
        for each in body.iter(name):
            link = each.find("a[@class='anchor']")
            assert link is not None
            assert link.get("href") == f"#{each.get('id')}"
            assert words(link)


def test_a_heading_with_a_note_keeps_it_and_gets_a_link_beside_it(
    make_document: MakeDocument,
) -> None:
    title = Heading(2, (Run("Costs"), NoteReference(1)), "costs")
    document = make_document(body=(title,), notes=(Note(1, (Run("In 2020."),)),))

    link = article(document).find(".//h2/a[@class='anchor']")

    assert link is not None
    assert (words(link), link.get("aria-label")) == ("#", "Link to this section")


def test_a_photo_leads_to_itself_at_its_largest(rich_document: Document) -> None:
    photo = rich_document.lead_photo
    assert photo is not None
    widest = max(width for width, _ in photo.renditions("full"))

    link = article(rich_document).find("figure[@class='lead-photo']/a")

    assert link is not None
    assert link.get("href") == ADDRESSES.photo(photo.sha256, "full", widest, "jpg")
    assert link.get("aria-label") is None  # its text alternative names it
    assert link.find("picture/img") is not None


def test_a_photo_without_alternative_text_leads_on_under_a_name(rich_document: Document) -> None:
    assert rich_document.lead_photo is not None
    mute = dataclasses.replace(rich_document.lead_photo, alt_text="")

    page = article(dataclasses.replace(rich_document, lead_photo=mute))

    assert page.find("figure[@class='lead-photo']/a").get("aria-label") == "Enlarge the photo"


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("en", "word " * 2380, "10 min read"),
        ("ko", "물" * 2500, "읽는 시간 5분"),
        ("ja", "海峡" * 1500, "読了時間6分"),
    ],
    ids=["English", "Korean", "Japanese"],
)
def test_the_time_to_read_is_that_of_the_cards(
    language: str, text: str, says: str, make_document: MakeDocument
) -> None:
    document = make_document(language=language, body=(Paragraph((Run(text),)),))

    assert words(article(document).find("header/p[@class='reading-time']")) == says
    assert str(reading_minutes(text)) in says


def test_who_shares_by_mail_sends_title_and_address(make_document: MakeDocument) -> None:
    document = make_document(title="Tides & “Tolls”?", slug="tides")

    link = article(document).find("section[@id='share']//a")

    assert link is not None
    parts = urlsplit(link.get("href"))
    assert parts.scheme == "mailto"
    assert parse_qs(parts.query) == {
        "subject": ["Tides & “Tolls”?"],
        "body": ["https://review.example/articles/tides/"],
    }


def test_files_for_reference_managers_stand_with_the_citations(rich_document: Document) -> None:
    page = article(rich_document)

    cite, formats = (
        [words(item) for item in page.findall(f"section[@class='{name}']/ul[@class='forms']/li")]
        for name in ("cite", "formats")
    )

    assert cite == ["BibTeX", "RIS", "CSL-JSON"]
    assert formats == ["PDF", "EPUB", "Markdown", "Plain text", "JSON"]
    assert [words(name) for name in page.findall("section[@class='cite']/dl/dt")] == [
        "APA",
        "Chicago",
        "MLA",
        "Harvard",
    ]


def test_the_buttons_speak_the_language_of_the_article() -> None:
    controls = article(EXAMPLES["korean"]()).find("template")

    assert controls is not None
    assert words(controls.find("button[@class='copy']")) == "복사"
    assert controls.find("dialog/button[@class='close']").get("aria-label") == "닫기"


def test_a_notice_leads_to_what_it_changed(rich_document: Document) -> None:
    links = [link.get("href") for link in article(rich_document).find("header").iter("a")]

    assert ADDRESSES.changes(rich_document.slug, 2) in links
    assert ADDRESSES.changes(rich_document.slug, 3) in links


def test_a_tombstone_offers_nothing_to_take_along() -> None:
    page = article(EXAMPLES["withdrawn"]())

    assert [child.tag for child in page] == ["header"]
    assert "changes" not in "".join(link.get("href", "") for link in page.iter("a"))


def test_what_leaves_the_page_has_nothing_of_it(rich_document: Document) -> None:
    text = html.body(rich_document, ADDRESSES)

    for only_here in ("anchor", "enlarge", "outline", "<template"):
        assert only_here not in text
