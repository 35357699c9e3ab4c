"""From passages to a manuscript: the recognisers, each in its turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.body import clean, write
from articles.importing.biographies import split_off_biographies, take_biographies
from articles.importing.disclaimers import Disclaimed, take_disclaimer
from articles.importing.endings import place_notes, take_notes, take_references
from articles.importing.furniture import throw_away_furniture
from articles.importing.heads import Head, take_head
from articles.importing.languages import guess_language
from articles.importing.manuscript import ByLine, Findings, Manuscript, Reference
from articles.importing.passages import Passage
from articles.importing.serials import take_doi, take_issn, take_keywords
from articles.importing.structure import structure

__all__ = ["Layout", "recognise"]

# A word broken at a line's end, before the lines were joined: "Geo- political". Not "pre- and".
_BROKEN_WORD = re.compile(r"\b[^\W\d_]{2,}- (?!(?:and|or|to|nor|und|et|y)\b)[a-z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the form of a file says by itself.

    ``has_head``: the text begins with title, byline and so on as lines of their own.
    ``marks_headings``: headings are marked, so that a short line is just a short line.
    ``has_furniture``: it was saved from a page.
    """

    has_head: bool = True
    marks_headings: bool = False
    has_furniture: bool = True


def recognise(
    passages: Sequence[Passage], known: Manuscript, findings: Findings, layout: Layout
) -> Manuscript:
    """The manuscript the passages make. What is ``known`` from elsewhere stands.

    No word is lost: what no recogniser took stays in the body, in its order.
    """
    _note_broken_words(passages, findings)
    left = throw_away_furniture(passages, findings) if layout.has_furniture else list(passages)
    issn = doi = ""
    keywords: tuple[str, ...] = ()
    if not known.issn:
        issn, left = take_issn(left, findings)
    if not known.doi:
        doi, left = take_doi(left, findings)
    if not known.keywords:
        keywords, left = take_keywords(left, findings)
    disclaimed = Disclaimed("", left, [])
    if not known.disclaimer:
        disclaimed = take_disclaimer(left, findings)
    head = Head(rest=disclaimed.before)
    if layout.has_head:
        head = take_head(disclaimed.before, findings, known)
    text = _read_text(head, disclaimed, known, findings, layout)
    found = replace(
        head.manuscript(),
        body_html=text.body_html,
        keywords=keywords,
        disclaimer=disclaimed.wording,
        references=text.references,
        issn=issn,
        doi=doi,
    )
    manuscript = replace(_overlaid(found, known), authors=text.authors)
    return _with_language(manuscript, passages, findings)


@dataclass(frozen=True, slots=True)
class _Text:
    body_html: str
    references: tuple[Reference, ...]
    authors: tuple[ByLine, ...]


def _read_text(
    head: Head, disclaimed: Disclaimed, known: Manuscript, findings: Findings, layout: Layout
) -> _Text:
    """What stands under the head: text, references, notes, biographies."""
    text, ending = head.rest, disclaimed.after
    authors = known.authors or head.authors
    if not disclaimed.wording:
        text, ending = split_off_biographies(text, authors)
    references, text = take_references(text, findings)
    if not references:
        references, ending = take_references(ending, findings)
    notes, text = take_notes(text, findings)
    authors, left = take_biographies(
        ending, authors, findings, after_disclaimer=bool(disclaimed.wording)
    )
    blocks = structure(text, findings, guess_headings=not layout.marks_headings)
    if left:
        _note_left_over(left, findings)
        blocks += structure(left, findings, guess_headings=False)
    return _Text(clean(write(place_notes(blocks, notes))), references, authors)


def _overlaid(found: Manuscript, known: Manuscript) -> Manuscript:
    """What was found, but what was known before where it says anything."""
    said = {name: getattr(known, name) for name in Manuscript.__slots__ if getattr(known, name)}
    said.pop("body_html", None)
    return replace(found, **said)


def _with_language(
    manuscript: Manuscript, passages: Sequence[Passage], findings: Findings
) -> Manuscript:
    if manuscript.language:
        return manuscript
    language = guess_language(" ".join(passage.text for passage in passages))
    findings.guess("language", language, "the script most letters are of")
    return replace(manuscript, language=language)


def _note_broken_words(passages: Sequence[Passage], findings: Findings) -> None:
    for passage in passages:
        for word in _BROKEN_WORD.finditer(passage.text):
            how = "a word that looks broken at a line's end; kept as it stands, look at it"
            findings.guess("hyphen", word[0], how, passage.line)


def _note_left_over(left: Sequence[Passage], findings: Findings) -> None:
    for passage in left:
        how = "after the disclaimer or between biographies; kept at the end of the body"
        findings.guess("body", passage.text, how, passage.line)
