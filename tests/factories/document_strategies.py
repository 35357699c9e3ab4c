"""Any Document that publishing could compose, for hypothesis.

Text is what the editors' forms let through (no controls, no lone surrogates, no bidi overrides)
and is often hostile to one form or another. Numbers of notes, figures and tables are in order and
every figure's photo is there, as composing guarantees.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

from hypothesis import strategies as st

from record.document import (
    Block,
    Cell,
    Contribution,
    Document,
    Figure,
    Heading,
    Issue,
    Kind,
    Licence,
    LineBreak,
    List,
    Mark,
    Note,
    NoteReference,
    Notice,
    Numbering,
    Paragraph,
    Photograph,
    Publication,
    Quote,
    Reference,
    RelatedArticle,
    Rule,
    Run,
    Section,
    Table,
    Term,
    Work,
)

__all__ = ["HOSTILE", "documents", "instants", "lines"]

HOSTILE = (
    "<script>alert(1)</script>\"'&",
    "]]></script><!--",
    "\\end{document} {unbalanced % # $ _ ^ ~",
    "TY  - HACK",
    "ER  - ",
    "# not a heading",
    "1. not a list",
    "- *not* **bold** _nor_ `code` ![x](y) [z](w) ~~s~~",
    "| a | b |",
    "@misc{x, y = {z}}",
    "&amp; &lt; &#60;",
    "http://example.org/?a=1&b=2",
    "10,000 words and and and",
    "مرحبا بالعالم",
    "한국어와 日本語",
    "e\u0301\u0327 👩‍👩‍👧‍👦 \u200d\u00ad",
    "--- *** ===",
    '“quoted” ‘twice’ "thrice"',
    "ends with a bang!",
    "(begins in brackets)",
    ": colon first",
    "{% template %} {{ value }} {0}",
)

_CHARACTERS = st.characters(
    exclude_categories=["Cc", "Cs"],
    exclude_characters="".join(
        map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFDD0, 0xFDF0)])
    )
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)),
)
lines = st.one_of(st.text(_CHARACTERS, max_size=12), st.sampled_from(HOSTILE))
_words = lines.filter(str.strip)
_texts = st.one_of(lines, st.just("Two\nlines\n\nand a paragraph."))
_slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)
_links = st.sampled_from(
    [
        "",
        "",
        "https://example.org/a_(b)?c=1&d=2#e",
        "http://example.org/%7Cx|y",
        "mailto:a@example.org",
    ]
)
_dois = st.sampled_from(["", "10.5555/abc.1", "10.5555/(SICI)1<1:A>2.0_x;%{y}#z"])
_languages = st.sampled_from(["en", "ko", "ja", "ar", "zh-Hant", "fr", "pt-BR", "th"])
instants = st.integers(10**5, 4 * 10**9).map(lambda second: datetime.fromtimestamp(second, UTC))
_marks = st.lists(st.sampled_from(list(Mark)), max_size=2, unique=True).map(tuple)


def _tuples(items: st.SearchStrategy[Any], most: int = 2, least: int = 0) -> Any:
    return st.lists(items, min_size=least, max_size=most).map(tuple)


def _inlines(notes: int) -> st.SearchStrategy[Any]:
    runs = st.builds(Run, text=lines, marks=_marks, href=_links)
    kinds: list[st.SearchStrategy[Any]] = [runs, runs, st.just(LineBreak())]
    if notes:
        kinds.append(st.builds(NoteReference, st.integers(1, notes)))
    return _tuples(st.one_of(kinds), 4, 1)


def _blocks(notes: int, photos: tuple[Photograph, ...]) -> st.SearchStrategy[Any]:
    content = _inlines(notes)
    cell = st.builds(
        Cell, content, st.booleans(), colspan=st.integers(1, 3), rowspan=st.integers(1, 3)
    )
    row = _tuples(cell, 3, 1)
    leaves: list[st.SearchStrategy[Any]] = [
        st.builds(Paragraph, content),
        st.builds(Heading, st.integers(2, 4), content, _slugs),
        st.builds(
            Table, st.just(1), head=_tuples(row, 1), rows=_tuples(row, 2), caption=_inlines(0)
        ),
        st.just(Rule()),
    ]
    if photos:
        sha256 = st.sampled_from([photo.sha256 for photo in photos])
        leaves.append(st.builds(Figure, st.just(1), sha256, content | st.just(())))
    return st.recursive(
        st.one_of(leaves),
        lambda inner: st.one_of(
            st.builds(Quote, _tuples(inner, 2, 1), content | st.just(()), st.booleans()),
            st.builds(
                List,
                _tuples(_tuples(inner, 2, 1), 2, 1),
                st.sampled_from(Numbering),
                st.integers(1, 12),
                st.booleans(),
            ),
        ),
        max_leaves=3,
    )


_licences = st.builds(
    Licence,
    spdx=st.sampled_from(["CC-BY-4.0", "CC-BY-NC-ND-4.0", "CC-BY-NC-SA-4.0", "CC0-1.0", "Own-1"]),
    name=_words,
    url=_links,
    republishing_allowed=st.booleans(),
)
_photographs = st.builds(
    Photograph,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    width=st.integers(1, 5000),
    height=st.integers(1, 5000),
    alt_text=lines,
    credit_line=lines,
    caption=_texts,
    creator=lines,
    source=lines,
    copyright_notice=lines,
    licence=st.none() | _licences,
    cropping_allowed=st.booleans(),
)
_works = st.builds(
    Work, title=_words, publisher=lines, year=st.sampled_from(["", "2021"]), url=_links, doi=_dois
)
_contributions = st.builds(
    Contribution,
    name=_words,
    role=st.sampled_from(["author", "author", "translator", "editor", "chronicler <b>"]),
    author=st.just("") | _slugs,
    given_name=lines,
    family_name=lines,
    native_name=lines,
    suffix=st.sampled_from(["", "Jr."]),
    collective=st.booleans(),
    orcid=st.sampled_from(["", "0000-0002-1825-0097"]),
    title=lines,
    affiliation=lines,
    affiliation_ror=st.sampled_from(["", "https://ror.org/05gzceg21"]),
    biography=_tuples(st.builds(Paragraph, _inlines(0)), 1),
    works=_tuples(_works, 1),
    credit_roles=_tuples(st.sampled_from(["software", "writing-review-editing"]), 1),
)
_publications = st.builds(
    Publication,
    title=_words,
    short_title=lines,
    tagline=lines,
    publisher=lines,
    place=lines,
    issn_online=st.sampled_from(["", "1234-5679"]),
    issn_print=st.sampled_from(["", "8765-4326"]),
    issn_linking=st.sampled_from(["", "1234-5679"]),
    time_zone=st.sampled_from(["UTC", "Asia/Seoul", "America/St_Johns"]),
)
_terms = st.builds(Term, slug=_slugs, name=_words, code=st.sampled_from(["", "KR", "030"]))
_related = st.builds(RelatedArticle, slug=_slugs, title=_words, language=_languages)
_references = st.builds(Reference, text=_words, doi=_dois, url=_links)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """One version of one article."""
    notices = _notices(draw)
    kind = notices[-1].kind if notices else Kind.PUBLICATION
    first = draw(instants)
    fields: dict[str, Any] = {
        "article": str(draw(st.uuids())),
        "number": len(notices) + 1,
        "kind": kind,
        "slug": draw(_slugs),
        "language": draw(_languages),
        "title": draw(_words),
        "publication": draw(_publications),
        "section": Section(
            draw(_slugs), draw(_words), draw(st.sampled_from(["article-commentary", "book-review"]))
        ),
        "first_published": first,
        "published": notices[-1].at if notices else first,
        "byline": draw(_tuples(_contributions, 3, 1)),
        "subtitle": draw(lines),
        "notices": notices,
        "doi": draw(_dois),
    }
    if kind is not Kind.WITHDRAWAL:
        fields |= _text(draw) | _surroundings(draw)
    return Document(**fields)


def _notices(draw: st.DrawFn) -> tuple[Notice, ...]:
    last = draw(st.sampled_from([None, None, *Kind]))
    kinds = draw(st.lists(st.sampled_from([Kind.CORRECTION, Kind.UPDATE]), max_size=2))
    if last in (Kind.RETRACTION, Kind.WITHDRAWAL):
        kinds.append(last)
    at = sorted(draw(st.lists(instants, min_size=len(kinds), max_size=len(kinds))))
    return tuple(
        Notice(number, kind, draw(_texts), moment)
        for number, (kind, moment) in enumerate(zip(kinds, at, strict=True), start=2)
    )


def _text(draw: st.DrawFn) -> dict[str, Any]:
    notes = draw(st.integers(0, 2))
    photos = draw(
        st.lists(_photographs, max_size=2, unique_by=lambda photo: photo.sha256).map(tuple)
    )
    body = _numbered(draw(_tuples(_blocks(notes, photos), 4)))
    return {
        "standfirst": draw(_texts),
        "abstract": draw(_texts),
        "body": body,
        "notes": tuple(Note(n, draw(_inlines(0))) for n in range(1, notes + 1)),
        "lead_photo": draw(st.none() | _photographs),
        "photos": photos,
    }


def _surroundings(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "topics": draw(_tuples(_terms)),
        "regions": draw(_tuples(_terms)),
        "keywords": draw(_tuples(_words)),
        "issue": draw(
            st.none() | st.builds(Issue, slug=_slugs, volume=lines, number=lines, title=lines)
        ),
        "references": draw(_tuples(_references)),
        "disclaimers": draw(_tuples(_texts, 1)),
        "licence": draw(st.none() | _licences),
        "funding": draw(_texts),
        "competing_interests": draw(_texts),
        "translation_of": draw(st.none() | _related),
        "related": draw(_tuples(_related, 1)),
    }


def _numbered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """With figures and tables counted, and anchors told apart, in the order of the text."""
    return tuple(_renumber(blocks, count(1), count(1), count(1)))


def _renumber(
    blocks: tuple[Block, ...], figures: count[int], tables: count[int], anchors: count[int]
) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Figure():
                yield dataclasses.replace(block, number=next(figures))
            case Table():
                yield dataclasses.replace(block, number=next(tables))
            case Heading():
                yield dataclasses.replace(block, anchor=f"{block.anchor}-{next(anchors)}")
            case Quote(content=content):
                inner = tuple(_renumber(content, figures, tables, anchors))
                yield dataclasses.replace(block, content=inner)
            case List(items=items):
                each = tuple(tuple(_renumber(i, figures, tables, anchors)) for i in items)
                yield dataclasses.replace(block, items=each)
            case _:
                yield block
