"""What all the ways through the one door share: the claim, the state, and who is told.

Whoever holds the claim is the only one to move the article until the transaction ends. Photos are
prepared before it begins, so that files exist before a row names them.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from articles import statements, telling
from articles.models import Article, State
from articles.policy import Action, demand
from articles.workflow import WrongState
from audit import acts
from partners import advance
from photos.renditions import RenditionsFailed, make_renditions, renditions_complete
from publication.identifiers import doi_suffix
from record import listings

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from record.models import Version

__all__ = [
    "BEFORE_PUBLICATION",
    "claimed",
    "current_version",
    "keep_version",
    "new_doi",
    "set_state",
    "whole_second",
]

BEFORE_PUBLICATION = (
    State.DRAFT,
    State.IN_REVIEW,
    State.CHANGES_REQUESTED,
    State.READY,
    State.SCHEDULED,
)


@contextmanager
def claimed(article: Article, *, by: User | None) -> Iterator[Article]:
    """The article, locked until the transaction ends, with its photos prepared.

    Raises ``NotPermitted`` for who may not publish.
    """
    _prepare_photos(article)
    with transaction.atomic():
        current = Article.objects.select_for_update().get(pk=article.pk)
        demand(by, Action.PUBLISH, current)
        _prepare_photos(current)  # nothing to do, unless somebody has just changed one
        yield current
    article.refresh_from_db()


def set_state(
    current: Article,
    state: State,
    *,
    by: User | None,
    publish_at: datetime | None = None,
    reason: str = "",
) -> None:
    """Move a claimed article, and keep who did it."""
    before, was = _standing(current), State(current.state)
    current.state = state
    current.publish_at = publish_at
    current.held_because = ""
    current.save(update_fields=["state", "publish_at", "held_because", "doi"])
    # Partners hold an advance copy back until this hour; without one there is nothing in advance.
    advance.settle(current.key, until=publish_at)
    acts.record(
        by=by,
        what=f"moved to {state.label.lower()}",
        object=current,
        before=before,
        after=_standing(current),
        reason=reason,
    )
    telling.moved(current, was=was, by=by)


def keep_version(version: Version, *, by: User | None, reason: str) -> None:
    """Keep in the audit log who made the version, and what for."""
    acts.record(
        by=by,
        what="published a version",
        object=version,
        before={},
        after={"number": version.number, "kind": version.kind, "digest": version.digest},
        reason=reason,
    )


def current_version(article: Article) -> Version:
    """What readers see of it. Raises ``WrongState`` for an article that is not public."""
    version = listings.current_version(article.key)
    if version is None:
        raise WrongState(article, State.PUBLISHED)
    return version


def new_doi(article: Article, *, at: datetime) -> str:
    """A DOI that no other article has, by the publication's pattern."""
    publication = article.publication
    while True:
        suffix = doi_suffix(
            publication.doi_suffix_pattern,
            code=secrets.token_hex(4),
            number=article.pk,
            year=at.year,
        )
        doi = f"{publication.doi_prefix}/{suffix}"
        if not Article.objects.filter(doi=doi).exclude(pk=article.pk).exists():
            return doi


def whole_second(at: datetime) -> datetime:
    """In UTC and whole seconds, as the record keeps it."""
    return at.astimezone(UTC).replace(microsecond=0)


def _prepare_photos(article: Article) -> None:
    for photo in statements.photos_of(article):
        if not renditions_complete(photo):
            # A photo that cannot be used is noted in its row, and the checklist says so.
            with suppress(RenditionsFailed):
                make_renditions(photo)


def _standing(article: Article) -> dict[str, str]:
    hour = article.publish_at.isoformat() if article.publish_at else ""
    return {"state": str(article.state), "publish_at": hour}
