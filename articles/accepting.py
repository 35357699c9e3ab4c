"""What publishing a change would change, field by field, and taking some of it back first.

A part of the working copy is what an editor may accept or reject by itself. The body is told by
passages: each a run of blocks that differs. What readers would see changed though nobody changed
the article (a new wording of the disclaimer, a photo's credit) cannot be rejected here.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articles import body
from articles.body.reading import read
from articles.body.writing import write
from articles.models import Article
from articles.revisions import put_back, record_revision, snapshot
from renderings.comparing import READINGS, FieldChange, change, document_changes
from renderings.readable import body_lines

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from record.document import Document

__all__ = ["NOTHING", "Difference", "Rejection", "differences", "live_text", "reject"]

# By field of the Document, for whatever an article says itself: its fields.
PARTS: dict[str, tuple[str, ...]] = {
    "byline": ("contributions",),
    "lead_photo": ("lead_photo", "lead_photo_caption", "lead_photo_credit"),
    **{
        name: (name,)
        for name in (
            *("title", "subtitle", "standfirst", "abstract", "body", "references", "section"),
            *("issue", "topics", "regions", "keywords", "language", "disclaimers", "licence"),
            *("funding", "competing_interests", "translation_of", "related", "slug"),
            "publication",
        )
    },
}


@dataclass(frozen=True)
class Rejection:
    """``parts`` by their names, ``passages`` of the body by their numbers."""

    parts: frozenset[str] = frozenset()
    passages: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.parts or self.passages)


NOTHING = Rejection()


@dataclass(frozen=True)
class Difference:
    """``name`` is what it is rejected by: a part, or the number of a passage of the body, counted
    from 1; "" if it comes from elsewhere."""

    name: str
    change: FieldChange


def live_text(article: Article, number: int) -> dict[str, Any] | None:
    """The working copy as it was when it became what readers see in version ``number``, which may
    repeat an earlier version's text. ``None`` where no revision tells."""
    published = article.revisions.filter(published_as__lte=number)
    latest = published.order_by("-published_as").first()
    return latest.snapshot if latest else None


def differences(article: Article, live: Document, composed: Document) -> list[Difference]:
    """Every field that readers would see changed, in the order of the page."""
    was, now = live_text(article, live.number), snapshot(article)
    names = {label: name for name, (label, _) in READINGS.items()}
    found: list[Difference] = []
    for each in document_changes(live, composed):
        name = names[each.label]
        if was is None or not _differs(name, was, now):
            found.append(Difference("", each))
        elif name == "body":
            found += _passages(was["body"], now["body"])
        else:
            found.append(Difference(name, each))
    return found


def reject(article: Article, rejection: Rejection, *, live: Document, by: User | None) -> None:
    """Put what is rejected back to what readers see. The caller holds the article claimed.

    What it was stands in a revision, and what it is now in another.
    """
    was = live_text(article, live.number)
    now = snapshot(article)
    if was is None or not rejection:
        return
    back = {name: value for part in rejection.parts for name, value in _own(part, was, now)}
    if "body" not in rejection.parts and rejection.passages:
        text = _without(was["body"], now["body"], rejection.passages)
        if text != now["body"]:
            back["body"] = text
    if not back:
        return
    latest = article.revisions.order_by("-number").first()
    if latest is None or latest.snapshot != now:
        record_revision(article, by=by, reason="As it was before publishing only some of it")
    put_back(article, back, back.keys())
    named = ", ".join(sorted(back)).replace("_", " ")
    record_revision(article, by=by, reason=f"Put back to version {live.number}: {named}"[:300])


def _own(part: str, was: dict[str, Any], now: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in PARTS.get(part, ()):
        if name in was and _bare(was[name]) != _bare(now[name]):
            yield name, was[name]


def _differs(part: str, was: dict[str, Any], now: dict[str, Any]) -> bool:
    return any(True for _ in _own(part, was, now))


def _bare(value: Any) -> Any:
    """Without what a byline's line only remembers of its profile."""
    if isinstance(value, list):
        return [_bare(each) for each in value]
    if isinstance(value, dict):
        return {name: each for name, each in value.items() if name not in ("profile", "frozen")}
    return value


# --- the body, by passages --------------------------------------------------------------------


def _blocks(html: str) -> list[str]:
    return [write([block]) for block in read(html)]


def _runs(was: list[str], now: list[str]) -> list[tuple[str, int, int, int, int]]:
    matcher = difflib.SequenceMatcher(a=was, b=now, autojunk=False)
    return [run for run in matcher.get_opcodes() if run[0] != "equal"]


def _passages(was: str, now: str) -> Iterator[Difference]:
    old, new = _blocks(was), _blocks(now)
    runs = _runs(old, new)
    for number, (_, one, two, three, four) in enumerate(runs, start=1):
        label = f"Body, passage {number} of {len(runs)}" if len(runs) > 1 else "Body"
        before, after = _readable(old[one:two]), _readable(new[three:four])
        yield Difference(str(number), change(label, before, after))


def _without(was: str, now: str, rejected: frozenset[int]) -> str:
    """The new body with the old one's blocks in the places of these passages."""
    old, new = _blocks(was), _blocks(now)
    parts: list[str] = []
    end = 0
    for number, (_, one, two, three, four) in enumerate(_runs(old, new), start=1):
        parts += new[end:three]
        parts += old[one:two] if number in rejected else new[three:four]
        end = four
    return "\n".join([*parts, *new[end:]])


def _readable(blocks: list[str]) -> str:
    """The words of some blocks, with what else a reader would notice: links, notes, levels."""
    text = body.parse("\n".join(blocks), photos={})
    return "\n".join(body_lines(text.blocks, text.notes, text.photos))
