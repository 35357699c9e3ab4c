"""Comments in a manuscript's margin, made comments of its draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError

from articles.anchors import one_line, paragraphs
from articles.importing.manuscript import MarginNote
from articles.models import Article, Comment
from articles.models.comment import LONGEST_COMMENT, LONGEST_QUOTE
from editing.text import clean_line, clean_text

__all__ = ["comments_of"]

LONGEST_NAME = 200  # characters
LONGEST_ABOUT = 300
NAMELESS = "Somebody, in the manuscript"


def comments_of(article: Article, notes: Sequence[MarginNote], *, at: datetime) -> list[Comment]:
    """Not yet saved: each at the paragraph of the body that holds the words it is about.

    Signed by the name in the file. Nobody is told: whoever imports the file hears of it anyway,
    and a name with "@" in it was meant for others.
    """
    texts = paragraphs(article.body) if notes else ()
    brought = []
    for note in notes:
        about = one_line(note.about)
        place = next((n for n, text in enumerate(texts) if about and about in text), None)
        text = _text(note, about if place is None or about != texts[place] else "")
        if text:
            brought.append(
                Comment(
                    article=article,
                    signed=_name(note.by),
                    at=at,
                    text=text,
                    paragraph="" if place is None else texts[place][:LONGEST_QUOTE],
                    place=place,
                )
            )
    return brought


def _text(note: MarginNote, about: str) -> str:
    """What was said, after the words it is about where they are not the whole paragraph."""
    shown = about if len(about) <= LONGEST_ABOUT else f"{about[: LONGEST_ABOUT - 1]}…"
    said = f"“{shown}”: {note.text}" if shown else note.text
    try:
        return clean_text(said)[:LONGEST_COMMENT]
    except ValidationError:
        return ""  # the report still lists it


def _name(by: str) -> str:
    try:
        return clean_line(by)[:LONGEST_NAME] or NAMELESS
    except ValidationError:
        return NAMELESS
