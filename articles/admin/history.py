"""The history of an article: every save, what was typed and not saved, what was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.timesince import timesince

from articles.admin.compared_states import person
from articles.admin.door_page import visible_article
from articles.admin.history_pages import page_of
from articles.models import Article, Autosave
from articles.policy import Action, may
from articles.revision_words import changed_fields
from articles.revisions import latest_number
from incoming.numbers import whole_number
from record.models import Version

__all__ = ["history_page"]

PER_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """Which revisions: of whom (a person's key, ``None``: of all), and only those with a reason."""

    by: int | None
    with_reason: bool

    @property
    def query(self) -> str:
        """For the addresses of further pages."""
        of = f"&by={self.by}" if self.by is not None else ""
        return of + ("&reason=1" if self.with_reason else "")


def history_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Every save, the latest first; a constant number of queries however many there are."""
    article = visible_article(request, pk)
    wanted = _wanted(request)
    revisions = article.revisions.select_related("by").defer("snapshot")
    if wanted.by is not None:
        revisions = revisions.filter(by=wanted.by)
    if wanted.with_reason:
        revisions = revisions.exclude(reason="")
    page = Paginator(revisions, PER_PAGE).get_page(request.GET.get("page"))
    may_edit = bool(may(request.user, Action.EDIT, article))
    context = {
        "title": f"History: {article.title}",
        "rows": [
            {
                "revision": revision,
                "who": revision.signed or person(revision.by),
                "ago": timesince(revision.at, depth=1),
                "changed": changed_fields(revision),
            }
            for revision in page.object_list
        ],
        "page": page,
        "wanted": wanted,
        "people": _people(article),
        "latest": latest_number(article),
        "sittings": _sittings(article, request) if may_edit else [],
        "versions": _versions(article),
        "may_restore": may_edit,
    }
    return page_of(model_admin, request, article, "articles/admin/history.html", context)


def _wanted(request: HttpRequest) -> Wanted:
    by = whole_number(request.GET.get("by", ""), digits=9)
    return Wanted(by, bool(request.GET.get("reason")))


def _people(article: Article) -> list[tuple[int, str]]:
    """Who has saved it, by name."""
    saved = article.revisions.order_by().values("by")
    rows = get_user_model()._default_manager.filter(pk__in=saved)
    return sorted(((row.pk, person(row)) for row in rows), key=lambda each: each[1])


def _sittings(article: Article, request: HttpRequest) -> list[dict[str, Any]]:
    """What was typed and not saved: a line a sitting, with the revision it began from."""
    rows = Autosave.objects.kept().filter(article=article).select_related("by").defer("values")
    known = list(
        article.revisions.exclude(edit_number=None).values_list("edit_number", "number")
        if rows
        else ()
    )
    return [
        {
            "typed": row,
            "who": person(row.by),
            "own": row.by_id == request.user.pk,
            "began": max(
                (n for edit, n in known if edit and edit <= (row.base or 0)), default=None
            ),
        }
        for row in rows
    ]


def _versions(article: Article) -> list[dict[str, Any]]:
    """What was published, the latest first, each with the one before it."""
    rows = Version.objects.filter(article=article.key).exclude(document="").order_by("number")
    found: list[dict[str, Any]] = []
    for number, kind, at in rows.values_list("number", "kind", "published_at"):
        before = found[0]["number"] if found else None
        found.insert(0, {"number": number, "kind": kind, "at": at, "before": before})
    return found
