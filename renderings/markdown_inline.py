"""Runs of text as Markdown that no reader of Markdown takes for markup.

Written for CommonMark 0.31 with the tables, footnotes and bare links of GitHub's flavour.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Sequence

from record.document import Inline, LineBreak, Mark, NoteReference, Run, plain
from renderings.escaping import line
from renderings.runs import by_link

__all__ = ["escape", "inline", "one_line"]

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~^$&@]|://|(?i:\bwww\.)")
# At the start of a line, what would begin a heading, list, rule or definition.
_LINE_START = re.compile(r"^(\d{1,9})([.)])|^([#+\-=:])", re.MULTILINE)
_IN_DESTINATION = re.compile(r"[\\()<>&*_`\[\]|~]")
# A paragraph neither begins nor ends with a line break: the backslash would be shown.
_OUTER_BREAKS = re.compile(r"\A(?: *\\\n)+|(?:\\\n *)+\Z")
# Addresses that stand between angle brackets as they are.
_AUTOLINK = re.compile(r"https?://[A-Za-z0-9./:;,?=#%+@()_-]+")
_TIDY = {Mark.STRONG: "**", Mark.EMPHASIS: "_"}
_ELEMENTS = {
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}


def escape(text: str) -> str:
    """Text that reads as itself anywhere inside a line."""
    return _SPECIAL.sub(lambda match: _spelled(match[0]), line(text))


def inline(content: Sequence[Inline]) -> str:
    """The content of a paragraph. A line break ends its line with a backslash."""
    text = _OUTER_BREAKS.sub("", _set(content)).strip()
    lines = "\n".join(each.strip(" ") for each in text.split("\n"))
    return _LINE_START.sub(_harmless, lines)


def one_line(content: Sequence[Inline], line_break: str = "<br>") -> str:
    """The content of a cell, heading or note, where a line can't be ended."""
    text = _set(content).replace("\\\n", line_break).strip()
    return _LINE_START.sub(_harmless, text)


def _spelled(special: str) -> str:
    if special == "://":
        return "\\://"
    if special.lower() == "www.":
        return f"{special[:-1]}\\."
    return f"\\{special}"


def _harmless(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}"


def _set(content: Sequence[Inline]) -> str:
    # A run without words would part its neighbours in vain.
    said = [part for part in content if not isinstance(part, Run) or line(part.text)]
    groups = list(by_link(said))
    output = ""
    for place, (href, parts) in enumerate(groups):
        if href:
            output += _link(href, parts)
        else:  # its neighbours, if any, are links
            last = place == len(groups) - 1
            output += _parts(parts, ")" if place else " ", " " if last else "[")
    return output


def _link(href: str, parts: Sequence[Inline]) -> str:
    if plain(tuple(parts)) == href and _AUTOLINK.fullmatch(href):
        return f"<{href}>"
    text = _parts(parts, "[", "]")
    return f"[{text}]({_destination(href)})" if text.strip() else text


def _destination(href: str) -> str:
    return _IN_DESTINATION.sub(lambda match: f"\\{match[0]}", line(href))


def _parts(parts: Sequence[Inline], before: str, after: str) -> str:
    """Runs and breaks without or within one link. ``before`` and ``after`` stand around them."""
    output = ""
    for place, part in enumerate(parts):
        match part:
            case LineBreak():
                output += "\\\n"
            case NoteReference(number=number):
                output += f"[^{number}]"
            case Run():
                left = before if place == 0 else _edge(parts[place - 1], -1)
                right = after if place == len(parts) - 1 else _edge(parts[place + 1], 0)
                output += _run(part, left, right)
    return output


def _edge(part: Inline, which: int) -> str:
    """The character a neighbour turns towards us; a letter where it is better taken for one."""
    match part:
        case LineBreak():
            return " "
        case NoteReference():
            return "]"
        case Run(text=text, marks=()) if text:
            return line(text)[which : which + 1 or None] or "x"
        case _:
            return "x"


def _run(run: Run, left: str, right: str) -> str:
    text = line(run.text)
    inner = text.strip()
    if not inner:
        return text and " "
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    set_text = _guarded(inner, starts=not lead, ends=not trail)
    tidy = _yields(lead or left) and _yields(trail or right)
    for mark in reversed(Mark):
        if mark not in run.marks:
            continue
        if tidy and mark in _TIDY:
            set_text = f"{_TIDY[mark]}{set_text}{_TIDY[mark]}"
        else:
            set_text = f"<{_ELEMENTS[mark]}>{set_text}</{_ELEMENTS[mark]}>"
    return f"{lead}{set_text}{trail}"


def _guarded(text: str, *, starts: bool, ends: bool) -> str:
    """Escaped, and also against what stands before and after it.

    After a note's number ``(`` would make a link and ``:`` a definition; before a link ``!``
    would make an image.
    """
    escaped = escape(text)
    if starts and text[0] in "(:":
        escaped = f"\\{escaped}"
    if ends and text[-1] == "!":
        escaped = f"{escaped[:-1]}\\!"
    return escaped


def _yields(neighbour: str) -> bool:
    """Whether ``**`` or ``_`` beside that character is sure to be taken for a mark."""
    edge = neighbour[-1:]
    return edge.isspace() or (
        edge not in "*_" and (edge in string.punctuation or unicodedata.category(edge)[0] == "P")
    )
