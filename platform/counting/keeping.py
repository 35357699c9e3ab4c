"""What the database remembers between two batches, and the numbers it adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from counting.figures import NAMES, Figures
from counting.folding import Look, Memory, Place
from counting.models import Click, DailyUsage, Form, Hour, TotalUsage, Visit

__all__ = ["add_up", "keep", "recall"]

# One statement for any number of rows; both databases read it alike.
UPSERT = "INSERT INTO {table} ({columns}) VALUES {rows} ON CONFLICT ({keys}) DO UPDATE SET {sums}"


def recall(looks: Sequence[Look]) -> Memory:
    """What earlier batches have left that concerns these looks. Two queries."""
    links = {link for look in looks for link in look.links}
    sessions = {look.session for look in looks}
    last = {click.link: _look(click) for click in Click.objects.filter(link__in=links)}
    visits = Visit.objects.filter(session__in=sessions)
    return Memory(last, {(visit.session, visit.article): visit.requested for visit in visits})


def _look(click: Click) -> Look:
    return Look("", (click.link,), click.at, click.article, click.number, Form(click.form))


def keep(looks: Iterable[Look], memory: Memory, hours: Mapping[datetime, Hour]) -> None:
    """Keep what the next batch has to know of these looks. Two queries."""
    hour_of_link: dict[str, Hour] = {}
    hour_of_item: dict[tuple[str, UUID], Hour] = {}
    for look in looks:
        hour = hours[look.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)]
        hour_of_link |= dict.fromkeys(look.links, hour)
        hour_of_item[look.session, look.article] = hour
    Click.objects.bulk_create(
        [_click(link, memory.last[link], hour) for link, hour in sorted_items(hour_of_link)],
        update_conflicts=True,
        unique_fields=["link"],
        update_fields=["hour", "at", "article", "number", "form"],
    )
    Visit.objects.bulk_create(
        [
            Visit(hour=hour, session=item[0], article=item[1], requested=memory.seen[item])
            for item, hour in sorted_items(hour_of_item)
        ],
        update_conflicts=True,
        unique_fields=["session", "article"],
        update_fields=["requested"],
    )


def sorted_items(some: Mapping[Any, Hour]) -> list[tuple[Any, Hour]]:
    """In one order everywhere, so that two processes never wait for each other."""
    return sorted(some.items(), key=lambda item: item[0])


def _click(link: str, look: Look, hour: Hour) -> Click:
    return Click(
        hour=hour,
        link=link,
        at=look.at,
        article=look.article,
        number=look.number,
        form=look.form,
    )


def add_up(added: Mapping[Place, Figures]) -> None:
    """Add to the days and to the articles. Three queries."""
    if not added:
        return
    by_article: defaultdict[UUID, Figures] = defaultdict(Figures)
    for place, figures in added.items():
        by_article[place.article] += figures
    _upsert(
        DailyUsage,
        ("article", "number", "form", "day"),
        NAMES,
        [(p.article, p.number, p.form, p.day, *astuple(added[p])) for p in sorted(added)],
    )
    _upsert(
        TotalUsage,
        ("article",),
        (*NAMES, "recent"),
        [(key, *astuple(sums), sums.unique_requests) for key, sums in sorted(by_article.items())],
    )
    begun = TotalUsage.objects.filter(article__in=by_article, counted_on=None, recent__gt=0)
    begun.update(counted_on=max(place.day for place in added))


def _upsert(
    model: type[models.Model],
    keys: Sequence[str],
    numbers: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> None:
    """Insert rows, or add their numbers to those with the same keys."""
    names = (*keys, *numbers)  # of fields and of their columns alike
    fields = {field.name: field for field in model._meta.concrete_fields}
    values = [
        fields[name].get_db_prep_save(value, connection)
        for row in rows
        for name, value in zip(names, row, strict=True)
    ]
    table = model._meta.db_table
    marks = f"({', '.join(['%s'] * len(names))})"
    statement = UPSERT.format(
        table=table,
        columns=", ".join(names),
        rows=", ".join([marks] * len(rows)),
        keys=", ".join(keys),
        sums=", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in numbers),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
