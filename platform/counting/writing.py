"""Clicks, as the web server has seen them, become numbers in the database.

One transaction for a batch of any size, with a constant number of queries. Whoever writes looks of
an hour holds that hour's row, so that processes do not count a session or a double-click twice.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import Resolver404, resolve

from counting.folding import DOUBLE_CLICK, Look, fold
from counting.keeping import add_up, keep, recall
from counting.models import PSEUDONYM_LENGTH, Form, Hour
from counting.robots import is_robot
from record.models import PublishedArticle

__all__ = ["Hit", "Target", "target_of", "write"]

SECRET_BYTES = 32
HOUR = timedelta(hours=1)
REMEMBERED = 4096  # addresses


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was answered: what was asked for, by whom, when. Never kept as it is."""

    path: str
    client: str  # an IP address, "" if unknown
    user_agent: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Target:
    """What an address of an article stands for; without a number, for the current version."""

    slug: str
    number: int | None
    form: Form


@functools.lru_cache(maxsize=REMEMBERED)
def target_of(path: str) -> Target | None:
    """The article, version and form at a path of this site; ``None`` if it is none of those."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    values = found.kwargs
    match found.view_name:
        case "reader:article" | "reader:version":
            return Target(values["slug"], values.get("number"), Form.HTML)
        case "reader:form" | "reader:version_form" if values["extension"] in Form.values:
            return Target(values["slug"], values.get("number"), Form(values["extension"]))
    return None


def write(hits: Sequence[Hit]) -> None:
    """Count what readers have looked at: no robots, nothing that is not public."""
    readers = [hit for hit in hits if not is_robot(hit.user_agent)]
    targets = [(hit, target) for hit in readers if (target := target_of(hit.path))]
    articles = _public({target.slug for _, target in targets})
    seen = [
        (hit, articles[target.slug][0], target.number or articles[target.slug][1], target.form)
        for hit, target in targets
        if target.slug in articles and (target.number or 1) <= articles[target.slug][1]
    ]
    if not seen:
        return
    with transaction.atomic():
        hours = _locked_hours(_hours_of(hit.at) for hit, *_ in seen)
        looks = [_look(hours, *each) for each in seen]
        memory = recall(looks)
        added = fold(looks, memory)
        add_up(added)
        keep(looks, memory, hours)


def _public(slugs: set[str]) -> dict[str, tuple[UUID, int]]:
    """The key and the current version's number of the articles at these addresses."""
    rows = PublishedArticle.objects.listed().filter(slug__in=slugs)
    return {
        slug: (key, n) for slug, key, n in rows.values_list("slug", "article", "current__number")
    }


# --- pseudonyms -------------------------------------------------------------------------------


def _hours_of(at: datetime) -> tuple[datetime, ...]:
    """The hour of a click, and the one before if a double-click may have begun in that."""
    begins = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return (begins, begins - HOUR) if at - begins <= DOUBLE_CLICK else (begins,)


def _locked_hours(needed: Iterable[tuple[datetime, ...]]) -> dict[datetime, Hour]:
    """The hours with their secrets, held until the transaction ends."""
    begins = {hour for hours in needed for hour in hours}
    rows = Hour.objects.select_for_update().filter(begins__in=begins).order_by("begins")
    found = {row.begins: row for row in rows}
    if missing := begins - set(found):
        # Another process may be quicker with it; then its secret holds for both.
        Hour.objects.bulk_create(
            [Hour(begins=hour, secret=secrets.token_bytes(SECRET_BYTES)) for hour in missing],
            ignore_conflicts=True,
        )
        found = {row.begins: row for row in rows.all()}
    return found


def _look(hours: dict[datetime, Hour], hit: Hit, article: UUID, number: int, form: Form) -> Look:
    reader = (hit.client, hit.user_agent)
    secrets_of_hours = [bytes(hours[begins].secret) for begins in _hours_of(hit.at)]
    return Look(
        session=_pseudonym(secrets_of_hours[0], *reader),
        links=tuple(_pseudonym(secret, *reader, hit.path) for secret in secrets_of_hours),
        at=hit.at,
        article=article,
        number=number,
        form=form,
    )


def _pseudonym(secret: bytes, *parts: str) -> str:
    """Without the secret nobody can tell, or try, what it was made of."""
    text = "\0".join(parts).encode(errors="surrogateescape")
    return hmac.new(secret, text, hashlib.sha256).hexdigest()[:PSEUDONYM_LENGTH]
