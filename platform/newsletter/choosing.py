"""What a reader may choose: the sections, topics, regions and authors of public articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, Q

from authors.models import Author
from editing.slugs import current_object
from newsletter.models import CHOOSABLE, Choice, Subscriber
from newsletter.news import choices_of
from publication.models import Region, Section, Topic
from record.listings import public

__all__ = ["MODELS", "Wish", "authors_called", "found", "keep", "wish_of"]

MODELS: Mapping[str, type[Model]] = {
    "section": Section, "topic": Topic, "region": Region, "author": Author,
}  # fmt: skip
AUTHORS_SHOWN = 20  # of those a search finds


@dataclass(frozen=True)
class Wish:
    """Every article, or those that name one of these rows."""

    everything: bool = False
    rows: tuple[Any, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.everything and not self.rows

    @property
    def query(self) -> str:
        """As the query of an address: ``topic=trade&author=mirae-yoon``."""
        return urlencode([(row._meta.model_name, row.slug) for row in self.rows])

    def of(self, kind: str) -> list[Any]:
        return [row for row in self.rows if row._meta.model_name == kind]


def found(slugs: Mapping[str, Iterable[str]]) -> tuple[Any, ...]:
    """The public rows with these slugs, by kind; what isn't public, or isn't, is left out.

    At most a query for each kind, and two more for each slug that is a former one.
    """
    rows: list[Any] = []
    for kind in CHOOSABLE:
        wanted = list(dict.fromkeys(slugs.get(kind, ())))
        if wanted:
            rows += _public(MODELS[kind], wanted)
    return tuple(rows)


def _public(model: type[Any], slugs: list[str]) -> list[Any]:
    rows = list(public(model).filter(slug__in=slugs))
    for former in set(slugs) - {row.slug for row in rows}:
        row = current_object(model, former)
        if row is not None and row not in rows and public(model).filter(pk=row.pk).exists():
            rows.append(row)
    return rows


def authors_called(words: str) -> list[Author]:
    """Public authors in whose name each of these words is found; the first by name."""
    named = [
        Q(given_name__icontains=word) | Q(family_name__icontains=word)
        | Q(native_name__icontains=word)
        for word in words.split()[:5]
    ]  # fmt: skip
    return list(public(Author).filter(reduce(and_, named))[:AUTHORS_SHOWN]) if named else []


def wish_of(subscriber: Subscriber) -> Wish:
    """What a subscriber chose and is public still: a query, and one for each kind chosen."""
    chosen = choices_of([subscriber.pk])[subscriber.pk]
    rows: list[Any] = []
    for kind, model in MODELS.items():
        keys = [key for named, key in chosen if named == kind]
        if keys:
            rows += public(model).filter(pk__in=keys)
    return Wish(subscriber.everything, tuple(rows))


def keep(subscriber: Subscriber, wish: Wish) -> None:
    """Set the choices of a saved subscriber; called within a transaction."""
    subscriber.everything = wish.everything
    subscriber.save(update_fields=["everything"])
    subscriber.choices.all().delete()
    choices = [Choice(subscriber=subscriber, **{row._meta.model_name: row}) for row in wish.rows]
    Choice.objects.bulk_create(choices)
