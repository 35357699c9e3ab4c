"""What the reading process answers: passages, pictures, comments, and what to tell the editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from articles.body.blocks import Block
from articles.body.writing import write

__all__ = ["Answer", "Comment", "Part", "Picture"]

LONGEST_QUOTATION = 300  # characters of a report's line

Meaning = Literal["", "title", "subtitle", "byline", "standfirst", "biography", "caption"]


@dataclass(slots=True)
class Part:
    """A block of the text. ``meant`` is what its style calls it, where that says more."""

    block: Block
    meant: Meaning = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the document; figures name it by ``number``. ``file`` lies in the folder."""

    number: int
    file: str
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin, by whom, and the words it is about."""

    by: str
    text: str
    about: str = ""


@dataclass(slots=True)
class Answer:
    """All of it, while it is being gathered."""

    form: str
    parts: list[Part] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    language: str = ""
    title: str = ""  # the file's properties
    author: str = ""  # …
    keywords: list[str] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)  # words, why
    guessed: list[tuple[str, str, str]] = field(default_factory=list)  # field, value, how
    problems: list[tuple[str, str]] = field(default_factory=list)  # what, what to do
    insertions: int = 0
    deletions: int = 0
    reviewers: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)  # kinds of setting the body has not

    def drop(self, text: str, why: str) -> None:
        """Words that belong to the printed page, not to the article."""
        if (words := shortened(text)) and (words, why) not in self.dropped:
            self.dropped.append((words, why))

    def object_to(self, what: str, what_to_do: str) -> None:
        if (what, what_to_do) not in self.problems:
            self.problems.append((what, what_to_do))

    def guess(self, name: str, text: str, how: str) -> None:
        self.guessed.append((name, shortened(text), how))

    def as_json(self) -> dict[str, Any]:
        self._sum_up()
        return {
            "form": self.form,
            "parts": [{"html": write([part.block]), "meant": part.meant} for part in self.parts],
            "pictures": [asdict(picture) for picture in self.pictures],
            "comments": [asdict(comment) for comment in self.comments],
            "language": self.language,
            "title": self.title,
            "author": self.author,
            "keywords": self.keywords,
            "dropped": self.dropped,
            "guessed": self.guessed,
            "problems": self.problems,
        }

    def _sum_up(self) -> None:
        if self.insertions or self.deletions:
            changes = _listed(
                _counted(count, one)
                for count, one in ((self.insertions, "insertion"), (self.deletions, "deletion"))
                if count
            )
            names = _listed(sorted(filter(None, self.reviewers)))
            by = f" by {names}" if names else ""
            self.object_to(
                f"Tracked changes were accepted: {changes}{by}.",
                "If one of them was not to stand, look it up in the file and change it here.",
            )
        if self.lost:
            kinds = (f"{kind} ({count})" for kind, count in sorted(self.lost.items()))
            self.object_to(
                f"What the article's text has no form for was set as plain text: {_listed(kinds)}.",
                "Look whether its meaning is lost.",
            )


def shortened(text: str) -> str:
    """Words for one line of the report."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTATION else f"{line[: LONGEST_QUOTATION - 1]}…"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _listed(names: Iterable[str]) -> str:
    *others, last = [*names] or [""]
    return f"{', '.join(others)} and {last}" if others else last
