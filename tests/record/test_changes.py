"""Whoever follows the changes holds what there is, however often they are cut off."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from partners.terms import EVERYTHING, Terms
from publication.models import Section as SectionRow
from record import changes, listings
from record.changes import BEGINNING, InvalidToken, Place
from record.document import Kind, Licence, Section
from record.models import Entry, PublishedArticle, Version
from record.redacting import redact
from record.syndicating import restrict

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
FREE, CLOSED = Licence("CC-BY-4.0", "Free"), Licence("LicenseRef-Closed", "Closed")
SECTIONS = (Section("essay", "Essay", "research-article"), Section("news", "News", "news"))
KINDS = (Kind.CORRECTION, Kind.UPDATE, Kind.RETRACTION, Kind.WITHDRAWAL)


@dataclass
class Mirror:
    """A client that keeps what it is told, and a token; between the two it may be killed."""

    terms: Terms = EVERYTHING
    held: dict[str, int] = field(default_factory=dict)  # version numbers by article
    since: str = ""

    def read(self, *, now: datetime, limit: int, killed_after: int | None = None) -> bool:
        """Ask once. Killed after so many entries, each of which it had saved with its token."""
        place = changes.place_in(self.since, self.terms) if self.since else BEGINNING
        reading = changes.read(place, terms=self.terms, now=now, limit=limit)
        for number, change in enumerate(reading.changes):
            if number == killed_after:
                return True
            key = str(change.article.article)
            if change.available:
                self.held[key] = change.article.summary["number"]
            else:
                self.held.pop(key, None)
            self.since = change.token
        self.since = reading.token
        return reading.more

    def catch_up(self, *, now: datetime) -> None:
        while self.read(now=now, limit=7):
            pass


def what_there_is(terms: Terms, now: datetime) -> dict[str, int]:
    rows = restrict(PublishedArticle.objects.listed(), terms, now=now)
    return {str(row.article): row.summary["number"] for row in rows}


@pytest.fixture
def newsroom(make_public, make_later):
    """`newsroom.act(word, which, now)`: one thing that happens to the record."""
    return Newsroom(make_public, make_later)


class Newsroom:
    def __init__(self, make_public: Any, make_later: Any) -> None:
        self.make_public, self.make_later = make_public, make_later
        self.live: list[Any] = []

    def act(self, what: str, which: int, now: datetime) -> None:
        if what == "publish" or not self.live:
            self.live.append(
                self.make_public(
                    first_published=now,
                    slug=f"story-{Version.objects.count()}-{which}",
                    licence=(FREE, CLOSED)[which % 2],
                    section=SECTIONS[which // 2 % 2],
                )
            )
            return
        place = which % len(self.live)
        document = self.live[place]
        if what == "redact":
            earlier = Version.objects.filter(article=document.article, number__lt=document.number)
            if version := earlier.first():
                redact(version, notice="By order.", by="desk", at=now)
            return
        fields = {"licence": (FREE, CLOSED)[which // 3 % 2]} if what == "update" else {}
        later = self.make_later(document, Kind(what), published=now, **fields)
        if later.withdrawn:
            self.live.pop(place)
        else:
            self.live[place] = later


ACTS = st.tuples(
    st.just("act"),
    st.sampled_from(["publish", "publish", "redact", *(kind.value for kind in KINDS)]),
    st.integers(0, 11),
)
READS = st.tuples(st.just("read"), st.integers(1, 4), st.none() | st.integers(0, 3))
WAITS = st.tuples(st.just("wait"), st.integers(1, 40), st.none())
HISTORIES = st.lists(ACTS | ACTS | READS | WAITS, min_size=4, max_size=22)


@pytest.mark.parametrize(
    "terms",
    [
        EVERYTHING,
        Terms(delay=timedelta(minutes=30)),
        Terms(licences=frozenset({"CC-BY-4.0"})),
        Terms(licences=frozenset({"CC-BY-4.0"}), sections=frozenset({1}), delay=timedelta(hours=1)),
    ],
    ids=["everything", "delay", "licence", "all at once"],
)
@given(history=HISTORIES)
@example(history=[("act", "publish", 0), ("act", "correction", 0), ("read", 1, None),
                  ("wait", 40, None), ("act", "publish", 1), ("wait", 40, None)])  # fmt: skip
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_client_killed_at_random_holds_exactly_what_it_may(newsroom, terms, history):
    with transaction.atomic():
        if terms.sections:
            section, _ = SectionRow.objects.get_or_create(slug="essay", defaults={"name": "Essay"})
            terms = Terms(terms.licences, frozenset({section.pk}), terms.delay)
        mirror, now = Mirror(terms), START
        newsroom.live.clear()
        for kind, what, detail in history:
            now += timedelta(minutes=1)
            if kind == "act":
                newsroom.act(what, detail, now)
            elif kind == "read":
                mirror.read(now=now, limit=what, killed_after=detail)
            else:
                now += timedelta(minutes=what)

        mirror.catch_up(now=now)
        assert mirror.held == what_there_is(terms, now)
        event(f"{len(mirror.held)} held")

        # And once nothing waits any more.
        now += timedelta(hours=2)
        mirror.catch_up(now=now)
        assert mirror.held == what_there_is(terms, now)
        transaction.set_rollback(True)


def test_every_entry_is_told_once_and_in_order(newsroom):
    for number in range(6):
        newsroom.act("publish", number, START + timedelta(minutes=number))
    newsroom.act("correction", 3, START + timedelta(minutes=9))

    seen, token, more = [], "", True
    while more:
        place = changes.place_in(token) if token else BEGINNING
        reading = changes.read(place, now=START, limit=2)
        seen += [change.entry.position for change in reading.changes]
        token, more = reading.token, reading.more

    assert seen == list(Entry.objects.order_by("position").values_list("position", flat=True))


def test_a_token_stands_still_while_nothing_happens_and_is_good_for_ever(newsroom):
    newsroom.act("publish", 0, START)
    token = changes.read(BEGINNING, now=START, limit=9).token

    again = changes.read(changes.place_in(token), now=START, limit=9)
    newsroom.act("publish", 1, START)
    later = changes.read(changes.place_in(token), now=START + timedelta(days=9999), limit=9)

    assert (again.token, again.changes, again.more) == (token, [], False)
    assert [change.entry.position for change in later.changes] == [2]


def test_publications_wait_and_nothing_else_does(newsroom):
    terms = Terms(delay=timedelta(minutes=30))
    newsroom.act("publish", 0, START - timedelta(hours=1))
    newsroom.act("publish", 1, START)
    newsroom.act("correction", 1, START + timedelta(minutes=5))
    newsroom.act("correction", 0, START + timedelta(minutes=6))

    def told(place: Place, minutes: int) -> tuple[list[tuple[int, bool]], Place]:
        now = START + timedelta(minutes=minutes)
        reading = changes.read(place, terms=terms, now=now, limit=9)
        seen = [(change.entry.position, change.available) for change in reading.changes]
        return seen, changes.place_in(reading.token, terms)

    early, place = told(BEGINNING, 10)
    nothing, place = told(place, 20)
    released, place = told(place, 30)

    assert early == [(1, True), (3, False), (4, True)]
    assert nothing == []
    assert released == [(2, True)]
    assert place == Place(4, 2)


def test_a_token_of_other_terms_leads_to_the_beginning(newsroom):
    newsroom.act("publish", 0, START)
    everything = changes.read(BEGINNING, now=START, limit=9).token
    less = Terms(licences=frozenset({"CC0-1.0"}))

    assert changes.place_in(everything) == Place(1, 1)
    assert changes.place_in(everything, less) == BEGINNING
    [change] = changes.read(BEGINNING, terms=less, now=START, limit=9).changes
    assert not change.available


@given(st.text(max_size=130) | st.binary(max_size=60).map(lambda raw: raw.hex()))
def test_what_is_no_token_is_refused(text):
    with pytest.raises(InvalidToken):
        changes.place_in(text)


def test_an_altered_token_and_one_beyond_the_end_are_refused(newsroom):
    newsroom.act("publish", 0, START)
    token = changes.token(Place(1, 1))
    for place in range(len(token)):
        altered = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(InvalidToken):
            changes.place_in(altered)
    for wrong in (f"{token}=", f"{token} ", token[:-1], changes.token(Place(2, 2)),
                  changes.token(Place(1, 2)), changes.token(Place(10**30, 1))):  # fmt: skip
        with pytest.raises(InvalidToken):
            changes.place_in(wrong)
    assert changes.place_in(token) == Place(1, 1)


@pytest.mark.parametrize("delay", [timedelta(), timedelta(minutes=1)])
def test_the_number_of_queries_depends_on_nothing(newsroom, delay, django_assert_num_queries):
    terms = Terms(delay=delay)
    for number in range(12):
        newsroom.act("publish", number, START + timedelta(seconds=number))

    for limit in (2, 1000):
        with django_assert_num_queries(3 if delay else 2):
            changes.read(BEGINNING, terms=terms, now=START + timedelta(seconds=66), limit=limit)


def test_the_state_of_entries_read_elsewhere_is_told_alike(newsroom):
    terms = Terms(delay=timedelta(minutes=30))
    newsroom.act("publish", 0, START - timedelta(hours=1))
    newsroom.act("publish", 1, START)
    entries = Entry.objects.order_by("position").select_related("version")

    told = changes.state_of(entries, terms=terms, now=START + timedelta(minutes=1))

    assert [change.available for change in told] == [True, False]
    assert [changes.place_in(change.token, terms) for change in told] == [Place(1, 1), Place(2, 1)]


def test_what_was_withdrawn_is_told_without_its_text(newsroom):
    newsroom.act("publish", 0, START)
    newsroom.act("withdrawal", 0, START + timedelta(minutes=1))

    told = changes.read(BEGINNING, now=START, limit=9).changes

    assert [change.available for change in told] == [False, False]
    assert {change.article.status for change in told} == {"withdrawn"}
    assert listings.articles().count() == 0
