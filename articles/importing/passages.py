"""A manuscript as a sequence of passages: what recognisers look at one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.body.blocks import Block, Note, Paragraph, Run
from articles.body.characters import collapse

__all__ = ["Passage", "ends_a_sentence", "of_lines", "prose"]

# A text is taken for wrapped at a fixed width if its longest line is no longer than that.
WIDEST_WRAPPED_LINE = 100  # characters
NARROWEST_WRAPPED_LINE = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list…: its words on one line, and how it stands in the body.

    ``line`` is where it begins in the file, ``None`` if that means nothing there. ``meant`` is
    what its style calls it ("title", "byline" …), ``""`` where that is nothing of its own.
    """

    text: str
    block: Block
    line: int | None = None
    meant: str = ""

    @property
    def is_paragraph(self) -> bool:
        return isinstance(self.block, Paragraph)

    @property
    def is_plain(self) -> bool:
        """Whether it is a paragraph whose words are all there is: no note stands in it."""
        block = self.block
        return isinstance(block, Paragraph) and not any(isinstance(i, Note) for i in block.content)


def prose(text: str, line: int | None = None) -> Passage:
    """A passage of plain words."""
    return Passage(text, Paragraph((Run(text),)), line)


def of_lines(text: str) -> list[Passage]:
    """The paragraphs of plain text: parted by blank lines, or by every line end.

    Which one is seen from the lines that follow each other without a blank one: where nearly all
    of them are long and none is very long, the text was wrapped and they belong together.
    """
    groups = _groups(text)
    if _is_wrapped(groups):
        return [passage for group in groups for passage in _unwrapped(group)]
    return [prose(line, number) for group in groups for number, line in group]


def ends_a_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, or leads on to a list or a quotation."""
    return bool(re.search(r"[.!?…:;,。！？：][\"'”’»)\]]*$", text.strip()))


_Lines = Sequence[tuple[int, str]]


def _groups(text: str) -> list[_Lines]:
    """Lines that follow each other without a blank one, each with its number."""
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.split("\n"), start=1):
        if words := collapse(line).strip(" \N{NO-BREAK SPACE}"):
            groups[-1].append((number, words))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_wrapped(groups: Iterable[_Lines]) -> bool:
    inner = [line for group in groups for _, line in group[:-1]]
    if not inner or max(map(len, inner)) > WIDEST_WRAPPED_LINE:
        return False
    long = sum(len(line) >= NARROWEST_WRAPPED_LINE for line in inner)
    return long > len(inner) * 0.6


def _unwrapped(group: _Lines) -> Iterable[Passage]:
    """The paragraphs of a wrapped group. A list's item or a labelled line begins a new one."""
    start, previous = group[0]
    parts = [previous]
    width = max(len(line) for _, line in group)
    for number, line in group[1:]:
        next_word = line.split(" ", 1)[0]
        # A line that had room for the next word ended on purpose.
        ended_early = len(previous) + len(next_word) + 1 < width * 0.7
        if ended_early or re.match(r"([•·●▪*-]|\(?\d{1,3}[.)])\s", line):
            yield prose("".join(parts), start)
            start, parts = number, [line]
        else:
            broken = previous.endswith("-") and previous[-2:-1].isalnum() and line[0].islower()
            parts += [line] if broken else [" ", line]
        previous = line
    yield prose("".join(parts), start)
