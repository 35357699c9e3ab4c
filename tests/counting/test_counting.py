"""What counts as reading an article, and how often: Code of Practice 5.1, sections 3.3.4 and 7."""

import json
import re
import string
import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting.figures import Figures, readings
from counting.models import DailyUsage, Form
from counting.robots import LIST, is_robot
from counting.writing import target_of
from reader.files import FILES
from reader.forms_of_articles import FORMS
from record.document import Kind

pytestmark = pytest.mark.django_db


def figures(document):
    return readings(uuid.UUID(document.article))


def rows(*names):
    return sorted(DailyUsage.objects.values_list(*names))


@pytest.fixture
def ferries(make_public):
    return make_public(slug="ferries")


# --- what is counted --------------------------------------------------------------------------


def test_who_opens_an_article_has_investigated_and_requested_it(ferries, look):
    look("/articles/ferries/")

    assert figures(ferries) == Figures(1, 1, 1, 1)


@pytest.mark.parametrize("extension", ["pdf", "epub", "md", "txt", "json"])
def test_so_has_who_takes_it_in_another_form(ferries, look, extension):
    look(f"/articles/ferries/article.{extension}")

    assert figures(ferries) == Figures(1, 1, 1, 1)
    assert rows("form") == [(extension,)]


@pytest.mark.parametrize("extension", ["bib", "ris", "csl.json"])
def test_who_takes_a_citation_has_investigated_it_only(ferries, look, extension):
    look(f"/articles/ferries/article.{extension}")

    assert figures(ferries) == Figures(1, 1, 0, 0)


def test_every_form_that_is_offered_is_counted():
    assert {*FORMS, *FILES} <= set(Form.values)


def test_versions_and_forms_are_counted_apart_and_are_one_item(ferries, make_later, look):
    make_later(ferries, Kind.CORRECTION)

    look("/articles/ferries/v1/", "/articles/ferries/", "/articles/ferries/article.pdf")

    assert figures(ferries) == Figures(3, 1, 3, 1)
    assert rows("number", "form", "total_requests", "unique_requests") == [
        (1, "html", 1, 1),
        (2, "html", 1, 0),
        (2, "pdf", 1, 0),
    ]


def test_a_citation_and_then_the_page_are_one_investigation_and_one_request(ferries, look):
    look("/articles/ferries/article.bib", client="192.0.2.1")
    look("/articles/ferries/", client="192.0.2.1")

    assert figures(ferries) == Figures(2, 1, 1, 1)


@pytest.mark.parametrize(
    "path",
    ["/articles/", "/articles/nothing/", "/articles/ferries/v2/", "/articles/ferries/v0/",
     "/articles/ferries/article.exe", "/articles/ferries/republish/", "/articles/\udcff/", "/", "",
     "/articles/ferries", "/articles/ferries/v1/article.docx", "/admin/"],
)  # fmt: skip
def test_other_addresses_are_no_reading(ferries, look, path):
    look(path)

    assert figures(ferries) is None


def test_what_was_withdrawn_is_not_counted_any_more(ferries, make_later, look):
    look("/articles/ferries/")
    make_later(ferries, Kind.WITHDRAWAL)

    look("/articles/ferries/")

    assert figures(ferries) == Figures(1, 1, 1, 1)


def test_what_was_retracted_is_read_on(ferries, make_later, look):
    make_later(ferries, Kind.RETRACTION)

    look("/articles/ferries/")

    assert rows("number", "total_requests") == [(2, 1)]


# --- who is counted ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "browser",
    ["", "-", "Googlebot/2.1", "curl/8.5.0", "python-requests/2.32", "Mozilla/5.0",
     "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/130.0"],
)  # fmt: skip
def test_robots_are_no_readers(ferries, look, browser):
    look("/articles/ferries/", browser=browser)

    assert figures(ferries) is None


@pytest.mark.parametrize(
    "browser",
    ["Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
     ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
     "Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0"),
     ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
     "Gecko) Version/18.1 Mobile/15E148 Safari/604.1"),
     ("Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) "
     "SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36")],
    ids=["Firefox", "Edge", "Safari", "Samsung"],
)  # fmt: skip
def test_browsers_are(browser):
    assert not is_robot(browser)


