"""An article's content as plain lines, so that two states of it can be compared by reading.

What a reader would notice shows: the level of a heading, a list's numbers, a link's address, a
note in the place of its number. One line a paragraph. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from record.document import (
    Block,
    Contribution,
    Figure,
    Heading,
    Inline,
    LineBreak,
    List,
    Mark,
    Note,
    NoteReference,
    Paragraph,
    Photograph,
    Quote,
    Reference,
    Rule,
    Run,
    Table,
    Work,
)
from renderings.numbering import marker

__all__ = ["body_lines", "contribution_lines", "paragraph_lines", "photo_lines", "reference_line"]

_SIGNS = {
    Mark.STRONG: "**",
    Mark.EMPHASIS: "*",
    Mark.SUPERSCRIPT: "^",
    Mark.SUBSCRIPT: "~",
}


def body_lines(
    blocks: Iterable[Block],
    notes: Iterable[Note],
    photos: Iterable[Photograph],
    *,
    signs: bool = True,
) -> list[str]:
    """The body, a line a paragraph, cell row or item.

    Without ``signs`` it reads as running text: neither levels of headings, nor quotations, nor
    what is set strong or in italics are marked. The lines are the same ones.
    """
    reader = _Reader(
        {note.number: note.content for note in notes},
        {photo.sha256: photo for photo in photos},
        signs,
    )
    return list(reader.blocks(blocks))


def paragraph_lines(paragraphs: Iterable[Paragraph]) -> list[str]:
    return body_lines(paragraphs, (), ())


def photo_lines(photo: Photograph) -> list[str]:
    """What is said of a photo, and a few digits that tell one file from another."""
    said = [
        ("Shows", photo.alt_text),
        ("Caption", photo.caption),
        ("Credit", photo.credit_line),
        ("Creator", photo.creator),
        ("Source", photo.source),
        ("Copyright", photo.copyright_notice),
        ("Licence", photo.licence.name if photo.licence else ""),
        ("May be passed on", "yes" if photo.redistribution_allowed else "no"),
        ("May be cropped", "yes" if photo.cropping_allowed else "no"),
        ("File", f"{photo.sha256[:12]}, {photo.width} × {photo.height} pixels"),
    ]
    return [f"{label}: {text}" for label, text in said if text]


def contribution_lines(line: Contribution) -> list[str]:
    """A line of the byline with all that is printed about the person."""
    parts = (line.name, line.native_name, line.title, line.affiliation, line.affiliation_ror)
    lines = [f"{line.role.capitalize()}: {', '.join(filter(None, parts))}"]
    if line.orcid:
        lines.append(f"ORCID iD: {line.orcid}")
    if line.credit_roles:
        lines.append(f"CRediT: {', '.join(line.credit_roles)}")
    lines += paragraph_lines(line.biography)
    lines += [_work(work) for work in line.works]
    return lines


def reference_line(reference: Reference) -> str:
    return " · ".join(filter(None, [reference.text, reference.doi, reference.url]))


def _work(work: Work) -> str:
    return " · ".join(
        filter(None, ["Work: " + work.title, work.publisher, work.year, work.doi, work.url])
    )


class _Reader:
    def __init__(
        self,
        notes: Mapping[int, Sequence[Inline]],
        photos: Mapping[str, Photograph],
        signs: bool,  # noqa: FBT001
    ) -> None:
        self.notes = notes
        self.photos = photos
        self.signs = signs

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(level=level, content=content):
                sign = f"{'#' * level} " if self.signs else ""
                yield f"{sign}{self.inlines(content)}"
            case Paragraph(content=content):
                yield self.inlines(content)
            case Quote(content=content, attribution=attribution, pull=pull):
                sign = ("pull > " if pull else "> ") if self.signs else ""
                yield from (sign + line for line in self.blocks(content))
                if attribution:
                    yield f"{sign}— {self.inlines(attribution)}"
            case List(items=items):
                for place, item in enumerate(items):
                    lines = list(self.blocks(item))
                    yield f"{marker(block, place)} {lines[0] if lines else ''}"
                    yield from ("    " + line for line in lines[1:])
            case Table(head=head, rows=rows, caption=caption):
                yield f"[Table {block.number}] {self.inlines(caption)}".rstrip()
                for row in (*head, *rows):
                    yield "| " + " | ".join(self.inlines(cell.content) for cell in row)
            case Figure(photo=sha256, caption=caption):
                photo = self.photos.get(sha256)
                shows = (photo.alt_text or photo.caption) if photo else "a photo"
                yield f"[Figure {block.number}: {shows}] {self.inlines(caption)}".rstrip()
            case Rule():
                yield "* * *"

    def inlines(self, content: Sequence[Inline]) -> str:
        return "".join(map(self.inline, content))

    def inline(self, inline: Inline) -> str:
        match inline:
            case Run(text=text, marks=marks, href=href):
                for mark in marks if self.signs else ():
                    text = f"{_SIGNS[mark]}{text}{_SIGNS[mark]}"
                return f"{text} <{href}>" if href else text
            case LineBreak():
                return " / "
            case NoteReference(number=number):
                return f" [Note {number}: {self.inlines(self.notes.get(number, ()))}]"
