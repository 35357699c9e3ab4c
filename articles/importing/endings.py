"""What stands at the end of a text: its list of references and its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.body.blocks import Block, Heading, Inline, List, Note, Paragraph, Quote, Run
from articles.body.inlines import tidy
from articles.importing.manuscript import Findings, Reference
from articles.importing.passages import Passage
from articles.importing.serials import doi_in

__all__ = ["place_notes", "take_notes", "take_references"]

_REFERENCES = re.compile(
    r"\W*(\d{1,2}\.\s+)?"
    r"(references|bibliography|works cited|literature cited|참고\s?문헌|参考文献)\W*",
    re.IGNORECASE,
)
_NOTES = re.compile(r"\W*(notes|endnotes|footnotes|주석|각주|注释|註)\W*", re.IGNORECASE)
_NOTE = re.compile(r"\[(\d{1,3})\]\s*(\S.*)")
_MARKER = re.compile(r"\[(\d{1,3})\]")
_NUMBER = re.compile(r"^(?:\[\d{1,3}\]|\d{1,3}\.|[•·*-])\s+")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+")


def take_references(
    passages: Sequence[Passage], findings: Findings
) -> tuple[tuple[Reference, ...], list[Passage]]:
    """The entries under the last heading "References", and the passages without them."""
    start = _last(passages, _REFERENCES)
    if start is None:
        return (), list(passages)
    end = start + 1
    while end < len(passages) and _may_be_an_entry(passages[end]):
        end += 1
    entries = [entry for passage in passages[start + 1 : end] for entry in _entries(passage)]
    if not entries:
        return (), list(passages)
    how = f"the entries under “{passages[start].text}”"
    references = tuple(_reference(entry) for entry in entries)
    for reference in references:
        findings.recognise("reference", reference.text, how, passages[start].line)
    return references, [*passages[:start], *passages[end:]]


def take_notes(
    passages: Sequence[Passage], findings: Findings
) -> tuple[dict[int, Passage], list[Passage]]:
    """The notes "[1] …" under the last heading "Notes", if the text has the marker of each."""
    start = _last(passages, _NOTES)
    if start is None:
        return {}, list(passages)
    notes: dict[int, Passage] = {}
    end = start + 1
    while end < len(passages) and (found := _NOTE.fullmatch(passages[end].text)):
        notes[int(found[1])] = passages[end]
        end += 1
    before = " ".join(passage.text for passage in passages[:start])
    marked = {int(number) for number in _MARKER.findall(before)}
    if not notes or len(notes) != end - start - 1 or not notes.keys() <= marked:
        return {}, list(passages)
    how = f"[1] and so on, under “{passages[start].text}”"
    findings.recognise("notes", str(len(notes)), how, passages[start].line)
    return notes, [*passages[:start], *passages[end:]]


def place_notes(blocks: Sequence[Block], notes: dict[int, Passage]) -> tuple[Block, ...]:
    """The blocks with each note where its marker "[1]" first stands."""
    left = dict(notes)
    return tuple(_with_notes(block, left) for block in blocks)


def _with_notes(block: Block, left: dict[int, Passage]) -> Block:
    match block:
        case Paragraph(content=content) | Heading(content=content):
            return replace(block, content=tidy(_inlines(content, left)))
        case Quote(content=inner):
            return replace(block, content=tuple(_with_notes(b, left) for b in inner))
        case List(items=items):
            return replace(
                block, items=tuple(tuple(_with_notes(b, left) for b in item) for item in items)
            )
        case _:
            return block


def _inlines(content: Sequence[Inline], left: dict[int, Passage]) -> Iterator[Inline]:
    for inline in content:
        if not isinstance(inline, Run):
            yield inline
            continue
        at = 0
        for marker in _MARKER.finditer(inline.text):
            passage = left.pop(int(marker[1]), None)
            if passage:
                yield replace(inline, text=inline.text[at : marker.start()])
                yield Note((Run(_NUMBER.sub("", passage.text) or passage.text),))
                at = marker.end()
        yield replace(inline, text=inline.text[at:])


def _last(passages: Sequence[Passage], heading: re.Pattern[str]) -> int | None:
    for index in range(len(passages) - 1, -1, -1):
        passage = passages[index]
        if heading.fullmatch(passage.text) and isinstance(passage.block, Paragraph | Heading):
            return index
    return None


def _may_be_an_entry(passage: Passage) -> bool:
    if isinstance(passage.block, List):
        return True
    return passage.is_paragraph and not _NOTES.fullmatch(passage.text)


def _entries(passage: Passage) -> list[str]:
    texts = passage.text.split("\n") if isinstance(passage.block, List) else [passage.text]
    return [text for text in (_NUMBER.sub("", text.strip()) for text in texts) if text]


def _reference(text: str) -> Reference:
    address = _ADDRESS.search(text)
    doi = doi_in(text)
    url = "" if doi or not address else address[0].rstrip(".,;)")
    return Reference(text, doi, url)
