"""Pictures in Markdown: the lead photo by its file name, others reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from articles.importing.manuscript import Findings, Manuscript

__all__ = ["take_pictures"]

_FILE_NAME = re.compile(r"(?:\./)?([\w][\w. -]*\.(?:jpe?g|png|webp|avif|gif|tiff?))", re.IGNORECASE)


def take_pictures(
    tokens: Sequence[Token], known: Manuscript, findings: Findings, *, first_line: int
) -> Manuscript:
    """Take the pictures out of ``tokens``, leaving their titles as text.

    A picture before the first paragraph of text is the lead photo if it lies beside the manuscript
    and the front matter names no other.
    """
    text_began = False
    for token in tokens:
        if token.type != "inline":
            continue
        line = token.map[0] + first_line if token.map else None
        children = token.children or []
        for picture in (child for child in children if child.type == "image"):
            known, is_lead = _as_lead(picture, known, findings, line, may_be=not text_began)
            if not is_lead:
                what = f"The picture “{picture.attrGet('src')}” ({picture.content}) isn't imported."
                todo = "Add it to the photo library and place it in the text as a figure."
                findings.object_to(what, todo, line)
        text_began = text_began or _holds_text(token, children)
        token.children = list(_without_pictures(children))
    return known


def _as_lead(
    picture: Token, known: Manuscript, findings: Findings, line: int | None, *, may_be: bool
) -> tuple[Manuscript, bool]:
    file = _FILE_NAME.fullmatch(str(picture.attrGet("src") or ""))
    if not file or not ((may_be and not known.photo_file) or known.photo_file == file[1]):
        return known, False
    findings.recognise("photo_file", file[1], "a picture before the text", line)
    caption = str(picture.attrGet("title") or "")
    return (
        replace(
            known,
            photo_file=file[1],
            photo_alt=known.photo_alt or picture.content,
            photo_caption=known.photo_caption or caption,
        ),
        True,
    )


def _holds_text(token: Token, children: Sequence[Token]) -> bool:
    in_paragraph = token.level == 1 and token.tag == ""
    words = any(child.type == "text" and child.content.strip() for child in children)
    return in_paragraph and words and len(token.content) > 120


def _without_pictures(children: Sequence[Token]) -> Iterator[Token]:
    for child in children:
        if child.type != "image":
            yield child
        elif title := child.attrGet("title"):
            yield Token("text", "", 0, content=f" {title} ")
