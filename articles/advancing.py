"""Giving an article to named partners before its hour, under embargo.

A partner gets the text as it stands when it is given, and none of what is changed afterwards until
it is given again. The copy ends when the article is published (the record answers then), taken off
the calendar, deleted, or taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from articles import checklist
from articles.composing import compose, same_text
from articles.models import Article, State
from articles.policy import Action, demand
from articles.publishing import BEFORE_PUBLICATION, InThePast, NotReady
from articles.revisions import record_revision
from articles.workflow import WrongState
from partners.advance import copies_of
from partners.models import AdvanceCopy, Partner
from record.canonical import MalformedDocument, dumps, loads

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["Given", "NoHour", "PartnerInactive", "give", "given", "take_back"]


class NoHour(Exception):
    """The article is not scheduled: ask until when the partners are to hold it back."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"“{article.title}” is not scheduled. Say until when it is embargoed.")
        self.article = article


class PartnerInactive(Exception):
    """A partner is switched off and can fetch nothing. Choose others, or switch it on."""

    def __init__(self, partner: Partner) -> None:
        super().__init__(f"{partner} is switched off, so it could not fetch the article.")
        self.partner = partner


@dataclass(frozen=True)
class Given:
    """A copy that a partner has. ``behind``: the article says something else by now."""

    copy: AdvanceCopy
    behind: bool


def give(
    article: Article,
    *,
    partners: Iterable[Partner],
    by: User | None,
    now: datetime,
    until: datetime | None = None,
) -> list[AdvanceCopy]:
    """Give the article as it stands to these partners. Who has it already gets it anew.

    A scheduled article is embargoed until its hour, another one ``until``, a later time.
    Raises ``NoHour``, ``InThePast``, ``PartnerInactive``, ``NotReady``, ``WrongState`` or
    ``NotPermitted``.
    """
    with transaction.atomic():
        current = Article.objects.select_for_update().get(pk=article.pk)
        demand(by, Action.PUBLISH, current)
        if current.state not in BEFORE_PUBLICATION:
            raise WrongState(current, State.SCHEDULED)
        hour = _hour(current, until, now)
        found = checklist.check(current, at=hour)
        if found.errors:
            raise NotReady(found)
        text = dumps(compose(current, published=hour))
        receivers = sorted(set(partners), key=lambda partner: partner.name)
        copies = [
            _give(current, partner, text=text, hour=hour, by=by, now=now) for partner in receivers
        ]
        # All who have it hold it back until the same hour.
        AdvanceCopy.objects.filter(article=current.key).update(embargo_until=hour)
        names = ", ".join(map(str, receivers))
        reason = f"Given ahead until {hour:%Y-%m-%d %H:%M} UTC: {names}"
        record_revision(current, by=by, reason=reason[:300])
    return copies


def take_back(
    article: Article, *, partners: Iterable[Partner] | None = None, by: User | None
) -> int:
    """Let these partners (None: all) fetch it no more; how many copies that were.

    What they have fetched they have. Raises ``NotPermitted``.
    """
    with transaction.atomic():
        current = Article.objects.select_for_update().get(pk=article.pk)
        demand(by, Action.PUBLISH, current)
        copies = copies_of(current.key)
        if partners is not None:
            copies = copies.filter(partner__in=list(partners))
        names = [str(copy.partner) for copy in copies]
        if names:
            AdvanceCopy.objects.filter(pk__in=[copy.pk for copy in copies]).delete()
            reason = f"Advance copies taken back: {', '.join(names)}"
            record_revision(current, by=by, reason=reason[:300])
    return len(names)


def given(article: Article) -> list[Given]:
    """Who has the article ahead of its hour, by name."""
    return [Given(copy, _behind(article, copy)) for copy in copies_of(article.key)]


def _hour(article: Article, until: datetime | None, now: datetime) -> datetime:
    hour = article.publish_at if article.state == State.SCHEDULED else until
    if hour is None:
        raise NoHour(article)
    if hour <= now:
        raise InThePast(hour)
    return hour.astimezone(UTC).replace(microsecond=0)


def _give(
    article: Article,
    partner: Partner,
    *,
    text: str,
    hour: datetime,
    by: User | None,
    now: datetime,
) -> AdvanceCopy:
    if not partner.active:
        raise PartnerInactive(partner)
    values = {
        "slug": article.slug,
        "title": article.title,
        "document": text,
        "embargo_until": hour,
        "given_at": now,
        "given_by": by,
    }
    copy, _ = AdvanceCopy.objects.update_or_create(
        article=article.key, partner=partner, defaults=values
    )
    return copy


def _behind(article: Article, copy: AdvanceCopy) -> bool:
    """Whether the copy says something else than the article would, published at the same time."""
    try:
        document = loads(copy.document)
    except MalformedDocument:
        return True
    composed = compose(article, published=document.first_published)
    return copy.slug != article.slug or not same_text(document, composed)
