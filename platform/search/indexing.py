"""The only writer of the index. It follows the record and can be made anew from it at any time.

Whoever writes holds the follower's cursor locked, so that two never write at once and an older
state never overwrites a newer one.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Sequence

from django.db import transaction

from record.canonical import loads
from record.models import Appearance, Cursor, PublishedArticle, Status
from search import vocabulary
from search.backend import backend
from search.composing import Composed, compose, words_of
from search.models import IndexedText, KnownWord

__all__ = ["FOLLOWER", "clear", "refresh"]

FOLLOWER = "search"  # the name of the cursor


def refresh(articles: Collection[uuid.UUID]) -> None:
    """Bring the index to where these articles stand now, whether it knows them or not.

    The caller is in a transaction in which the follower's cursor is locked.
    """
    rows = list(PublishedArticle.objects.filter(article__in=articles).select_related("current"))
    difference: Counter[str] = Counter()
    _forget([row.pk for row in rows], difference)
    # Of a withdrawn article the current version is a tombstone, of a redacted one it is empty.
    readable = [row for row in rows if row.status != Status.WITHDRAWN and row.current.document]
    names = _names(readable)
    _enter(
        [compose(row, loads(row.current.document), names[row.pk]) for row in readable], difference
    )
    vocabulary.change(difference)


def clear() -> None:
    """Empty the index, and let whoever follows begin with the record's first entry."""
    Cursor.objects.get_or_create(follower=FOLLOWER)
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().get(follower=FOLLOWER)
        backend().remove(list(IndexedText.objects.values_list("key", flat=True)))
        IndexedText.objects.all().delete()
        KnownWord.objects.all().delete()
        cursor.position = 0
        cursor.save()


def _forget(articles: Sequence[int], difference: Counter[str]) -> None:
    known = list(IndexedText.objects.filter(article__in=articles))
    for row in known:
        difference.subtract(vocabulary.notable(words_of(row)))
    backend().remove([row.key for row in known])
    IndexedText.objects.filter(pk__in=[row.pk for row in known]).delete()


def _enter(composed: Sequence[Composed], difference: Counter[str]) -> None:
    IndexedText.objects.bulk_create([each.row for each in composed])
    for each in composed:
        difference.update(vocabulary.notable(each.words))
    backend().write([each.text for each in composed])


def _names(articles: Sequence[PublishedArticle]) -> dict[int, dict[str, list[int]]]:
    """The rows that current versions name, by article and kind: one query."""
    kinds = ("section", "topic", "region", "author")
    names: dict[int, dict[str, list[int]]] = {
        row.pk: {kind: [] for kind in kinds} for row in articles
    }
    named = Appearance.objects.filter(article__in=list(names), current=True)
    for article, *keys in named.values_list("article", *(f"{kind}_id" for kind in kinds)):
        for kind, pk in zip(kinds, keys, strict=True):
            if pk is not None:
                names[article][kind].append(pk)
    return names
