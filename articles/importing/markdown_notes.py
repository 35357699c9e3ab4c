"""Notes in Markdown: lines "[^1]: …" taken out of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["NoteTexts", "take_note_texts"]

_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")


@dataclass(frozen=True, slots=True)
class NoteTexts:
    """``texts``: Markdown by label; ``lines``: where each begins; ``rest``: the other lines."""

    texts: dict[str, str]
    lines: dict[str, int]
    rest: str


def take_note_texts(source: str, *, first_line: int = 1) -> NoteTexts:
    """The notes' words and the text without them. Of two notes of one label the first counts.

    A note goes on over lines that follow without a blank one, and over indented paragraphs.
    """
    texts: dict[str, str] = {}
    lines: dict[str, int] = {}
    rest: list[str] = []
    current: str | None = None
    after_blank = False
    fence = ""
    for number, line in enumerate(source.split("\n"), start=first_line):
        found = None if fence else _DEFINITION.match(line)
        if fenced := _FENCE.match(line):
            fence = "" if fence and fenced[1].startswith(fence) else fence or fenced[1]
        if found and found[1] not in texts:
            current, after_blank = found[1], False
            texts[current], lines[current] = found[2].strip(), number
            rest.append("")
        elif current and not line.strip():
            after_blank = True
            rest.append(line)
        elif current and not fence and (not after_blank or line.startswith(("    ", "\t"))):
            texts[current] = f"{texts[current]} {line.strip()}".strip()
            rest.append("")
        else:
            current = None
            rest.append(line)
    return NoteTexts(texts, lines, "\n".join(rest))
