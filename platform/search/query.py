"""What a reader asks for, understood from what was typed. Everything that is no rule is a word.

===========================  ==================================================================
``strait tolls``             both words; plural and singular, with or without accents
``"law of the sea"``         exactly these, one after the other
``strait -tolls``            not tolls; also ``-"two words"`` and ``-topic:trade``
``strait OR channel``        one of them; also ``|``
``toll*``                    words that begin so
``author:yoon``              also ``topic: section: region: year: language:``; more words in
                             quotation marks: ``topic:"maritime law"``; ``year:2020-2024``
===========================  ==================================================================

Pure: no Django. ``parse`` never raises, and reads no more than the beginning of what is too long.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from search.words import MARKS, Piece, pieces

__all__ = ["KINDS", "SINGLE", "Filter", "Item", "Query", "Words", "parse"]

KINDS = ("section", "topic", "region", "year", "author", "language")
SINGLE = frozenset({"section", "year", "language"})  # an article has exactly one

LONGEST_TEXT = 2400  # characters that are read at all
LONGEST_ITEM = 120  # characters of one word, phrase or value
MOST_ITEMS = 16
MOST_YEARS = 60  # in one range

_ITEM = re.compile(
    r'(?P<lead>[^\w"]*)'
    rf"(?:(?P<kind>{'|'.join(KINDS)}):(?=[\w\"]))?"
    r'(?:"(?P<quoted>[^"]*)(?:"|\Z)|(?P<bare>[^\s"]+))',
    re.IGNORECASE,
)
_EXCLUDING = re.compile(r"(?:^|[\s|])-\Z")
_TRAILING = re.compile(rf"(?:(?![{MARKS}])\W)+\Z")
_BEGUN = re.compile(rf"\*(?:(?![{MARKS}])\W)*\Z")
_YEARS = re.compile(r"(\d{4})(?:(?:-|–|\.\.)(\d{4}))?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}", re.ASCII)
_PLAIN = str.maketrans(dict.fromkeys("“”„‟＂", '"'))
_PLAIN |= dict.fromkeys(range(0xD800, 0xE000), " ")  # halves of characters, which nothing stores


@dataclass(frozen=True)
class Words:
    """A word, or several that stand one after the other. ``quoted``: in exactly this form;
    ``begun``: the last is only the beginning of a word."""

    text: str
    quoted: bool = False
    begun: bool = False

    def __str__(self) -> str:
        return f'"{self.text}"' if self.quoted else f"{self.text}{'*' if self.begun else ''}"

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(pieces(self.text))


@dataclass(frozen=True)
class Filter:
    """``kind`` is one of ``KINDS``; ``value`` a slug or words of a name, ``2024`` or
    ``2020-2024``, or a language tag."""

    kind: str
    value: str

    def __str__(self) -> str:
        spaced = re.search(r"[^\w.-]", self.value) or not self.value[:1].isalnum()
        return f'{self.kind}:"{self.value}"' if spaced else f"{self.kind}:{self.value}"

    @property
    def years(self) -> range:
        """The years that a value of that kind names."""
        first, last = _YEARS.fullmatch(self.value).groups()  # type: ignore[union-attr]
        begin, end = sorted((int(first), int(last or first)))
        return range(begin, min(end, begin + MOST_YEARS - 1) + 1)


Item = Words | Filter


@dataclass(frozen=True)
class Query:
    """All of ``required``, where one of each group is enough, and none of ``excluded``."""

    required: tuple[tuple[Item, ...], ...] = ()
    excluded: tuple[Item, ...] = ()
    shortened: bool = dataclasses.field(default=False, compare=False)

    def __str__(self) -> str:
        asked = [" OR ".join(map(str, group)) for group in self.required]
        return " ".join([*asked, *(f"-{item}" for item in self.excluded)])

    @property
    def empty(self) -> bool:
        return not self.required and not self.excluded

    @property
    def words(self) -> tuple[Words, ...]:
        """What a found text shows somewhere."""
        return tuple(item for group in self.required for item in group if isinstance(item, Words))

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Those that stand alone and can be taken away again."""
        return tuple(
            group[0] for group in self.required if len(group) == 1 and isinstance(group[0], Filter)
        )

    @property
    def loosened(self) -> Query | None:
        """One of the words is enough; ``None`` where there are not several."""
        words = tuple(item for item in dict.fromkeys(self.words))
        if len(words) < 2 or len(self.required) < 2:
            return None
        kept = (group for group in self.required if not isinstance(group[0], Words))
        return dataclasses.replace(self, required=(words, *kept))

    def having(self, kind: str, value: str) -> Query:
        """With a further filter, or with another one of a kind of which an article has one."""
        added = Filter(kind, value)
        kept = tuple(
            group
            for group in self.required
            if not (len(group) == 1 and _replaced(group[0], by=added))
        )
        return dataclasses.replace(self, required=(*kept, (added,)))

    def without(self, kind: str, value: str) -> Query:
        taken = (Filter(kind, value),)
        kept = tuple(group for group in self.required if group != taken)
        return dataclasses.replace(self, required=kept)


def parse(text: str) -> Query:
    """The query in what somebody typed."""
    groups: list[list[Item]] = []
    excluded: list[Item] = []
    joining = joinable = False
    read = text[:LONGEST_TEXT].translate(_PLAIN)
    shortened = len(text) > LONGEST_TEXT
    for match in _ITEM.finditer(read):
        lead, bare = match["lead"], match["bare"]
        joining = joining or "|" in lead
        if bare in ("OR", "AND") and not match["kind"]:
            joining = bare == "OR"
            continue
        item = _item(match)
        if item is None:
            continue
        if sum(map(len, groups)) + len(excluded) == MOST_ITEMS:
            shortened = True
            break
        excluding = bool(_EXCLUDING.search(read[max(0, match.start() - 1) : match.end("lead")]))
        if excluding:
            excluded.append(item)
        elif joining and joinable:
            groups[-1].append(item)
        else:
            groups.append([item])
        joining, joinable = False, not excluding
    return Query(tuple(tuple(dict.fromkeys(group)) for group in groups), tuple(excluded), shortened)


def _replaced(item: Item, *, by: Filter) -> bool:
    if not isinstance(item, Filter):
        return False
    return item == by or (item.kind == by.kind and by.kind in SINGLE)


def _item(match: re.Match[str]) -> Item | None:
    kind, quoted = (match["kind"] or "").lower(), match["quoted"] is not None
    raw = (match["quoted"] if quoted else match["bare"])[:LONGEST_ITEM]
    value = _cleaned(raw)
    if kind and _fits(kind, value):
        return Filter(kind, value.lower() if kind == "language" else value)
    text = _cleaned(f"{kind}{' ' if quoted else ':'}{raw}"[:LONGEST_ITEM]) if kind else value
    if not any(True for _ in pieces(text)):
        return None
    if text in ("OR", "AND") and not quoted:
        text = text.lower()  # a word again, such as “(OR)”
    return Words(text, quoted, begun=not quoted and bool(_BEGUN.search(raw)))


def _fits(kind: str, value: str) -> bool:
    match kind:
        case "year":
            return bool(_YEARS.fullmatch(value))
        case "language":
            return bool(_LANGUAGE.fullmatch(value.lower()))
    return any(True for _ in pieces(value))


def _cleaned(text: str) -> str:
    return _TRAILING.sub("", " ".join(text.split()))
