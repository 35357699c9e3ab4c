"""The elements still open while HTML is read, and how text is set at this place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from articles.body.blocks import Mark
from articles.body.elements import Element

__all__ = ["Level", "OpenElements", "Setting"]

# Inside these text is set anew, and afterwards as before.
_SET_ANEW = {"td", "th", "caption", "note"}


@dataclass(slots=True)
class Setting:
    """How text is set at this place: the marks open, each counted, and the link around."""

    counts: Counter[Mark] = field(default_factory=Counter)
    marks: tuple[Mark, ...] = ()
    href: str = ""

    def count(self, mark: Mark, change: int) -> None:
        self.counts[mark] = max(0, self.counts[mark] + change)
        self.marks = tuple(mark for mark in Mark if self.counts[mark])


@dataclass(slots=True)
class Level:
    """An element still open, and what was opened in it and unwrapped, to know its end tags.

    ``outside`` is the setting to return to after a cell or a note.
    """

    element: Element
    outside: Setting | None = None
    plain_spans: int = 0
    unwrapped: list[str] = field(default_factory=list)
    unwrapped_count: Counter[str] = field(default_factory=Counter)

    def unwrap(self, tag: str) -> None:
        self.unwrapped.append(tag)
        self.unwrapped_count[tag] += 1

    def close_unwrapped(self, tag: str) -> None:
        while (closed := self.unwrapped.pop()) != tag:
            self.unwrapped_count[closed] -= 1
        self.unwrapped_count[tag] -= 1


class OpenElements:
    """The levels from the root to the innermost open element, which is ``level``."""

    def __init__(self, root: Element) -> None:
        self.levels = [Level(root)]
        self.setting = Setting()

    @property
    def level(self) -> Level:
        return self.levels[-1]

    def level_of(self, tag: str) -> Level | None:
        """The innermost open element of that tag."""
        return next((level for level in reversed(self.levels) if level.element.tag == tag), None)

    def push(self, element: Element) -> None:
        level = Level(element)
        if element.tag in _SET_ANEW:
            level.outside, self.setting = self.setting, Setting()
        self.levels.append(level)

    def pop(self) -> None:
        level = self.levels.pop()
        if level.outside:
            self.setting = level.outside

    def pop_down_to(self, index: int) -> None:
        """Close the element at ``index`` and all in it; never the root."""
        while len(self.levels) > max(index, 1):
            self.pop()

    def pop_to(self, *tags: str, within: Collection[str]) -> None:
        """Close the innermost element of ``tags`` and all in it, if it lies ``within`` these."""
        for index in range(len(self.levels) - 1, 0, -1):
            open_tag = self.levels[index].element.tag
            if open_tag in tags:
                self.pop_down_to(index)
                return
            if open_tag in within:
                return
