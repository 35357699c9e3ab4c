"""Volumes, numbers and special issues."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from editing.slugs import current_object
from publication.models import Issue
from reader import answers, cards
from reader.answers import moved, reading
from reader.errors import not_found
from reader.paging import place
from reader.serial import FURNITURE_LANGUAGE, serial
from reader.shelves import those_naming
from record.listings import public
from renderings.languages import words_for

__all__ = ["issue", "issue_name", "issues"]

SHOWN = (
    "slug", "volume", "number", "title", "special", "published_on", "description",
)  # fmt: skip


@reading
def issues(request: HttpRequest) -> HttpResponseBase:
    """Every issue of which something is public, latest first: three queries."""
    found = list(public(Issue).order_by("-published_on", "-pk"))
    return answers.page(
        request,
        "reader/issues.html",
        lambda: {"issues": [(issue_name(each), each) for each in found]},
        serial=serial(),
        stamp=[_values(each) for each in found],
    )


@reading
def issue(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What an issue holds: four queries."""
    begin, found = place(request), public(Issue).filter(slug=slug).first()
    if found is None:
        return _elsewhere(request, slug)
    page = those_naming(found, begin)
    return answers.page(
        request,
        "reader/issue.html",
        lambda: {
            "issue": found,
            "name": issue_name(found),
            "page": page,
            "cards": cards.cards(page.rows),
        },
        serial=serial(),
        stamp=(_values(found), cards.stamp(page)),
    )


def issue_name(row: Issue) -> str:
    """``Volume 3, number 2: Title``, of as much as there is."""
    return words_for(FURNITURE_LANGUAGE).issue(row.volume, row.number, row.title)


def _values(row: Issue) -> list[object]:
    return [getattr(row, name) for name in SHOWN]


def _elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """A redirect if the slug is a former one of a public issue; else it was never here."""
    present = current_object(Issue, slug)
    if present is None or not public(Issue).filter(pk=present.pk).exists():
        return not_found(request)
    return moved(reverse("reader:issue", args=[present.slug]))
