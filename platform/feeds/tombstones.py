"""What was withdrawn, told to those who have read it in a feed (RFC 6721).

A withdrawn article is named by nothing any more, so no index leads to it from a topic or an author.
The latest withdrawals of all are few; which of them belong to a feed, their tombstones say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feeds.paging import Listed
from feeds.subjects import EVERYTHING, Subject
from record.canonical import loads
from record.models import PublishedArticle, PublishedArticleQuerySet, Status
from renderings.syndication import Deleted

__all__ = ["MOST", "latest_withdrawals", "tombstones", "withdrawn"]

MOST = 50  # of the latest withdrawals are told


def withdrawn() -> PublishedArticleQuerySet:
    """The withdrawn articles, the latest withdrawal first."""
    gone = PublishedArticle.objects.filter(status=Status.WITHDRAWN)
    return gone.order_by("-modified", "-pk")


def latest_withdrawals(rows: PublishedArticleQuerySet) -> list[Listed]:
    """Which are told at all: one query, answered by an index."""
    found = rows.values_list("pk", "current_id")[:MOST]
    return [Listed(pk, version) for pk, version in found]


def tombstones(some: Sequence[Listed], subject: Subject) -> list[Deleted]:
    """Those of them that belong to a feed: at most two queries."""
    if not some:
        return []
    rows = withdrawn().filter(pk__in=[each.pk for each in some])
    return list(_told(rows.select_related("current"), subject))


def _told(rows: Iterable[PublishedArticle], subject: Subject) -> Iterable[Deleted]:
    for row in rows:
        if row.current.document == "":
            # Even the tombstone was redacted, so nobody can tell what it belonged to.
            if subject is EVERYTHING:
                yield Deleted(str(row.article), row.modified, "")
            continue
        document = loads(row.current.document)
        if subject.names(document):
            note = document.notices[-1].note
            yield Deleted(document.article, document.published, note, document.language)
