"""The structure of a text without markup: its headings, numbered and bulleted lists, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.body.blocks import (
    Block,
    Heading,
    Inline,
    List,
    Mark,
    Numbering,
    Paragraph,
    Quote,
    Rule,
    Run,
)
from articles.body.inlines import tidy
from articles.importing.headings import is_usual_heading, numbered_level, reads_as_heading
from articles.importing.manuscript import Findings
from articles.importing.passages import Passage, ends_a_sentence

__all__ = ["structure"]

_RULE = re.compile(r"(?:[*]\s*){3,}|-{3,}|_{3,}|(?:#\s*){3,}|⁂|(?:•\s*){3}|~{3,}")
_QUOTE = re.compile(r">\s?")
_MARKERS = (
    ("(1)", re.compile(r"\((\d{1,3})\)\s+(?=\S)")),
    ("1)", re.compile(r"(\d{1,3})\)\s+(?=\S)")),
    ("1.", re.compile(r"(\d{1,3})\.\s+(?=\S)")),
    ("(i)", re.compile(r"\((i|ii|iii|iv|v|vi|vii|viii|ix|x)\)\s+(?=\S)")),
    ("(a)", re.compile(r"\(([a-z])\)\s+(?=\S)")),
    ("•", re.compile(r"([•·●▪‣◦*-])\s+(?=\S)")),
    ("–", re.compile(r"([–—])\s+(?=\S)")),
)
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]


@dataclass(frozen=True, slots=True)
class _Item:
    """A passage that begins as an item of a list. ``number`` is 0 for bullets."""

    style: str
    number: int
    marker: str
    end: int


def structure(
    passages: Sequence[Passage], findings: Findings, *, guess_headings: bool = True
) -> tuple[Block, ...]:
    """The passages as blocks; passages that are not paragraphs stand as they are.

    "(1) …", "1. …", "• …" that follow each other are a list. A short line that begins with a
    number and stands alone is a heading and keeps its number, as text elsewhere may refer to it.
    With ``guess_headings`` a short line before a long paragraph is one too, and reported as guess.
    """
    return tuple(_blocks(passages, findings, guess_headings=guess_headings))


def _blocks(
    passages: Sequence[Passage], findings: Findings, *, guess_headings: bool
) -> Iterator[Block]:
    at = 0
    while at < len(passages):
        passage = passages[at]
        following = passages[at + 1] if at + 1 < len(passages) else None
        count = _length_of_list(passages, at)
        if not passage.is_paragraph:
            yield _listed_heading(passage, findings) or passage.block
        elif count:
            yield _list(passages[at : at + count], findings)
            at += count
            continue
        elif _RULE.fullmatch(passage.text):
            yield Rule()
        elif quote := _QUOTE.match(passage.text):
            yield Quote((Paragraph(_without(passage, quote.end())),))
        elif heading := _heading(passage, following, findings, guess=guess_headings):
            yield heading
        else:
            yield passage.block
        at += 1


# --- lists ---


def _item(passage: Passage) -> _Item | None:
    if not passage.is_paragraph or _RULE.fullmatch(passage.text):
        return None
    for style, pattern in _MARKERS:
        if found := pattern.match(passage.text):
            return _Item(style, _number(style, found[1]), found[0].strip(), found.end())
    return None


def _number(style: str, marker: str) -> int:
    match style:
        case "(i)":
            return _ROMAN.index(marker) + 1
        case "(a)":
            return ord(marker) - ord("a") + 1
        case "•" | "–":
            return 0
        case _:
            return int(marker)


def _length_of_list(passages: Sequence[Passage], at: int) -> int:
    """How many passages from ``at`` on are items of one list; 0 if there is none."""
    first = _item(passages[at])
    if not first:
        return 0
    count = 1
    while at + count < len(passages):
        item = _item(passages[at + count])
        if (
            first.style == "(i)"
            and count == 1
            and item
            and (item.style, item.number) == ("(a)", 10)
        ):
            first = _Item("(a)", 9, first.marker, first.end)  # "(i)" before "(j)" is a letter
        expected = first.number + count if first.number else 0
        if not item or item.style != first.style or item.number != expected:
            break
        count += 1
    # One "1." alone is a heading or a paragraph that begins so, one dash alone a way to begin
    # direct speech; "(1)" and a bullet are items whatever stands around them.
    alone_is_no_list = first.style in {"1.", "–", "1)"} or (
        first.style == "(a)" and first.number > 1
    )
    return 0 if count == 1 and alone_is_no_list else count


def _list(passages: Sequence[Passage], findings: Findings) -> List:
    items = [item for item in map(_item, passages) if item]
    contents = tuple(
        (Paragraph(_without(passage, item.end)),)
        for passage, item in zip(passages, items, strict=True)
    )
    first, last = items[0], items[-1]
    line = passages[0].line
    if first.number:
        how = f"paragraphs numbered {first.marker} to {last.marker}"
    else:
        how = f"paragraphs that begin with “{first.marker}”"
    findings.recognise("list", f"{len(contents)} items", how, line)
    match first.style:
        case "(1)" | "1)":
            return List(contents, Numbering.DECIMAL, first.number, parenthesised=True)
        case "1.":
            return List(contents, Numbering.DECIMAL, first.number)
        case "(i)":
            return List(contents, Numbering.LOWER_ROMAN, first.number, parenthesised=True)
        case "(a)":
            return List(contents, Numbering.LOWER_ALPHA, first.number, parenthesised=True)
        case _:
            return List(contents)


def _without(passage: Passage, length: int) -> tuple[Inline, ...]:
    """The passage's inline content without its first ``length`` characters."""
    content: list[Inline] = []
    block = passage.block
    for inline in block.content if isinstance(block, Paragraph) else ():
        if length and isinstance(inline, Run):
            content.append(Run(inline.text[length:], inline.marks, inline.href))
            length = max(0, length - len(inline.text))
        else:
            content.append(inline)
    return tidy(content)


