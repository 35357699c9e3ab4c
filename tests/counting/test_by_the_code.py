"""The numbers of any stream of clicks are those of a literal reading of the Code of Practice 5.1,
sections 7.2 and 7.3, over the whole log of it."""

import itertools
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counting.figures import NAMES, Figures, readings
from counting.folding import Look, Memory, fold
from counting.models import DailyUsage, Form, Hour, TotalUsage
from counting.writing import Hit, write
from record.document import Kind

EVENING = datetime(2026, 3, 2, 22, 58, tzinfo=UTC)
ARTICLES = {slug: uuid.uuid5(uuid.NAMESPACE_URL, slug) for slug in ("ferries", "tides")}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
FORMS = (Form.HTML, Form.PDF, Form.BIBTEX)


@dataclass(frozen=True)
class Logged:
    """A line of a web server's log."""

    at: datetime
    reader: str
    slug: str
    number: int
    form: Form

    @property
    def url(self):
        return (self.slug, self.number, self.form)


# Mostly close together, so that there are double-clicks, hours that end, and a midnight.
gaps = st.one_of(
    st.integers(0, 40_000), st.sampled_from([30_000, 30_001, 29_999]), st.integers(0, 4_000_000)
)  # milliseconds
clicks = st.tuples(
    gaps, st.sampled_from("AB"), st.sampled_from(sorted(ARTICLES)), st.sampled_from([1, 2]),
    st.sampled_from(FORMS),
)  # fmt: skip
cuts = st.lists(st.integers(1, 5), min_size=20, max_size=20)


@st.composite
def logs(draw: st.DrawFn) -> list[Logged]:
    at, log = EVENING, []
    for gap, *rest in draw(st.lists(clicks, max_size=40)):
        at += timedelta(milliseconds=gap)
        log.append(Logged(at, *rest))
    return log


def by_the_code(log: Sequence[Logged]) -> dict[tuple, tuple[int, ...]]:
    """The four metrics of each version, form and day, from the log as a whole."""
    totals: Counter = Counter()
    for click in log:
        later = [
            other
            for other in log[log.index(click) + 1 :]
            if other.reader == click.reader and other.url == click.url
        ]
        # "When two actions are made for the same URL within 30 seconds the first request MUST be
        # removed and the second retained."
        if later and later[0].at - click.at <= timedelta(seconds=30):
            continue
        totals[place(click), "total_investigations"] += 1
        totals[place(click), "total_requests"] += click.form is not Form.BIBTEX
    for metric, forms in (("unique_investigations", FORMS), ("unique_requests", FORMS[:2])):
        # "If multiple transactions qualifying for the Metric_Type in question represent the same
        # item and occur in the same user-sessions, only one unique activity MUST be counted."
        counted = set()
        for click in log:
            item = (click.reader, f"{click.at:%Y-%m-%d|%H}", click.slug)
            if click.form in forms and item not in counted:
                counted.add(item)
                totals[place(click), metric] += 1
    places = {where for where, _ in totals}
    found = {where: tuple(totals[where, name] for name in NAMES) for where in places}
    return {where: numbers for where, numbers in found.items() if any(numbers)}


def place(click: Logged) -> tuple:
    return (ARTICLES[click.slug], click.number, click.form.value, click.at.date())


def batches(log: Sequence[Logged], sizes: Sequence[int]) -> Iterator[list[Logged]]:
    """The log in pieces, as they are written."""
    rest = iter(log)
    for size in itertools.cycle(sizes):
        if not (some := list(itertools.islice(rest, size))):
            return
        yield some


@given(logs(), cuts)
def test_the_stream_of_clicks_gives_the_same_numbers(log, sizes):
    memory, sums = Memory(), {}
    for batch in batches(log, sizes):
        for where, figures in fold([as_look(click) for click in batch], memory).items():
            before = sums.get(where)
            sums[where] = before + figures if before else figures

    found = {(w.article, w.number, str(w.form), w.day): astuple(f) for w, f in sums.items()}
    assert {where: numbers for where, numbers in found.items() if any(numbers)} == by_the_code(log)


def as_look(click: Logged) -> Look:
    """With names in place of pseudonyms; of the hour, as those are."""
    hour = click.at.replace(minute=0, second=0, microsecond=0)
    hours = [hour, hour - timedelta(hours=1)]
    known = hours if click.at - hour <= timedelta(seconds=30) else hours[:1]
    return Look(
        session=f"{click.reader}|{hour}",
        links=tuple(f"{click.reader}|{each}|{click.url}" for each in known),
        at=click.at,
        article=ARTICLES[click.slug],
        number=click.number,
        form=click.form,
    )


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(log=logs(), sizes=cuts)
def test_so_does_the_database(public_articles, log, sizes):
    for model in (Hour, DailyUsage, TotalUsage):
        model.objects.all().delete()
    for batch in batches(log, sizes):
        write([as_hit(click) for click in batch])

    rows = DailyUsage.objects.values_list("article", "number", "form", "day", *NAMES)
    counted = by_the_code(log)
    assert {row[:4]: row[4:] for row in rows if any(row[4:])} == counted
    for article in ARTICLES.values():
        mine = [Figures(*numbers) for where, numbers in counted.items() if where[0] == article]
        assert (readings(article) or Figures()) == sum(mine, Figures())


def as_hit(click: Logged) -> Hit:
    page = f"/articles/{click.slug}/v{click.number}/"
    ending = "" if click.form is Form.HTML else f"article.{click.form}"
    return Hit(page + ending, f"192.0.2.{ord(click.reader)}", FIREFOX, click.at)


@pytest.fixture
def public_articles(make_public: Callable[..., Any], make_later: Callable[..., Any]) -> None:
    """Two articles with two versions each."""
    for slug, key in ARTICLES.items():
        make_later(make_public(slug=slug, article=str(key)), Kind.CORRECTION)
