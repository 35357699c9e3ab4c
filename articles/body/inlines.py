"""Inline content made regular, so that the same text has one form only."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Hashable, Iterable, Sequence

from articles.body.blocks import Inline, LineBreak, Note, Run
from articles.body.characters import collapse, without_forbidden

__all__ = ["lines", "split_at_blank_lines", "text_of", "tidy"]

_SPACE = Run(" ")
# Trimmed from the ends of a line besides the space: page builders pad with no-break spaces.
_PADDING = " \N{NO-BREAK SPACE}"


def tidy(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """``content`` with adjoining equal runs joined, white space collapsed, ends trimmed.

    White space between differently set runs carries only the marks both sides share, so that
    "a<em> b</em>" and "a <em>b</em>" are one thing. Line breaks at the ends, and all but one of
    several in a row, go.
    """
    kept: list[Inline] = []
    for line in lines(content):
        if kept:
            kept.append(LineBreak())
        kept.extend(line)
    return tuple(kept)


def split_at_blank_lines(content: Iterable[Inline]) -> list[tuple[Inline, ...]]:
    """Tidy content divided where two or more line breaks follow each other: paragraphs."""
    parts: list[list[Inline]] = [[]]
    for line in _tidy_lines(content):
        if not line:
            parts.append([])
        else:
            if parts[-1]:
                parts[-1].append(LineBreak())
            parts[-1].extend(line)
    return [tuple(part) for part in parts if part]


def lines(content: Iterable[Inline]) -> list[tuple[Inline, ...]]:
    """The lines of tidy content, without the empty ones."""
    return [line for line in _tidy_lines(content) if line]


def text_of(content: Iterable[Inline]) -> str:
    """The words of inline content without its notes; a line break is a space."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Run(text=text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case Note():
                pass
    return "".join(parts)


def _tidy_lines(content: Iterable[Inline]) -> list[tuple[Inline, ...]]:
    divided: list[list[Run | Note]] = [[]]
    for inline in content:
        match inline:
            case LineBreak():
                divided.append([])
            case Note(content=inner):
                if note := tidy(inner):
                    divided[-1].append(Note(note))
            case Run():
                divided[-1].append(inline)
    return [_tidy_line(line) for line in divided]


def _tidy_line(line: Sequence[Run | Note]) -> tuple[Inline, ...]:
    pieces: list[Run | Note] = []
    for piece in _joined(map(_allowed, line)):
        if isinstance(piece, Note):
            pieces.append(piece)
        else:
            pieces.extend(_with_bare_spaces(piece))
    return tuple(_joined(_spaced(_trimmed(_single_spaces(pieces)))))


def _allowed(piece: Run | Note) -> Run | Note:
    if isinstance(piece, Note):
        return piece
    return Run(without_forbidden(piece.text), piece.marks, piece.href)


def _with_bare_spaces(run: Run) -> Iterable[Run]:
    """The run's words, and as pieces of their own the spaces around them."""
    text = collapse(unicodedata.normalize("NFC", run.text))
    words = text.strip(" ")
    if text.startswith(" "):
        yield _SPACE
    if words:
        yield Run(words, run.marks, run.href)
        if text.endswith(" "):
            yield _SPACE


def _single_spaces(pieces: Iterable[Run | Note]) -> list[Run | Note]:
    kept: list[Run | Note] = []
    for piece in pieces:
        if piece != _SPACE or (kept and kept[-1] != _SPACE):
            kept.append(piece)
    return kept


def _trimmed(pieces: list[Run | Note]) -> list[Run | Note]:
    """Without padding at either end, which may reach over several runs."""
    begin, end = 0, len(pieces)
    while begin < end and _is_padding(pieces[begin]):
        begin += 1
    while begin < end and _is_padding(pieces[end - 1]):
        end -= 1
    kept = pieces[begin:end]
    if kept and isinstance(first := kept[0], Run):
        kept[0] = Run(first.text.lstrip(_PADDING), first.marks, first.href)
    if kept and isinstance(last := kept[-1], Run):
        kept[-1] = Run(last.text.rstrip(_PADDING), last.marks, last.href)
    return kept


def _is_padding(piece: Run | Note) -> bool:
    return isinstance(piece, Run) and not piece.text.strip(_PADDING)


def _spaced(pieces: Sequence[Run | Note]) -> Iterable[Run | Note]:
    """The pieces, each space given what its neighbours share."""
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index else None
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece == _SPACE and isinstance(before, Run) and isinstance(after, Run):
            shared = tuple(mark for mark in before.marks if mark in after.marks)
            yield Run(" ", shared, before.href if before.href == after.href else "")
        else:
            yield piece


def _joined(pieces: Iterable[Run | Note]) -> list[Run | Note]:
    """The pieces, adjoining runs of one setting joined into one, empty ones left out."""
    kept: list[Run | Note] = []
    present = (piece for piece in pieces if isinstance(piece, Note) or piece.text)
    for _, group in itertools.groupby(present, key=_setting):
        alike = list(group)
        first = alike[0]
        if isinstance(first, Note):
            kept.extend(alike)
        else:
            text = "".join(piece.text for piece in alike if isinstance(piece, Run))
            kept.append(Run(text, first.marks, first.href))
    return kept


def _setting(piece: Run | Note) -> Hashable:
    return None if isinstance(piece, Note) else (piece.marks, piece.href)
