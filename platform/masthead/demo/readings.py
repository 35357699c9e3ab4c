"""Readers of the demonstration's articles, so that charts and “Most read” have something to show.

Counted as real ones are, by the same function; they come from addresses that belong to nobody
(RFC 5737) and read more on working days, and less as an article grows old.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from counting.writing import Hit, write
from record.listings import articles
from record.models import PublishedArticle

__all__ = ["read"]

DAYS = 75
SATURDAY = 5  # datetime.weekday()
READERS = 200  # addresses
BATCH = 500
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
# The page is what most ask for.
FORMS = ("", "", "", "", "", "article.pdf", "article.epub", "article.bib")


def read(*, now: datetime) -> None:
    """Have the public articles read during the last days: some hundred times, equal for equal
    records."""
    chance = random.Random(10)  # noqa: S311  invented readers, not a secret
    hits = list(_hits(list(articles()), now, chance))
    for start in range(0, len(hits), BATCH):
        write(hits[start : start + BATCH])


def _hits(rows: list[PublishedArticle], now: datetime, chance: random.Random) -> Iterator[Hit]:
    for place, row in enumerate(rows):
        liked = chance.uniform(0.4, 3.0)
        for ago in range(DAYS):
            at = now - timedelta(days=ago, minutes=chance.randrange(1, 600))
            if at <= row.first_published:
                break
            daily = liked * (0.4 if at.weekday() >= SATURDAY else 1) / (1 + place / 6)
            for _ in range(round(chance.uniform(0, 2) * daily)):
                client = f"198.51.100.{chance.randrange(1, READERS)}"
                path = f"/articles/{row.slug}/{chance.choice(FORMS)}"
                yield Hit(path, client, BROWSER, at)
