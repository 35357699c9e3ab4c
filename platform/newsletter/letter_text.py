"""A letter as plain text, in lines of mail's usual width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from newsletter.letter import Item, Letter, Link

__all__ = ["text"]

WIDTH = 72  # characters of a line; an address is never broken
RULE = "-" * 24


def text(letter: Letter) -> str:
    """Paragraphs, then the articles, then why it came and how to get no more."""
    return "\n\n".join([*_opening(letter), *map(_item, letter.items), *_closing(letter)]) + "\n"


def _opening(letter: Letter) -> Iterator[str]:
    yield _wrapped(letter.heading)
    yield from map(_wrapped, letter.paragraphs)
    if letter.button:
        yield _link(letter.button)


def _item(item: Item) -> str:
    title = f"{item.title}\n{item.subtitle}" if item.subtitle else item.title
    about = " · ".join(filter(None, (item.section, item.byline, item.day)))
    return _lines([title, about, item.standfirst, item.address])


def _closing(letter: Letter) -> Iterator[str]:
    if letter.more:
        yield _link(letter.more)
    yield RULE
    yield _wrapped(letter.why)
    if letter.ways_out:
        yield "\n".join(map(_link, letter.ways_out))
    yield _lines([letter.sender.name, letter.sender.home, *letter.sender.imprint])


def _link(link: Link) -> str:
    return f"{link.label}:\n{link.address}"


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(_wrapped(part) for part in parts if part)


def _wrapped(part: str) -> str:
    return "\n".join(
        textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)
        for line in part.splitlines()
    )
