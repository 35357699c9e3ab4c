"""A .docx (ECMA-376, WordprocessingML) read into parts: the text, and what goes with it."""

from __future__ import annotations

from pathlib import Path

from articles.body.blocks import Note
from articles.body.inlines import tidy
from articles.importing.office.answer import Answer, Comment
from articles.importing.office.docx_blocks import BlocksOfWord
from articles.importing.office.docx_inlines import InlinesOfWord
from articles.importing.office.docx_numbering import NumberingOfWord
from articles.importing.office.docx_parts import Parts
from articles.importing.office.docx_pictures import DrawingsOfWord
from articles.importing.office.docx_styles import Styles
from articles.importing.office.markup import (
    Node,
    child,
    children,
    inside,
    parse,
    text_in,
    value,
    words,
)
from articles.importing.office.package import Package
from articles.importing.office.pictures import Pictures
from articles.importing.office.refusing import DAMAGED
from articles.importing.office.sheet import joined

__all__ = ["read_docx"]


def read_docx(package: Package, folder: Path) -> Answer:
    """All of the document; its pictures are written into ``folder``. Raises ``Refused``."""
    parts = Parts(package)
    answer = Answer("a Word document")
    body = child(parse(package.read(parts.document)), "w:body")
    if body is None:
        raise DAMAGED
    styles = Styles(parts.root("styles"))
    drawings = DrawingsOfWord(Pictures(package, folder, answer), answer)
    notes = _Notes(parts, answer, styles, drawings)
    inlines = InlinesOfWord(
        answer=answer,
        styles=styles,
        relations=parts.relations,
        drawings=drawings,
        notes=notes.note,
    )
    BlocksOfWord(
        answer=answer,
        styles=styles,
        numbering=NumberingOfWord(parts.root("numbering")),
        inlines=inlines,
    ).read(body)
    notes.tell_unused()
    _take_comments(parts, inlines, answer)
    _drop_headers(parts, answer)
    _take_properties(parts, answer)
    answer.language = max(inlines.languages, key=lambda tag: inlines.languages[tag], default="")
    return answer


class _Notes:
    """Footnotes and endnotes by their ids."""

    def __init__(
        self, parts: Parts, answer: Answer, styles: Styles, drawings: DrawingsOfWord
    ) -> None:
        self._answer = answer
        self._nodes: dict[tuple[str, str], Node] = {}
        self._readers: dict[str, InlinesOfWord] = {}
        for kind in ("footnote", "endnote"):
            for node in children(parts.root(f"{kind}s"), f"w:{kind}"):
                if value(node, "w:type") in {"", "normal"}:
                    self._nodes[kind, value(node, "w:id")] = node
            self._readers[kind] = InlinesOfWord(
                answer=answer,
                styles=styles,
                relations=parts.relations_of(f"{kind}s"),
                drawings=drawings,
            )
        self._used: set[tuple[str, str]] = set()

    def note(self, kind: str, key: str) -> Note | None:
        node = self._nodes.get((kind, key))
        if node is None:
            self._answer.object_to(
                "A number of a note leads to no note.", "Look in the file what it was to say."
            )
            return None
        self._used.add((kind, key))
        lines = [self._readers[kind].read(paragraph) for paragraph in inside(node, "w:p")]
        if any(line.figures or line.boxes for line in lines):
            self._answer.object_to(
                "A picture in a note isn't kept.", "Place it in the text, where readers see it."
            )
        content = tidy(joined(tidy(line.content) for line in lines))
        return Note(content) if content else None

    def tell_unused(self) -> None:
        for key in self._nodes.keys() - self._used:
            if said := words(self._nodes[key]):
                self._answer.drop(said, "a note whose number was deleted from the text")


def _take_comments(parts: Parts, inlines: InlinesOfWord, answer: Answer) -> None:
    for node in children(parts.root("comments"), "w:comment"):
        said = " ".join(filter(None, (words(p) for p in inside(node, "w:p"))))
        about = inlines.about.get(value(node, "w:id"), "")
        if said:
            answer.comments.append(Comment(value(node, "w:author").strip(), said, about))


def _drop_headers(parts: Parts, answer: Answer) -> None:
    for kind, why in (("header", "the page's header"), ("footer", "the page's footer")):
        for root in parts.roots(kind):
            answer.drop(" ".join(words(p) for p in inside(root, "w:p")), why)


def _take_properties(parts: Parts, answer: Answer) -> None:
    root = parts.properties()
    if root is None:
        return
    answer.title = text_in(child(root, "dc:title"))
    answer.author = text_in(child(root, "dc:creator"))
