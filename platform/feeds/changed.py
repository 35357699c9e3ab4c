"""Which public addresses an entry of the record changes: feeds, and pages of articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from editing.slugs import current_object
from feeds.forms import FORMS
from feeds.subjects import KINDS, absolute, addresses
from record import listings
from record.canonical import loads
from record.document import Document
from record.models import Entry, Event, Version

__all__ = ["Changed", "changed_by"]


@dataclass(frozen=True)
class Changed:
    """Absolute addresses: of feeds in all their forms, and of articles' pages."""

    feeds: tuple[str, ...]
    pages: tuple[str, ...]


def changed_by(entries: Sequence[Entry]) -> Changed:
    """What has other content since these entries: at most seven queries, and some more for what
    was renamed since.

    An article that was moved to another topic changes the feed it left, too. Redacting changes
    none, for what is redacted was in no feed any more.
    """
    documents = list(_documents([e for e in entries if e.event != Event.REDACTED]))
    if not documents:
        return Changed((), ())
    return Changed(
        feeds=tuple(_feeds(documents)),
        pages=tuple(dict.fromkeys(addresses().article(d.slug) for d in documents)),
    )


def _documents(entries: Sequence[Entry]) -> Iterator[Document]:
    """What each entry published, and what it replaced."""
    replaced = _versions(
        {(e.version.article, e.version.number - 1) for e in entries if e.version.number > 1}
    )
    for version in (*(entry.version for entry in entries), *replaced):
        if version.document:
            yield loads(version.document)


def _versions(wanted: Collection[tuple[UUID, int]]) -> Iterable[Version]:
    if not wanted:
        return ()
    numbered = Q()
    for article, number in wanted:
        numbered |= Q(article=article, number=number)
    return Version.objects.filter(numbered)


def _feeds(documents: Sequence[Document]) -> Iterator[str]:
    paths: list[tuple[str, list[str]]] = [("feeds:articles", [])]
    for plural, slugs in _named(documents).items():
        paths += [("feeds:entry", [plural, slug]) for slug in slugs]
    for name, parts in paths:
        for form in FORMS:
            yield absolute(reverse(name, args=[*parts, form]))


def _named(documents: Sequence[Document]) -> Mapping[str, Iterable[str]]:
    """The present slugs of the entries that have a feed, by kind."""
    found = {}
    for plural, kind in KINDS.items():
        slugs = {slug for document in documents for slug in kind.named(document)}
        public = listings.public(kind.model)
        present = set(public.filter(slug__in=slugs).values_list("slug", flat=True))
        renamed = (current_object(kind.model, slug) for slug in slugs - present)
        keys = [row.pk for row in renamed if row is not None]
        if keys:
            present |= set(public.filter(pk__in=keys).values_list("slug", flat=True))
        found[plural] = sorted(present)
    return found
