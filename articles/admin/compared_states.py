"""The two states that the page of a comparison was asked for, by the names in its address.

``12`` is a revision, ``v3`` a version, ``typed-7`` a text that was typed and not saved, ``now`` the
working copy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.naming import name_of
from articles.admin.taking_up import as_sent
from articles.admin.typed import as_typed
from articles.autosaving import as_post
from articles.comparing import State, working_copy
from articles.models import Article, Autosave, Revision
from articles.policy import Action, may
from articles.revisions import snapshot
from record import canonical, listings
from record.models import Version

__all__ = ["Named", "named_state", "person", "typed_snapshot"]

_NAME = re.compile(r"(v|typed-|)([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True)
class Named:
    """A state with what a person calls it. ``rank`` puts what is saved before the working copy and
    that before what is not saved; ``number`` is a revision's or version's, else 0."""

    name: str
    label: str
    at: datetime
    who: str
    reason: str
    state: State
    rank: int = 1
    number: int = 0

    @property
    def is_revision(self) -> bool:
        return self.name.isdigit()


def named_state(model_admin: Any, request: HttpRequest, article: Article, name: str) -> Named:
    """Raises ``Http404`` if there is no such state of that article."""
    if name == "now":
        state = working_copy(article, listings.current_document(article.key))
        return Named(name, "The working copy", article.modified_at, "", "", state, rank=2)
    if not (match := _NAME.fullmatch(name)):
        raise Http404("Choose two states to compare.")
    kind, number = match[1], int(match[2])
    if kind == "v":
        return _version(article, number)
    if kind:
        if not may(request.user, Action.EDIT, article):  # the form would leave its text out
            raise Http404("Only who may edit the article compares what was typed.")
        kept = get_object_or_404(_typed(article), pk=number)
        values = State(typed_snapshot(model_admin, request, article, kept))
        return Named(name, "Typed and not saved", kept.at, person(kept.by), "", values, rank=3)
    revision = get_object_or_404(article.revisions.select_related("by"), number=number)
    who = revision.signed or person(revision.by)
    return Named(
        str(number),
        f"Revision {number}",
        revision.at,
        who,
        revision.reason,
        State(revision.snapshot),
        number=number,
    )


def typed_snapshot(
    model_admin: Any, request: HttpRequest, article: Article, kept: Autosave
) -> dict[str, Any]:
    """What the article would say if that text were saved, as a revision's snapshot."""
    with transaction.atomic():
        fresh = Article.objects.get(pk=article.pk)
        return snapshot(as_typed(model_admin, as_sent(request, as_post(kept)), fresh).article)


def person(user: Any) -> str:
    """A person's name, “–” for the clock or the operator."""
    return name_of(user, "–")


def _typed(article: Article) -> Any:
    return Autosave.objects.kept().filter(article=article).select_related("by")


def _version(article: Article, number: int) -> Named:
    version = get_object_or_404(Version, article=article.key, number=number)
    if not version.document:
        raise Http404("This version was removed.")
    document = canonical.loads(version.document)
    became: Revision | None = article.revisions.filter(published_as=number).first()
    return Named(
        f"v{number}",
        f"Version {number}",
        document.published,
        "",
        document.kind.value,
        State(became.snapshot if became else None, document),
        number=number,
    )
