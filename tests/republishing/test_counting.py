"""The counter: what it keeps of a reader (nothing), of a site (its name), and for whom."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.utils import timezone

from partners import carriage
from record.document import Kind
from republishing.counting import HOSTS_A_DAY, Place, Tally, write
from republishing.models import OTHER, UNKNOWN, Reading

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def counted():
    return {row.host: row.times for row in Reading.objects.order_by("pk")}


def test_the_counter_answers_a_pixel_that_nobody_keeps_and_no_cookie(read_elsewhere, corrected):
    answer = read_elsewhere(corrected, "https://paper.example/world/a-story?reader=7")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/gif")
    assert len(answer.content) == 43
    assert answer["Cache-Control"] == "no-store"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies


def test_of_the_page_only_the_host_is_kept(read_elsewhere, corrected):
    read_elsewhere(corrected, "https://paper.example:8443/world/a-story?reader=7", times=3)

    (row,) = Reading.objects.values()
    assert str(row.pop("article")) == corrected.article
    assert row == row | {"number": 3, "host": "paper.example", "times": 3}
    assert set(row) == {"id", "number", "host", "day", "times"}


@pytest.mark.parametrize(
    "page",
    ["", "about:blank", "https://localhost/x", "http://10.1.2.3/", "http://[::1]/", "https://",
     "file:///home/reader/a.html", "https://a b.example/", "x" * 5000, "https://[broken/"],
)  # fmt: skip
def test_what_is_no_public_name_is_counted_as_not_told(read_elsewhere, corrected, page):
    read_elsewhere(corrected, page)

    assert counted() == {UNKNOWN: 1}


@pytest.mark.parametrize(
    "browser",
    ["", "Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5.0", "python-requests/2.32",
     "facebookexternalhit/1.1", "Mozilla/5.0 HeadlessChrome/130.0"],
)  # fmt: skip
def test_robots_are_not_readers(read_elsewhere, corrected, browser):
    read_elsewhere(corrected, "https://paper.example/", browser=browser)

    assert counted() == {}


def test_a_telephone_with_a_strange_name_is_a_reader(read_elsewhere, corrected):
    browser = "Mozilla/5.0 (Linux; Android 14; CUBOT_X90) Chrome/130.0 Mobile Safari/537.36"

    read_elsewhere(corrected, "https://paper.example/", browser=browser)

    assert counted() == {"paper.example": 1}


def test_asking_only_for_the_head_counts_nothing(client, read_elsewhere, corrected):
    answer = read_elsewhere(corrected, "https://paper.example/")
    client.head(answer.request["PATH_INFO"], headers={"User-Agent": "Firefox"})
    read_elsewhere(corrected, "https://paper.example/")

    assert counted() == {"paper.example": 2}


def test_our_own_pages_are_not_elsewhere(read_elsewhere, corrected, settings):
    settings.SITE_URL = "https://review.example"

    read_elsewhere(corrected, "https://review.example/articles/")

    assert counted() == {}


@pytest.mark.parametrize("token", ["x", "A" * 24, "A" * 23, "%00", "ÄÖÜ", "A" * 3000])
def test_a_token_of_nothing_is_answered_alike(client, read_elsewhere, corrected, token):
    true = read_elsewhere(corrected)

    answer = client.get(f"/count/{token}.gif", headers={"User-Agent": "Firefox"})

    assert (answer.status_code, answer.content, dict(answer.headers)) == (
        200, true.content, dict(true.headers)
    )  # fmt: skip


def test_a_draft_is_never_counted(client, make_article, read_elsewhere, corrected):
    draft = make_article()
    at = timezone.now()

    write({Place(draft.key, 1, "paper.example", at.date()): 5}, at)
    write({Place(UUID(corrected.article), 9, "paper.example", at.date()): 5}, at)

    assert counted() == {}


def test_what_was_withdrawn_is_still_counted_where_it_still_stands(
    read_elsewhere, corrected, make_later
):
    make_later(corrected, Kind.WITHDRAWAL, "Removed.")

    read_elsewhere(corrected, "https://slow.example/")

    assert counted() == {"slow.example": 1}


def test_nobody_can_fill_the_table_with_names(corrected, make_partner):
    make_partner("Delta Daily", hosts=["delta.example"])
    day, article = NOON.date(), UUID(corrected.article)
    invented = {Place(article, 1, f"host-{n}.example", day): 1 for n in range(HOSTS_A_DAY + 40)}

    write(invented, NOON)
    write({Place(article, 1, "one-more.example", day): 2}, NOON)
    write({Place(article, 1, "news.delta.example", day): 3}, NOON)
    write({Place(article, 1, "host-0.example", day): 4}, NOON)

    found = counted()
    assert len(found) == HOSTS_A_DAY + 2
    assert (found[OTHER], found["news.delta.example"], found["host-0.example"]) == (42, 3, 5)


def test_a_partner_that_is_read_is_known_to_carry_the_article(
    read_elsewhere, corrected, make_partner
):
    delta = make_partner("Delta Daily", hosts=["delta.example"])

    read_elsewhere(corrected, "https://www.delta.example/opinion/")

    (row,) = carriage.carriers(UUID(corrected.article))
    assert (row.partner, row.how, row.number) == (delta, "counter", 3)


def test_counts_are_written_at_once_when_it_is_quiet_and_together_when_it_is_busy():
    written, clock = [], iter([10.0, 10.0, 10.1, 10.2, 11.5, 11.5])
    tally = Tally(lambda counts, at: written.append(dict(counts)), clock=lambda: next(clock))
    article = UUID(int=1)

    for _ in range(4):
        tally.count(article, 1, "paper.example", NOON)

    place = Place(article, 1, "paper.example", NOON.date())
    assert written == [{place: 1}, {place: 3}]


def test_memory_is_bounded():
    written = []
    tally = Tally(lambda counts, at: written.append(len(counts)), clock=lambda: 0.0)
    tally.count(UUID(int=1), 1, "first.example", NOON)

    for number in range(5_000):
        tally.count(UUID(int=number), 1, "paper.example", NOON)
    tally.flush(NOON)

    assert written == [1, 1_000]


def test_a_database_that_fails_costs_the_counts_and_no_answer():
    def failing(counts, at):
        raise DatabaseError("locked")

    tally = Tally(failing)
    tally.count(UUID(int=1), 1, "paper.example", NOON)
    tally.count(UUID(int=1), 1, "paper.example", NOON + timedelta(days=1))


def test_counting_touches_no_database_between_two_writes(
    client, read_elsewhere, corrected, django_assert_num_queries
):
    answer = read_elsewhere(corrected, "https://paper.example/")
    with django_assert_num_queries(0):
        client.get(
            answer.request["PATH_INFO"],
            headers={"User-Agent": "Firefox", "Referer": "https://paper.example/"},
        )
