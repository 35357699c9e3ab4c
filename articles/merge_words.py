"""The places of a body that two people changed, in words to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles import body
from articles.merging import Part, Take
from articles.revision_words import photos_of
from record.document import Photograph
from renderings.readable import body_lines
from renderings.word_changes import Piece, pieces

__all__ = ["Place", "places"]


@dataclass(frozen=True)
class Place:
    """A part that differs, or ``unchanged``: how many paragraphs are the same here.

    ``saved`` and ``yours`` mark what is not in the text before, or, if both changed it or that is
    not known, what is not in the other.
    """

    unchanged: int = 0
    key: str = ""
    saved: tuple[Piece, ...] = ()
    yours: tuple[Piece, ...] = ()
    chosen: str = ""
    told: str = ""
    may_take_both: bool = False


def places(parts: Sequence[Part], choices: Mapping[str, str]) -> list[Place]:
    """What is shown of the parts; one query for the photos of figures."""
    bodies = ["\n".join((*part.base, *part.theirs, *part.yours)) for part in parts]
    photos = photos_of("\n".join(bodies))
    found: list[Place] = []
    for part in parts:
        if not part.agreed:
            found.append(_place(part, choices, photos))
        elif part.theirs and found and found[-1].unchanged:
            found[-1] = Place(unchanged=found[-1].unchanged + len(part.theirs))
        elif part.theirs:
            found.append(Place(unchanged=len(part.theirs)))
    return found


def _place(part: Part, choices: Mapping[str, str], photos: Mapping[int, Photograph]) -> Place:
    base, saved, yours = (_read(each, photos) for each in (part.base, part.theirs, part.yours))
    if part.proposed is None:
        told = (
            "Both of you changed this: choose." if part.base else "Both of you wrote this: choose."
        )
        compared = list(pieces(saved, yours))
        shown = (
            tuple(piece for piece in compared if piece.sort != "added"),
            tuple(piece for piece in compared if piece.sort != "removed"),
        )
    else:
        told = f"Only {'the other' if part.proposed is Take.THEIRS else 'you'} changed this."
        shown = (tuple(pieces(base, saved)), tuple(pieces(base, yours)))
    chosen = choices.get(part.key, part.proposed or "")
    return Place(0, part.key, *shown, chosen, told, bool(part.theirs and part.yours))


def _read(paragraphs: Sequence[str], photos: Mapping[int, Photograph]) -> str:
    parsed = body.parse("\n".join(paragraphs), photos=photos)
    return "\n".join(body_lines(parsed.blocks, parsed.notes, parsed.photos))
