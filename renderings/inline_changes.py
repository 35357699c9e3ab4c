"""Two states of a line of text as one, word by word. Pure.

Besides words, what is compared is how they are set, where they link to and where notes stand. A
note's number is not: a note put in before makes no other one of it.
"""

from __future__ import annotations

import difflib
import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from record.document import Inline, LineBreak, Mark, NoteReference, Run
from renderings.escaping import escape
from renderings.word_changes import COMPARED_UP_TO, tokens

__all__ = ["Side", "added", "changed", "removed", "same", "words"]

_ELEMENTS = {
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}


class Side(enum.StrEnum):
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as it is set and linked; a line break is "\\n". ``note`` marks a note's call."""

    text: str
    marks: tuple[Mark, ...] = ()
    href: str = ""
    note: bool = False


def words(content: Iterable[Inline]) -> str:
    """The words of a line, for finding the one it was."""
    return "".join(inline.text for inline in content if isinstance(inline, Run))


def changed(old: Sequence[Inline], new: Sequence[Inline]) -> str:
    """The line as it is now, with what was added and what was removed, as HTML."""
    before, after = list(_tokens(old)), list(_tokens(new))
    if [_key(each) for each in before] == [_key(each) for each in after]:
        return same(new)
    if len(before) + len(after) > COMPARED_UP_TO:
        return removed(old) + added(new)
    matcher = difflib.SequenceMatcher(
        a=[_key(each) for each in before], b=[_key(each) for each in after], autojunk=False
    )
    parts = []
    for code, start, end, new_start, new_end in matcher.get_opcodes():
        if code == "equal":
            parts.append(_html(after[new_start:new_end]))
        else:
            parts.append(_marked("del", "removed", before[start:end]))
            parts.append(_marked("ins", "added", after[new_start:new_end]))
    return "".join(parts)


def same(content: Sequence[Inline]) -> str:
    return _html(list(_tokens(content)))


def added(content: Sequence[Inline]) -> str:
    return _marked("ins", "added", list(_tokens(content)))


def removed(content: Sequence[Inline]) -> str:
    return _marked("del", "removed", list(_tokens(content)))


def _key(token: _Token) -> _Token:
    return _Token("", note=True) if token.note else token


def _tokens(content: Iterable[Inline]) -> Iterator[_Token]:
    for inline in content:
        match inline:
            case Run(text=text, marks=marks, href=href):
                yield from (_Token(word, marks, href) for word in tokens(text))
            case LineBreak():
                yield _Token("\n")
            case NoteReference(number=number):
                yield _Token(str(number), note=True)


def _marked(tag: str, heard: str, content: Sequence[_Token]) -> str:
    if not content:
        return ""
    links = dict.fromkeys(token.href for token in content if token.href)
    said = "".join(f' <span class="said">(to {escape(href)})</span>' for href in links)
    return f'<{tag}><span class="only-heard"> {heard}: </span>{_html(content)}{said}</{tag}>'


def _html(content: Sequence[_Token]) -> str:
    """Words that are set and linked alike stand in one element."""
    parts: list[str] = []
    place = 0
    while place < len(content):
        first = content[place]
        end = place + 1
        if not first.note and first.text != "\n":
            while end < len(content) and _alike(first, content[end]):
                end += 1
        parts.append(_run(first, "".join(token.text for token in content[place:end])))
        place = end
    return "".join(parts)


def _alike(one: _Token, other: _Token) -> bool:
    plain = not other.note and other.text != "\n"
    return plain and (one.marks, one.href) == (other.marks, other.href)


def _run(token: _Token, text: str) -> str:
    if token.note:
        return f'<sup class="note-call"><span class="only-heard"> note </span>{escape(text)}</sup>'
    if text == "\n":
        return "<br>"
    html = escape(text)
    for mark in reversed(Mark):
        if mark in token.marks:
            html = f"<{_ELEMENTS[mark]}>{html}</{_ELEMENTS[mark]}>"
    # No link leads away from the page: an address is only said.
    return f"<u>{html}</u>" if token.href else html
