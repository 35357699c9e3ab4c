"""Photos whose rights have ended leave what readers see, and come back if they are extended.

The record's versions stay as they are. The index says of each article which of its photos are
withheld and since when their rights have ended; everything that shows an article shows it without
them (``record.withheld``). That it changed is an entry of the record, so that whoever follows it
(stored pages, files, partners) renews what they have.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from photos.models import Photo
from publication.default import default_publication
from record.canonical import loads
from record.ledger import enter, locked_head, withheld_of
from record.models import Appearance, Event, PublishedArticle, Status
from record.summary import summarise
from record.withheld import without_lead

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["due", "keep_up", "today"]

AT_ONCE = 20  # photos in one transaction


def today(now: datetime) -> date:
    """The day on the clock of the site's publication, by which rights end: one query."""
    publication = default_publication()
    zone = ZoneInfo(publication.time_zone if publication else "UTC")
    return now.astimezone(zone).date()


def due(on: date) -> QuerySet[Photo]:
    """Photos whose rights have ended by that day or were extended, and readers do not know."""
    ended = Q(withheld=False, rights_expire_on__lt=on)
    extended = Q(withheld=True) & (Q(rights_expire_on=None) | Q(rights_expire_on__gte=on))
    return Photo.objects.filter(ended | extended).order_by("pk")


def keep_up(now: datetime) -> int:
    """The chore: withhold what must no longer be shown, and show what may be again; how many
    photos it was about. Done twice it changes nothing."""
    on = today(now)
    if not due(on).exists():
        return 0  # without a lock: the worker looks every second
    with transaction.atomic():
        head = locked_head()
        photos = list(due(on).select_for_update(of=("self",))[:AT_ONCE])
        for photo in photos:
            photo.withheld = photo.rights_expired(on)
        Photo.objects.bulk_update(photos, ["withheld"])
        at = now.replace(microsecond=0)
        told = [(row.current, Event.RIGHTS_CHANGED, at) for row in _showing(photos)]
        enter(head, told)
    return len(photos)


def _showing(photos: Iterable[Photo]) -> list[PublishedArticle]:
    """The articles a readable version of which shows one of these photos; what the index says of
    them is brought up to date."""
    shown = Appearance.objects.filter(photo__in=list(photos)).values("article")
    rows = PublishedArticle.objects.filter(pk__in=shown).exclude(status=Status.WITHDRAWN)
    found = list(rows.select_related("current").order_by("pk"))
    withheld = _withheld_in(found)
    for row in found:
        row.withheld = withheld_of(withheld.get(row.pk, ()))
        row.summary = without_lead(summarise(loads(row.current.document)), row.withheld)
    PublishedArticle.objects.bulk_update(found, ["withheld", "summary"])
    return found


def _withheld_in(rows: Iterable[PublishedArticle]) -> dict[int, list[Photo]]:
    named = Appearance.objects.filter(article__in=list(rows), photo__withheld=True)
    found: dict[int, list[Photo]] = {}
    for appearance in named.order_by("pk").select_related("photo"):
        if appearance.photo:
            found.setdefault(appearance.article_id, []).append(appearance.photo)
    return found
