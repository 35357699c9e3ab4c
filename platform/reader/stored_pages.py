"""Pages of articles, made before anybody asks for them.

The worker has each article's page made by the site itself and stores the answer. A stored page is
the page as long as all of this holds, and otherwise it is as if there were none:

- the article is public and its current version is the one the page was made of;
- the code that makes pages and their head and foot are those it was made by;
- everything that happened to the record has been followed here: a follower drops the page when
  its article changes, when an article changes to which it leads, or when one comes to stand around
  it. So without a worker, and in the moment before it has followed, pages are made when asked for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

import brotli
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from reader.models import StoredPage
from reader.serial import serial
from record.listings import articles
from record.models import Cursor, Head, PublishedArticle

__all__ = ["FOLLOWER", "PAGE", "Answer", "PageMaker", "Stored", "drop", "made_by", "parameters"]

FOLLOWER = "around"  # the name of the cursor: ``reader.surroundings`` follows under it
AT_ONCE = 8  # pages made before they are stored: they are thrown away if the record grows meanwhile

_LINK = re.compile(r"/articles/([a-z0-9-]+)/[\"#]")

# The page that may stand for the article with a slug, and the position up to which the record was
# followed: the page is true while the record stands there.
PAGE = """
SELECT page.headers, page.content, cursor.position FROM record_publishedarticle AS article
JOIN reader_storedpage AS page ON page.article_id = article.id
  AND page.version_id = article.current_id AND page.made_by = %s
JOIN record_cursor AS cursor ON cursor.follower = %s
WHERE article.slug = %s AND article.status <> 'withdrawn'
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answers: its headers, and the page before any compression. ``ok``: 200, and
    meant for everybody."""

    ok: bool
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    headers: list[tuple[str, str]]
    compressed: bytes  # by Brotli

    @classmethod
    def of(cls, headers: str, content: bytes) -> Stored:
        """From the columns of ``PAGE``."""
        return cls([(name, value) for name, value in json.loads(headers)], bytes(content))

    @property
    def body(self) -> bytes:
        return brotli.decompress(self.compressed)


def made_by(build: str, *, today: date) -> str:
    """The digest of what makes a page of an article, besides the record: the code, named by
    ``build``, the head and foot, and the day if the page says how often it was read. Four queries.
    """
    now = serial()
    counted = today if now.row and now.row.shows_counts else None
    return hashlib.sha256(repr((build, now.stamp, counted)).encode()).hexdigest()


def parameters(slug: str, *, by: str) -> tuple[str, str, str]:
    """What ``PAGE`` is asked with."""
    return by, FOLLOWER, slug


def drop(row: PublishedArticle, *, around: Collection[int]) -> None:
    """Forget the pages that something that happened to an article may have changed: its own, those
    that lead to it, and those it now stands ``around``. The caller holds the follower's cursor."""
    changed = StoredPage.objects.filter(
        Q(article=row) | Q(article__in=around) | Q(leads_to=row)
    ).values_list("pk", flat=True)
    StoredPage.objects.filter(pk__in=set(changed)).delete()


class PageMaker:
    """Has missing pages made. ``ask`` is the site, which answers a path; ``by`` is ``made_by`` at
    the moment it is called.

    Several may do so at once: the second to store a page replaces it by its equal.
    """

    def __init__(self, ask: Callable[[str], Answer], by: Callable[[], str]) -> None:
        self._ask, self._by = ask, by
        # (article, version, by) of pages that the site refused, so that they hold up no others.
        self._refused: set[tuple[int, int, str]] = set()
        # The state in which nothing was missing: it saves looking for what isn't there.
        self._complete: tuple[int, str] | None = None

    def make_missing(self) -> int:
        """Have some made, the latest first; how many were stored."""
        position, by = _settled(), self._by()
        if position is None or self._complete == (position, by):
            return 0
        missing = _missing(by, limit=AT_ONCE + len(self._refused))
        rows = [row for row in missing if (row.pk, row.current_id, by) not in self._refused]
        if not rows:
            self._complete = (position, by)
            return 0
        answers = [(row, self._ask(_address(row))) for row in rows[:AT_ONCE]]
        self._refused |= {(row.pk, row.current_id, by) for row, answer in answers if not answer.ok}
        pages = [_page(row, answer, by) for row, answer in answers if answer.ok]
        return _store(pages, position) if self._by() == by else 0


def _settled() -> int | None:
    """Where the record stands, if everything up to there was followed."""
    head = Head.objects.values_list("position", flat=True).first()
    followed = Cursor.objects.filter(follower=FOLLOWER).values_list("position", flat=True).first()
    return head if head == followed else None


def _missing(by: str, *, limit: int) -> list[PublishedArticle]:
    present = StoredPage.objects.filter(
        article=OuterRef("pk"), version=OuterRef("current"), made_by=by
    )
    rows = articles().filter(~Exists(present)).only("pk", "slug", "current_id")
    return list(rows[:limit])


def _address(row: PublishedArticle) -> str:
    return reverse("reader:article", args=[row.slug])


def _page(row: PublishedArticle, answer: Answer, by: str) -> tuple[StoredPage, set[str]]:
    """The row, and the slugs of the articles to which the page leads."""
    page = StoredPage(
        article=row,
        version_id=row.current_id,
        made_by=by,
        headers=json.dumps(answer.headers),
        content=brotli.compress(answer.body, quality=5),
    )
    return page, set(_LINK.findall(answer.body.decode())) - {row.slug}


def _store(pages: Sequence[tuple[StoredPage, set[str]]], position: int) -> int:
    """Keep the pages, unless something happened to the record since they were made."""
    with transaction.atomic():
        # Held until they are kept, so that what happens from now on is followed after that.
        Cursor.objects.select_for_update().get(follower=FOLLOWER)
        if _settled() != position:
            return 0
        slugs = {slug for _, led in pages for slug in led}
        keys = dict(PublishedArticle.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        StoredPage.objects.filter(pk__in=[page.pk for page, _ in pages]).delete()
        StoredPage.objects.bulk_create([page for page, _ in pages])
        link = StoredPage.leads_to.through
        link._default_manager.bulk_create(
            link(storedpage_id=page.pk, publishedarticle_id=keys[slug])
            for page, led in pages
            for slug in led
            if slug in keys
        )
    return len(pages)
