"""Drawings of a .docx: pictures, text boxes, and what is neither."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from articles.body.blocks import Figure
from articles.importing.office.answer import Answer
from articles.importing.office.docx_parts import Relation
from articles.importing.office.markup import Node, inside, short, value
from articles.importing.office.pictures import Pictures

__all__ = ["DrawingsOfWord", "chosen"]

# What a newer Word may require and we understand; of the rest we take what it falls back to.
_UNDERSTOOD = {"wps", "wpg", "wpc", "w14", "w15", "w16", "w16se", "a14", "wp14"}


class DrawingsOfWord:
    """Puts pictures among those kept and tells what is lost."""

    def __init__(self, pictures: Pictures, answer: Answer) -> None:
        self._pictures = pictures
        self._answer = answer

    def read(
        self, drawing: Node, relations: Mapping[str, Relation]
    ) -> tuple[list[Figure], list[Node]]:
        """The figures of a drawing, and the boxes of text in it."""
        boxes = [box for box in inside(drawing, "w:txbxContent") if _is_own(box, drawing)]
        figures: list[Figure] = []
        alt = _alternative(drawing)
        places = [place for place in _places(drawing) if _is_own(place[0], drawing)]
        for _, key, linked in places:
            relation = relations.get(key)
            if relation is None:
                self._pictures.not_kept("in a drawing", "it is missing in the file")
            elif relation.external or linked:
                self._pictures.not_kept(f"“{relation.target}”", "it is only linked, not enclosed")
            elif number := self._pictures.number(relation.target, alt):
                figures.append(Figure(number))
        if not places and not boxes:
            self._note_other(drawing, alt)
        return figures, boxes

    def _note_other(self, drawing: Node, alt: str) -> None:
        kinds = " ".join(str(node.get("uri", "")) for node in inside(drawing, "a:graphicData"))
        if "chart" in kinds:
            kind = "chart"
        elif "diagram" in kinds:
            kind = "diagram"
        elif short(drawing.tag) == "w:object":
            kind = "embedded object"
        elif alt:
            kind = "drawing"
        else:
            return  # a line or a frame
        shown = f"The {kind}{f' “{alt[:120]}”' if alt else ''} isn't kept."
        self._answer.object_to(
            shown, "Save it as a picture and add it to the photo library if the article needs it."
        )


def chosen(alternatives: Node) -> Node:
    """The one of several spellings of the same that we understand."""
    choices = [each for each in alternatives.iterchildren() if short(each.tag) == "mc:Choice"]
    for choice in choices:
        if set(choice.get("Requires", "").split()) <= _UNDERSTOOD:
            return choice
    fallback = next((e for e in alternatives.iterchildren() if short(e.tag) == "mc:Fallback"), None)
    return fallback if fallback is not None else alternatives


def _places(drawing: Node) -> Iterator[tuple[Node, str, bool]]:
    """Each picture's element, the id of its relation, and whether it is linked only."""
    for node in inside(drawing, "a:blip"):
        if embedded := value(node, "r:embed"):
            yield node, embedded, False
        elif link := value(node, "r:link"):
            yield node, link, True
    for node in inside(drawing, "v:imagedata"):
        if key := value(node, "r:id"):
            yield node, key, False


def _alternative(drawing: Node) -> str:
    """The description somebody wrote; names that Word gives by itself ("Picture 1") are none."""
    for node in inside(drawing, "wp:docPr"):
        return str(node.get("descr") or node.get("title") or "")
    for node in inside(drawing, "v:shape"):
        return str(node.get("alt") or "")
    return ""


def _is_own(node: Node, drawing: Node) -> bool:
    """Whether it is the drawing's, and neither in a box, which is read by itself, nor only says
    once more, in the old language, what stands beside it in the new."""
    for above in node.iterancestors():
        if above is drawing:
            return True
        tag = short(above.tag)
        if tag == "w:txbxContent":
            return False
        if tag == "mc:Fallback" and chosen(above.getparent()) is not above:
            return False
    return True
