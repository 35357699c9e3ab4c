"""What a mail of the newsletter says: plain data, told as text and as HTML by its neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from renderings.addresses import Addresses
from renderings.dates import zone
from renderings.escaping import line
from renderings.languages import direction, words_for

__all__ = ["LANGUAGE", "Item", "Letter", "Link", "Sender", "item"]

LANGUAGE = "en"  # of the words around the articles


@dataclass(frozen=True, kw_only=True)
class Item:
    """An article as a mail shows it. ``address`` is absolute; texts are one line each."""

    title: str
    subtitle: str
    standfirst: str
    byline: str
    section: str
    day: str
    address: str
    language: str
    direction: str


@dataclass(frozen=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True)
class Sender:
    """The serial that writes: its name, its address, and who stands behind it, line by line."""

    name: str
    home: str
    imprint: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail. ``button`` is the one thing asked for, if any; ``more`` leads to what has no room.

    ``why`` says why it was sent, and ``ways_out`` how to get no more of them.
    """

    sender: Sender
    subject: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    button: Link | None = None
    items: tuple[Item, ...] = ()
    more: Link | None = None
    why: str
    ways_out: tuple[Link, ...] = ()


def item(summary: Mapping[str, Any], slug: str, published: datetime, site: str) -> Item:
    """An article, from what the record keeps for lists (``record.summary``)."""
    byline = summary["byline"]
    names = [each["name"] for each in byline if each["role"] == "author"]
    names = names or [each["name"] for each in byline]
    words = words_for(LANGUAGE)
    return Item(
        title=line(summary["title"]),
        subtitle=line(summary["subtitle"]),
        standfirst=line(summary["standfirst"]),
        byline=line(words.joined(names)),
        section=line(summary["section"]["name"]),
        day=words.day(published.astimezone(zone(summary["time_zone"]))),
        address=Addresses(site).article(slug),
        language=summary["language"],
        direction=direction(summary["language"]),
    )
