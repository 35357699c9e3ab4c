"""What was said about an article, as a page shows it to somebody: comments with their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from accounts.naming import name_of
from articles.anchors import Anchor, follow, paragraphs
from articles.comments import may_change
from articles.models import Article, Comment
from articles.models.comment import LONGEST_QUOTE
from articles.policy import Action, may

__all__ = ["Said", "Thread", "open_ones", "told", "when"]


@dataclass(frozen=True)
class Said:
    """``former``: earlier wordings with the hour until which they stood. Of what was taken back,
    editors alone read them. ``mine``: this person may change it."""

    pk: int
    who: str
    at: str
    iso: str
    text: str
    edited: bool
    removed: bool
    mine: bool
    former: list[tuple[str, str]]


@dataclass(frozen=True)
class Thread:
    """``place`` is the paragraph's number in the saved text; with ``words`` and without a place,
    the paragraph is gone."""

    said: Said
    answers: list[Said]
    words: str
    place: int | None
    settled: str

    @property
    def gone(self) -> bool:
        return bool(self.words) and self.place is None

    def as_json(self) -> dict[str, Any]:
        return {
            **vars(self),
            "said": vars(self.said),
            "answers": [vars(answer) for answer in self.answers],
            "gone": self.gone,
        }


def told(article: Article, person: Any, *, texts: tuple[str, ...] | None = None) -> list[Thread]:
    """All comments in the order of the text, those on the whole article first: one query.

    ``texts`` are the paragraphs of the body, if they are known already.
    """
    said = list(article.comments.select_related("by", "resolved_by"))
    if not said:
        return []
    shown = paragraphs(article.body) if texts is None else texts
    anchored = [each for each in said if each.answers_id is None]
    places = follow(
        (Anchor(each.paragraph, each.place) for each in anchored),
        [text[:LONGEST_QUOTE] for text in shown],
    )
    answers: dict[int, list[Comment]] = {}
    beginnings = {each.pk: each for each in anchored}
    for each in said:
        if each.answers_id is not None:
            each.answers = beginnings[each.answers_id]
            answers.setdefault(each.answers_id, []).append(each)
    zone = ZoneInfo(article.publication.time_zone)
    reviews = bool(may(person, Action.REVIEW, article))
    threads = [
        Thread(
            said=_said(each, person, zone, reviews=reviews),
            answers=[_said(a, person, zone, reviews=reviews) for a in answers.get(each.pk, [])],
            words=anchor.words,
            place=anchor.place if anchor.words else None,
            settled=_settled(each, zone),
        )
        for each, anchor in zip(anchored, places, strict=True)
    ]
    return sorted(threads, key=_in_text)


def when(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local.day} {local:%b %Y, %H:%M}"


def open_ones(threads: Iterable[Thread]) -> list[Thread]:
    return [thread for thread in threads if not thread.settled]


def _in_text(thread: Thread) -> tuple[bool, int]:
    if not thread.words:
        return False, -1
    return thread.gone, thread.place or 0


def _settled(said: Comment, zone: ZoneInfo) -> str:
    if said.resolved_at is None:
        return ""
    by = name_of(said.resolved_by) or "somebody"
    return f"Settled by {by}, {when(said.resolved_at, zone)}"


def _said(said: Comment, person: Any, zone: ZoneInfo, *, reviews: bool) -> Said:
    readable = reviews or said.removed_at is None
    former = said.former if readable else []
    return Said(
        pk=said.pk,
        who=f"{said.signed} (without account)" if said.signed else name_of(said.by) or "Somebody",
        at=when(said.at, zone),
        iso=said.at.isoformat(),
        text=said.text,
        edited=said.edited_at is not None and said.removed_at is None,
        removed=said.removed_at is not None,
        mine=bool(may_change(person, said)),
        former=[
            (when(datetime.fromisoformat(each["until"]), zone), each["text"]) for each in former
        ],
    )
