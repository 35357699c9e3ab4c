"""When an article may not yet be public, when it stops to be, and when somebody looks at it again.

What is published never disappears silently: an expiry is a withdrawal, announced to the owner a
week ahead and to readers by its note. ``articles.publishing.publish_due`` keeps its hour.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from articles.local_times import spelt_out
from articles.models import Article, State
from articles.policy import Action, demand
from articles.revisions import record_revision
from articles.workflow import WrongState
from audit import acts

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["AHEAD", "WrongDate", "planned_hour", "set_dates", "told"]

AHEAD = timedelta(days=7)  # before an expiry, its owner is told


class WrongDate(Exception):
    """A date cannot be, beside the others. ``field`` names the one to change."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def set_dates(
    article: Article,
    *,
    by: User | None,
    now: datetime,
    embargo_until: datetime | None,
    expires_at: datetime | None,
    expiry_note: str,
    review_by: date | None,
) -> None:
    """Give the article these dates; ``None`` takes one away. As it is already: nothing happens.

    Raises ``WrongDate``, ``WrongState`` (withdrawn) or ``NotPermitted``.
    """
    with transaction.atomic():
        current = Article.objects.select_for_update().get(pk=article.pk)
        demand(by, Action.PUBLISH, current)
        if current.state == State.WITHDRAWN:
            raise WrongState(current, State.WITHDRAWN)
        before = dates_of(current)
        if current.state != State.PUBLISHED:  # an embargo that has been kept is history
            current.embargo_until = embargo_until
        current.expires_at = expires_at
        current.expiry_note = expiry_note.strip() if expires_at else ""
        current.review_by = review_by
        after = dates_of(current)
        if after == before:
            return
        _demand_possible(current, now=now, before=before)
        if after["expires_at"] != before["expires_at"]:
            current.expiry_told_at = None
        if after["review_by"] != before["review_by"]:
            current.review_told_at = None
        current.save()
        acts.record(by=by, what="set the dates", object=current, before=before, after=after)
        record_revision(current, by=by, reason=f"Dates: {_in_words(current)}"[:300])
    article.refresh_from_db()


def planned_hour(article: Article, *, now: datetime) -> datetime:
    """The earliest hour at which it will be public: what the checklist is asked for."""
    return article.publish_at or max(now, article.embargo_until or now)


def dates_of(article: Article) -> dict[str, str]:
    """The dates as the log of acts keeps them; "" for none."""
    return {
        "embargo_until": article.embargo_until.isoformat() if article.embargo_until else "",
        "expires_at": article.expires_at.isoformat() if article.expires_at else "",
        "expiry_note": article.expiry_note,
        "review_by": article.review_by.isoformat() if article.review_by else "",
    }


def told(article: Article, *, now: datetime) -> list[tuple[str, str, bool]]:
    """Its dates in words: what it is, when, and whether that is past."""
    embargo, expiry, review = article.embargo_until, article.expires_at, article.review_by
    today = now.astimezone(ZoneInfo(article.publication.time_zone)).date()
    found = []
    if embargo and article.state != State.PUBLISHED:
        found.append(("Embargoed until", _hour(article, embargo), embargo <= now))
    if expiry and article.state != State.WITHDRAWN:
        found.append(("Expires", _hour(article, expiry), expiry <= now))
    if review and article.state != State.WITHDRAWN:
        found.append(("Review by", f"{review:%A} {review.day} {review:%B %Y}", review <= today))
    return found


def _demand_possible(article: Article, *, now: datetime, before: dict[str, str]) -> None:
    """Raise ``WrongDate`` where a date that was changed cannot be."""
    after = dates_of(article)
    embargo, expiry, hour = article.embargo_until, article.expires_at, article.publish_at
    changed = {name for name, value in after.items() if value != before[name]}
    if embargo and hour and hour < embargo:
        raise WrongDate(
            "embargo_until",
            f"It is scheduled for {_hour(article, hour)}, before that. Schedule it later first.",
        )
    if expiry and "expires_at" in changed and expiry <= now:
        raise WrongDate("expires_at", "This time is past; to take it away at once, withdraw it.")
    if expiry and hour and expiry <= hour:
        raise WrongDate("expires_at", f"It is published only on {_hour(article, hour)}.")
    if expiry and embargo and expiry <= embargo:
        raise WrongDate("expires_at", f"It is embargoed until {_hour(article, embargo)}.")
    if expiry and not article.expiry_note:
        raise WrongDate("expiry_note", "Tell readers why they find it no more.")


def _in_words(article: Article) -> str:
    parts = [
        ("embargo until", _hour(article, article.embargo_until)),
        ("expires", _hour(article, article.expires_at)),
        ("review by", article.review_by.isoformat() if article.review_by else ""),
    ]
    return ", ".join(f"{name} {value}" for name, value in parts if value) or "none"


def _hour(article: Article, at: datetime | None) -> str:
    return spelt_out(at, ZoneInfo(article.publication.time_zone)) if at else ""
