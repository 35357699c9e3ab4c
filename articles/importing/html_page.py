"""A web page saved as HTML."""

from __future__ import annotations

from articles.body.blocks import Block, Heading, List, Numbering
from articles.body.measuring import block_text
from articles.body.reading import read
from articles.importing.manuscript import Findings, Manuscript, Report
from articles.importing.page_metadata import page_metadata
from articles.importing.page_notes import place_page_notes
from articles.importing.page_parts import take_byline, take_day, take_pictures, take_standfirst
from articles.importing.page_region import article_region, remove_furniture
from articles.importing.page_tree import PageElement, parse_page
from articles.importing.passages import Passage, prose
from articles.importing.people import looks_like_name
from articles.importing.recognising import Layout, recognise
from articles.importing.wanting import note_what_is_missing

__all__ = ["read_html_page"]

HEAD = 10  # passages at the beginning among which a list of names is a byline


def read_html_page(text: str) -> tuple[Manuscript, Report]:
    """The manuscript a page holds: from its metadata, its named parts, then its wording.

    Scripts are dropped unread, but for JSON-LD, which is data. No address in the page is opened:
    pictures are reported with theirs.
    """
    findings = Findings()
    page = parse_page(text)
    metadata = page_metadata(page, findings)
    region = article_region(page, findings)
    place_page_notes(region, page, findings)
    remove_furniture(region, findings)
    known = take_byline(region, page, metadata.manuscript, findings)
    known = take_day(page, known, findings)
    known = take_standfirst(region, page, known, metadata.description, findings)
    known = take_pictures(region, known, findings)
    passages = _passages(region)
    manuscript = recognise(passages, known, findings, _layout(passages, known))
    note_what_is_missing(manuscript, findings)
    return manuscript, findings.report()


def _passages(region: PageElement) -> list[Passage]:
    passages: list[Passage] = []
    for block in read(region.html()):
        if len(passages) < HEAD and (names := _listed_names(block)):
            passages.extend(prose(f"• {name}") for name in names)
        else:
            passages.append(Passage(block_text(block), block))
    return passages


def _listed_names(block: Block) -> list[str]:
    """The items of a list that holds names only: some sites print the byline so."""
    if not isinstance(block, List) or block.numbering is not Numbering.BULLET:
        return []
    names = block_text(block).split("\n")
    return names if all(map(looks_like_name, names)) else []


def _layout(passages: list[Passage], known: Manuscript) -> Layout:
    """A page that has a heading besides its title marks its headings."""
    headings = (p.text for p in passages if isinstance(p.block, Heading))
    return Layout(marks_headings=any(text != known.title for text in headings))