# --- headings ---


def _heading(
    passage: Passage, following: Passage | None, findings: Findings, *, guess: bool
) -> Heading | None:
    text = passage.text
    if level := numbered_level(text):
        findings.recognise("heading", text, "a short line that begins with a number", passage.line)
        return Heading(level, _plain(passage))
    if is_usual_heading(text) and following:
        findings.recognise("heading", text, "a usual heading", passage.line)
        return Heading(2, _plain(passage))
    if not guess or not following or not reads_as_heading(text) or "\N{EN DASH} " in text[:3]:
        return None
    if _is_strong(passage):
        findings.guess("heading", text, "a short line in bold", passage.line)
        return Heading(2, _plain(passage))
    begins_text = following.is_paragraph and len(following.text) > len(text) * 1.5
    if begins_text and ends_a_sentence(following.text):
        findings.guess("heading", text, "a short line before a paragraph", passage.line)
        return Heading(2, _plain(passage))
    return None


def _listed_heading(passage: Passage, findings: Findings) -> Heading | None:
    """ "2. Winds" alone: Markdown and word processors take a numbered heading for a list of one."""
    block = passage.block
    if not isinstance(block, List) or block.numbering is not Numbering.DECIMAL:
        return None
    match block.items:
        case ((Paragraph(content=content),),) if not block.parenthesised:
            text = f"{block.start}. {passage.text}"
            if numbered_level(text):
                findings.guess("heading", text, "a short line with a number", passage.line)
                return Heading(2, tidy((Run(f"{block.start}. "), *content)))
    return None


def _is_strong(passage: Passage) -> bool:
    block = passage.block
    return isinstance(block, Paragraph) and all(
        isinstance(inline, Run) and Mark.STRONG in inline.marks for inline in block.content
    )


def _plain(passage: Passage) -> tuple[Inline, ...]:
    """The content without bold, which a heading has anyway."""
    block = passage.block
    return tidy(
        Run(inline.text, tuple(m for m in inline.marks if m is not Mark.STRONG), inline.href)
        if isinstance(inline, Run)
        else inline
        for inline in (block.content if isinstance(block, Paragraph) else ())
    )
