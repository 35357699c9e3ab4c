"""What an author may correct through a proof, as it would be printed, and in which line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from articles.byline import contributions
from articles.models import Article, Contribution, State
from editing.richtext import from_plain, to_plain

__all__ = [
    "BEFORE_READERS_SEE_IT",
    "NAMES",
    "OF_THE_ARTICLE",
    "OF_THE_LINE",
    "SEEN_BY_EDITORS",
    "biography_of",
    "find_line",
    "printed",
    "write",
]

# What an author may correct in the own line of the byline, and of the article.
OF_THE_LINE = ("title", "affiliation", "biography")
OF_THE_ARTICLE = ("competing_interests", "funding")
# What a field is called in a sentence.
NAMES = {
    "title": "position",
    "affiliation": "affiliation",
    "biography": "biography",
    "competing_interests": "competing interests",
    "funding": "funding",
}
# An editor has found the text good: it may become public without being looked at again.
SEEN_BY_EDITORS = (State.READY, State.SCHEDULED)
BEFORE_READERS_SEE_IT = (
    State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, *SEEN_BY_EDITORS,
)  # fmt: skip

_TAG = re.compile(r"<(/?)(p|ul|ol)>")
_EMPTY_LINE = re.compile(r"\n\s*\n")


def printed(article: Article, line: Contribution, *, on: date) -> dict[str, Any]:
    """The fields in plain text as they would be printed that day, and who signs the line: the
    ``name``, and the primary key of the ``author``'s profile."""
    keys = list(article.contributions.values_list("pk", flat=True))
    said = contributions(article, on=on)[keys.index(line.pk)]
    return {
        "title": said.title,
        "affiliation": said.affiliation,
        "biography": "\n\n".join(plain for plain, _ in _blocks(biography_of(line))),
        **{name: getattr(article, name) for name in OF_THE_ARTICLE},
        "name": said.name,
        "author": line.author_id,
    }


def find_line(
    article: Article, key: int | None, before: Mapping[str, Any], *, on: date
) -> Contribution | None:
    """The line of the byline with that key; if it was made anew, as restoring a revision does,
    the one that the same author signs. ``None`` if there is none any more, or more than one."""
    lines = list(article.contributions.all())
    if (same := next((line for line in lines if line.pk == key), None)) is not None:
        return same
    author, name = before.get("author"), before.get("name")
    found = [line for line in lines if author and line.author_id == author]
    if not found:
        signed = zip(lines, contributions(article, on=on), strict=True)
        found = [line for line, said in signed if name and said.name == name]
    return found[0] if len(found) == 1 else None


def write(article: Article, line: Contribution, said: Mapping[str, str]) -> None:
    """Write these plain texts into the fields of that name; saving is the caller's."""
    for name, text in said.items():
        if name in OF_THE_ARTICLE:
            setattr(article, name, text)
        elif name == "biography":
            line.biography = _as_html(text, former=biography_of(line))
        else:
            setattr(line, name, text)


def biography_of(line: Contribution) -> str:
    """The line's own biography, or else the profile's, as HTML."""
    return line.biography or (line.author.biography if line.author else "")


def _as_html(text: str, *, former: str) -> str:
    """Paragraphs that say what they said keep their links and emphasis."""
    known = dict(_blocks(former))
    parts = filter(None, (part.strip() for part in _EMPTY_LINE.split(text)))
    return "".join(known.get(part) or from_plain(part) for part in parts)


def _blocks(html: str) -> list[tuple[str, str]]:
    """The paragraphs and whole lists of simple text: each as plain text, and as it stands."""
    blocks, depth, ended = [], 0, 0
    for tag in _TAG.finditer(html):
        opens = not tag[1]
        if opens and depth == 0:
            blocks.append(html[ended : tag.start()])  # words between paragraphs
            ended = tag.start()
        depth = max(0, depth + (1 if opens else -1))
        if not opens and depth == 0:
            blocks.append(html[ended : tag.end()])
            ended = tag.end()
    blocks.append(html[ended:])
    return [(plain, block) for block in blocks if (plain := to_plain(block))]
