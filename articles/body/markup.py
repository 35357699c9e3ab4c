"""HTML as a stream of tags and text, in time linear in its length, whatever it holds.

Manuscripts and pasted pages are hostile until proven otherwise. The standard library's parser and
browsers' parsing rules are quadratic in the depth or the number of some constructs; this reader is
not: it never looks twice at the same character. It makes no tree and repairs nothing: who reads
the tokens decides what a tag may mean. What browsers would run (script, style, frames) comes as
one piece of text between its tags, so that it can be dropped with its content.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Close", "Open", "Text", "Token", "tokens"]


class Open(NamedTuple):
    """A start tag. ``tag`` and the attributes' names are in lower case; ``at`` is its offset."""

    tag: str
    attributes: dict[str, str]
    at: int


class Close(NamedTuple):
    """An end tag."""

    tag: str


class Text(NamedTuple):
    """Text with its character references resolved."""

    text: str


Token = Open | Close | Text

# Content that is no markup: taken whole up to its end tag. Those of _REFERENCES hold references.
_RAW = frozenset({"script", "style", "iframe", "noembed", "noframes", "xmp", "svg"})
_REFERENCES = frozenset({"title", "textarea"})

_MARKUP = re.compile(r"<(?=/?[a-zA-Z]|[!?])")
_TAG_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_TAG_REST = re.compile(r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']*))?""")
# Python refuses to read a decimal number of more than 4300 digits.
_HUGE_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")


def tokens(source: str) -> Iterator[Token]:
    """The tags and texts of ``source`` in order. Comments, doctypes and instructions are left out.

    A tag or comment that never ends is text; a script or style that never ends reaches to the end.
    """
    return _Scanner(source).scan()


def resolve(text: str) -> str:
    """Text with its character references resolved."""
    if "&" not in text:
        return text
    return html.unescape(_HUGE_REFERENCE.sub("\N{REPLACEMENT CHARACTER}", text))


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        # Set when a quote in a tag never closes: from then on a tag ends at the first ">".
        self.distrusts_quotes = False
        self.never_closed: set[str] = set()

    def scan(self) -> Iterator[Token]:
        source = self.source
        look_from = 0
        while found := _MARKUP.search(source, look_from):
            start = found.start()
            declaration = source[start + 1] in "!?"
            after = self._declaration_end(start) if declaration else start
            if after < 0:  # it never ends, so it is none
                look_from = start + 2
                continue
            if start > self.at:
                yield Text(resolve(source[self.at : start]))
            self.at = after
            if not declaration:
                yield from self._tag()
            look_from = self.at
        if self.at < len(source):
            yield Text(resolve(source[self.at :]))

    def _declaration_end(self, start: int) -> int:
        """The offset after a comment, doctype or instruction; -1 if it never ends."""
        end = "-->" if self.source.startswith("<!--", start) else ">"
        if end in self.never_closed:
            return -1
        found = self.source.find(end, start + 2)
        if found < 0:
            self.never_closed.add(end)
            return -1
        return found + len(end)

    def _tag(self) -> Iterator[Token]:
        """The tag at ``self.at``; moves past it, and past what it holds if that is no markup."""
        source, start = self.source, self.at
        name = _TAG_NAME.match(source, start)
        end = self._tag_end(name.end()) if name else -1
        if not name or end < 0:
            yield Text(resolve(source[start:]))
            self.at = len(source)
            return
        self.at = end
        tag = name[1].lower()
        if source[start + 1] == "/":
            yield Close(tag)
            return
        attributes = _attributes(source[name.end() : end - 1]) if end - name.end() > 1 else {}
        if tag not in _RAW and tag not in _REFERENCES:
            yield Open(tag, attributes, start)
        elif (content := self._raw_content(tag)) is not None:
            yield Open(tag, attributes, start)
            yield Text(resolve(content) if tag in _REFERENCES else content)
            yield Close(tag)

    def _tag_end(self, begin: int) -> int:
        """The offset after the tag's ">", -1 if there is none."""
        if not self.distrusts_quotes:
            if rest := _TAG_REST.match(self.source, begin):
                return rest.end()
            self.distrusts_quotes = True
        return self.source.find(">", begin) + 1 or -1

    def _raw_content(self, tag: str) -> str | None:
        """The text up to the end tag, which is passed; ``None`` if the tag is to be ignored."""
        begin = self.at
        end = None
        if tag not in self.never_closed:
            end = re.compile(rf"</{tag}(?=[\s/>])[^>]*>", re.IGNORECASE).search(self.source, begin)
        if end:
            self.at = end.end()
            return self.source[begin : end.start()]
        self.never_closed.add(tag)
        if tag in {"script", "style"}:
            self.at = len(self.source)
            return self.source[begin:]
        return None


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or ""
        if value[:1] in {'"', "'"}:
            value = value[1:-1]
        found.setdefault(match[1].lower(), resolve(value))
    return found
