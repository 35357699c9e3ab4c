"""What follows from an entry of the record for what stands around articles, and for their pages."""

from __future__ import annotations

from collections.abc import Sequence

from reader import stored_pages
from reader.around import stands_around
from reader.likenesses import compare
from record.listings import articles
from record.models import Entry, PublishedArticle

__all__ = ["follow"]


def follow(entries: Sequence[Entry]) -> None:
    """Follow the record. Handling entries again changes nothing, in whatever order."""
    keys = {entry.version.article for entry in entries}
    rows = PublishedArticle.objects.filter(article__in=keys).select_related("current")
    among = articles().count()
    for row in rows.order_by("first_published", "pk"):
        compare(row, among=among)
        stored_pages.drop(row, around=stands_around(row))