def test_every_expression_of_the_list_compiles_and_finds_what_it_names():
    patterns = [entry["pattern"] for entry in json.loads(LIST.read_text(encoding="utf-8"))]

    assert len(patterns) > 300
    for pattern in patterns:
        re.compile(pattern, re.IGNORECASE)
    plain = [pattern for pattern in patterns if re.fullmatch(r"[A-Za-z0-9 ]+", pattern)]
    assert all(is_robot(f"Mozilla/5.0 {pattern}/1.0") for pattern in plain)


@settings(deadline=None)
@given(st.text(string.printable, max_size=40), st.integers(0, 326))
def test_the_list_says_yes_exactly_where_one_of_its_expressions_does(text, number):
    patterns = [entry["pattern"] for entry in json.loads(LIST.read_text(encoding="utf-8"))]
    browser = f"{text}{patterns[number]}"

    for said in (text, browser):
        expected = any(re.search(pattern, said, re.IGNORECASE) for pattern in patterns)
        assert is_robot(said) == expected


def test_a_user_agent_without_end_is_read_to_a_point_only():
    assert not is_robot("x" * 100_000 + "bot")


# --- double-clicks and sessions ---------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "times"), [(0, 1), (29, 1), (30, 1), (31, 2), (35, 2)])
def test_a_second_click_within_thirty_seconds_takes_the_place_of_the_first(
    ferries, look, noon, seconds, times
):
    look("/articles/ferries/", client="192.0.2.1", at=noon)
    look("/articles/ferries/", client="192.0.2.1", at=noon + timedelta(seconds=seconds))

    assert figures(ferries) == Figures(times, 1, times, 1)


def test_clicks_in_a_chain_are_one(ferries, look, noon):
    for seconds in range(0, 200, 20):
        look("/articles/ferries/", client="192.0.2.1", at=noon + timedelta(seconds=seconds))

    assert figures(ferries) == Figures(1, 1, 1, 1)


@pytest.mark.parametrize(
    "other",
    [{"client": "192.0.2.2"}, {"browser": "Mozilla/5.0 (Macintosh) Safari/605.1.15"}],
    ids=["another address", "another browser"],
)
def test_the_clicks_of_two_readers_are_two(ferries, look, other):
    look("/articles/ferries/", client="192.0.2.1")
    look("/articles/ferries/", **{"client": "192.0.2.1"} | other)

    assert figures(ferries) == Figures(2, 2, 2, 2)


def test_the_page_and_its_pdf_are_two_addresses_and_no_double_click(ferries, look):
    look("/articles/ferries/", "/articles/ferries/article.pdf")

    assert figures(ferries) == Figures(2, 1, 2, 1)


def test_a_session_ends_with_the_hour(ferries, look, noon):
    for minutes in (0, 59, 60, 119, 120):
        look("/articles/ferries/", client="192.0.2.1", at=noon + timedelta(minutes=minutes))

    assert figures(ferries) == Figures(5, 3, 5, 3)


def test_a_double_click_over_midnight_belongs_to_the_new_day(ferries, look, noon):
    midnight = noon + timedelta(hours=12)

    look("/articles/ferries/", client="192.0.2.1", at=midnight - timedelta(seconds=10))
    look("/articles/ferries/", client="192.0.2.1", at=midnight + timedelta(seconds=10))

    assert rows("day", "total_requests", "unique_requests") == [
        (date(2026, 3, 2), 0, 1),
        (date(2026, 3, 3), 1, 1),
    ]
    assert figures(ferries) == Figures(1, 2, 1, 2)


def test_a_double_click_over_a_correction_belongs_to_the_new_version(
    ferries, make_later, look, noon
):
    look("/articles/ferries/", client="192.0.2.1", at=noon)
    make_later(ferries, Kind.CORRECTION)
    look("/articles/ferries/", client="192.0.2.1", at=noon + timedelta(seconds=5))

    assert rows("number", "total_requests") == [(1, 0), (2, 1)]


def test_a_click_that_comes_late_from_another_process_is_the_first_of_the_two(ferries, look, noon):
    look("/articles/ferries/", client="192.0.2.1", at=noon + timedelta(seconds=1))
    look("/articles/ferries/", client="192.0.2.1", at=noon)

    assert figures(ferries) == Figures(1, 1, 1, 1)


def test_a_batch_takes_the_same_queries_whatever_its_size(
    make_public, look, noon, django_assert_max_num_queries
):
    paths = [f"/articles/{make_public().slug}/" for _ in range(12)]
    look(paths[0])

    with django_assert_max_num_queries(13):
        look(*paths, at=noon + timedelta(minutes=5))
    assert DailyUsage.objects.count() == 12
    target_of.cache_clear()
