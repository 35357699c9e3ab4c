"""A list of articles as CSV (RFC 4180), for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from articles.models import State

__all__ = ["HEAD", "as_csv"]

HEAD = (
    "title", "byline", "state", "section", "topics", "regions", "language", "words", "address",
    "published or due", "saved",
)  # fmt: skip
# A cell that begins so would be a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(articles: Iterable[Any]) -> str:
    """The articles as ``with_what_the_list_shows`` loads them, with topics, regions and
    ``words``; dates in the publication's zone."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(HEAD)
    for article in articles:
        writer.writerow([_cell(value) for value in _row(article)])
    return file.getvalue()


def _row(article: Any) -> list[Any]:
    zone = ZoneInfo(article.publication.time_zone)
    at = article.shown_date
    return [
        article.title,
        article.signed_by,
        State(article.state).label,
        article.section.name if article.section else "",
        "; ".join(topic.name for topic in article.topics.all()),
        "; ".join(region.name for region in article.regions.all()),
        article.language,
        article.words,
        article.slug,
        f"{at.astimezone(zone):%Y-%m-%d %H:%M %z}" if at else "",
        f"{article.modified_at.astimezone(zone):%Y-%m-%d %H:%M %z}",
    ]


def _cell(value: Any) -> Any:
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else value
