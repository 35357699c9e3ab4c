"""Finding anything the newsroom has, for a person and of what that person may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from articles.models import Article, State
from articles.policy import visible_to
from desk.full_text import matching
from desk.indexing import text_of
from search.query import parse
from search.snippets import snippet
from search.words import fold

__all__ = ["Found", "find"]

ARTICLES = 8
OF_EACH = 3  # entries of every other kind
LONGEST = 200  # characters of a question
# What is looked through besides articles, as each one's own list in the admin does it.
KINDS = (
    "authors.Author", "photos.Photo", "authors.Organisation", "publication.Topic",
    "publication.Region", "publication.Section", "publication.Issue", "publication.PlainPage",
    "publication.Disclaimer", "partners.Partner",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """``kind`` is a heading; ``passage`` is of the text, with what was asked for marked."""

    kind: str
    label: str
    address: str
    detail: str = ""
    passage: SafeString | str = ""


def find(site: AdminSite, request: HttpRequest, asked: str) -> list[Found]:
    """What can be done, and what there is, under these words; the likeliest first. The last word
    may be only begun. A constant number of queries."""
    asked = " ".join(asked.replace("\x00", " ").split())[:LONGEST]
    if not asked:
        return []
    return [
        *_articles(request, asked),
        *_pages(site, request, asked),
        *_others(site, request, asked),
    ]


def _articles(request: HttpRequest, asked: str) -> Iterator[Found]:
    visible = visible_to(request.user, Article.objects.all())
    keys = matching(asked, visible, limit=ARTICLES)
    articles = visible.prefetch_related("contributions__author").in_bulk(keys)
    wanted = parse(f"{asked}*").words  # the last may be only begun
    for article in (articles[key] for key in keys):
        yield Found(
            "Articles",
            article.title or "Untitled",
            reverse("admin:articles_article_change", args=[article.pk]),
            detail=State(article.state).label,
            passage=mark_safe(snippet(text_of(article), wanted)),  # escaped there
        )


def _pages(site: AdminSite, request: HttpRequest, asked: str) -> Iterator[Found]:
    """The admin's own pages: lists to open, and what can be begun."""
    typed = [fold(word) for word in asked.split()]
    for label, address in _doors(site, request):
        named = [fold(word) for word in label.split()]
        if all(any(name.startswith(word) for name in named) for word in typed):
            yield Found("Go to", label, address)


def _doors(site: AdminSite, request: HttpRequest) -> Iterator[tuple[str, str]]:
    for model, model_admin in site._registry.items():
        meta = model._meta
        where = f"admin:{meta.app_label}_{meta.model_name}_{{}}".format
        if model_admin.has_add_permission(request):
            yield from _door(f"New {meta.verbose_name}", where("add"))
        if model_admin.has_view_or_change_permission(request):
            yield from _door(capfirst(str(meta.verbose_name_plural)), where("changelist"))
    if site.get_model_admin(Article).has_add_permission(request):
        yield from _door("Import a manuscript", "admin:articles_article_import")


def _door(label: str, name: str) -> Iterator[tuple[str, str]]:
    try:
        yield label, reverse(name)
    except NoReverseMatch:  # an admin without that page
        return


def _others(site: AdminSite, request: HttpRequest, asked: str) -> Iterator[Found]:
    for name in KINDS:
        model = apps.get_model(name)
        model_admin: Any = site.get_model_admin(model)
        if not model_admin.has_view_or_change_permission(request):
            continue
        rows, repeated = model_admin.get_search_results(
            request, model_admin.get_queryset(request), asked
        )
        kind = capfirst(str(model._meta.verbose_name_plural))
        change = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        for row in (rows.distinct() if repeated else rows)[:OF_EACH]:
            yield Found(kind, str(row), reverse(change, args=[row.pk]))
