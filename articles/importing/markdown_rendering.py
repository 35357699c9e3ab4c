"""Markdown as HTML, with notes at their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from articles.body import clean

__all__ = ["Rendering"]

MOST_USES = 10  # of one note; a text that uses it more often is after memory, not readers

_REFERENCE = re.compile(r"\[\^([^\]\s]{1,60})\]")


class Rendering:
    """Renders Markdown whose notes are given by label. Raw HTML is shown as text."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        self.notes = notes
        self.uses: Counter[str] = Counter()
        self.unknown: list[str] = []
        self._without_notes = _markdown()
        self._markdown = _markdown()
        self._markdown.inline.ruler.before("link", "note", self._reference)
        # markdown-it binds the rule to its renderer, so a method would lose its own self.
        self._markdown.add_render_rule("note", lambda _, *given: self._note(*given))

    def tokens(self, source: str) -> list[Token]:
        return self._markdown.parse(source)

    def rendered(self, tokens: Sequence[Token]) -> str:
        """The HTML of ``tokens``: of a block with all it holds."""
        return str(self._markdown.renderer.render(tokens, self._markdown.options, {}))

    def html(self, source: str) -> str:
        """Markdown as HTML of the body's subset."""
        return clean(self._markdown.render(source))

    def unused(self) -> list[str]:
        """The labels of notes nothing in the text refers to."""
        return [label for label in self.notes if not self.uses[label]]

    def _reference(self, state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's)
        found = _REFERENCE.match(state.src, state.pos)
        if not found:
            return False
        label = found[1]
        if label not in self.notes or self.uses[label] >= MOST_USES:
            if not silent and label not in self.notes:
                self.unknown.append(label)
            return False
        if not silent:
            self.uses[label] += 1
            state.push("note", "", 0).meta = {"label": label}
        state.pos = found.end()
        return True

    def _note(self, tokens: Sequence[Token], index: int, *_options: Any) -> str:
        words = self.notes[tokens[index].meta["label"]]
        return f"<span data-note>{self._without_notes.renderInline(words)}</span>"


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.core.ruler.push("bracketed_numbers", _mark_bracketed_numbers)
    return markdown


def _mark_bracketed_numbers(state: Any) -> None:
    """A list "1)" keeps that its numbers stand in brackets."""
    for token in state.tokens:
        if token.type == "ordered_list_open" and token.markup == ")":
            token.attrSet("class", "parenthesised")
