"""What is read most these days."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from counting.figures import Figures, readings
from counting.models import TotalUsage
from counting.most_read import most_read
from record.document import Document, Kind

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TODAY = NOW.date()

pytestmark = pytest.mark.django_db


def read(document: Document, times: int, *, counted_on: date = TODAY) -> None:
    TotalUsage.objects.create(
        article=uuid.UUID(document.article),
        total_investigations=times + 2,
        unique_investigations=times + 1,
        total_requests=times + 1,
        unique_requests=times,
        recent=times,
        counted_on=counted_on,
    )


def test_nothing_is_most_read_while_nothing_is_counted(make_public: Callable[..., Any]) -> None:
    make_public()

    assert most_read(now=NOW, number=5) == []


def test_the_most_read_stand_first_and_no_more_than_asked_for(
    make_public: Callable[..., Any],
) -> None:
    for slug, times in (("ferries", 3), ("harbours", 12), ("tides", 7)):
        read(make_public(slug=slug), times)

    assert [row.slug for row in most_read(now=NOW, number=2)] == ["harbours", "tides"]


def test_what_was_withdrawn_or_retracted_is_not_among_them(
    make_public: Callable[..., Any], make_later: Callable[..., Any]
) -> None:
    withdrawn, retracted, corrected = (make_public() for _ in range(3))
    for document in (withdrawn, retracted, corrected):
        read(document, 5)
    make_later(withdrawn, Kind.WITHDRAWAL)
    make_later(retracted, Kind.RETRACTION)
    make_later(corrected, Kind.CORRECTION)

    assert [row.slug for row in most_read(now=NOW, number=5)] == [corrected.slug]


def test_a_number_that_nobody_counts_anew_any_more_counts_for_nothing(
    make_public: Callable[..., Any],
) -> None:
    read(make_public(), 5, counted_on=date(2026, 2, 20))

    assert most_read(now=NOW, number=5) == []


def test_it_takes_two_queries_whatever_the_number(
    make_public: Callable[..., Any], django_assert_num_queries: Callable[..., Any]
) -> None:
    for times in range(1, 8):
        read(make_public(), times)

    queries: CaptureQueriesContext
    with django_assert_num_queries(2) as queries:
        most_read(now=NOW, number=7)
    assert all("document" not in query["sql"] for query in queries)


def test_the_readings_of_an_article_are_its_four_numbers(make_public: Callable[..., Any]) -> None:
    document = make_public()

    assert readings(uuid.UUID(document.article)) is None
    read(document, 5)
    assert readings(uuid.UUID(document.article)) == Figures(7, 6, 6, 5)
