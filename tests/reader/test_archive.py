"""The archive: years and months on the publication's clock, and what appeared in them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from reader.archive import neighbours
from reader.tallies import month_span, year_span
from record.document import Kind

pytestmark = pytest.mark.django_db

BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture
def published(publication, make_public):
    """Two articles of 2024, one of them minutes before 2025 began in Brussels; one of 2026."""
    for slug, at in (
        ("spring", datetime(2024, 3, 5, 9, tzinfo=UTC)),
        ("eve", datetime(2024, 12, 31, 23, 30, tzinfo=BRUSSELS)),
        ("newest", datetime(2026, 1, 1, 0, 30, tzinfo=BRUSSELS)),
    ):
        make_public(slug=slug, title=slug.capitalize(), first_published=at.astimezone(UTC))


def years(page):
    return {
        item.find("a").text: item.find("span").text
        for item in page.findall(".//ul[@class='years-list']/li")
    }


def months(page):
    """Name of the month: where it leads."""
    links = page.findall(".//ol[@class='months']/li/a")
    return {link.text.strip(): link.get("href") for link in links}


def titles(page):
    return [link.text for link in page.findall(".//main//h3/a")]


def test_the_years_are_counted_on_the_publications_clock(tree, published):
    page = tree("/archive/")

    assert years(page) == {"2026": "1 article", "2024": "2 articles"}
    assert list(months(page)) == ["January"]


def test_a_year_holds_its_articles_by_month_and_leads_to_its_neighbours(tree, published):
    page = tree("/archive/2024/")

    shelves = {s.find("h2").text: titles_of(s) for s in page.findall(".//section[@class='month']")}
    assert shelves == {"December": ["Eve"], "March": ["Spring"]}
    assert list(months(page)) == ["March", "December"]
    assert [a.get("href") for a in page.findall(".//nav[@class='neighbours']/a")] == [
        "/archive/2026/"
    ]
    assert titles(tree("/archive/2026/")) == ["Newest"]


def titles_of(section):
    return [link.text for link in section.findall(".//h3/a")]


def test_a_month_leads_into_the_years_list(tree, published):
    page = tree("/archive/2024/")

    assert titles(tree(months(page)["March"])) == ["Spring"]
    assert titles(tree(months(page)["December"])) == ["Eve", "Spring"]


def test_a_year_is_read_page_by_page(tree, make_public):
    at = datetime(2025, 6, 1, tzinfo=UTC)
    for number in range(25):
        make_public(title=f"N {number}", first_published=at.replace(day=1 + number))

    first = tree("/archive/2025/")
    second = tree("/archive/2025/" + first.find(".//a[@rel='next']").get("href"))

    assert titles(first) + titles(second) == [f"N {number}" for number in reversed(range(25))]
    assert second.find("head/meta[@name='robots']").get("content") == "noindex, follow"


@pytest.mark.parametrize("year", ["2025", "1000", "2999"])
def test_a_year_without_an_article_is_as_one_that_never_was(client, published, year):
    answer, never = client.get(f"/archive/{year}/"), client.get("/archive/never/")

    assert answer.status_code == 404
    assert answer.content == never.content


@pytest.mark.parametrize("address", ["/archive/0000/", "/archive/20260/", "/archive/３０２６/"])
def test_what_is_no_year_is_no_page(client, address):
    assert client.get(address).status_code == 404


def test_what_was_withdrawn_is_counted_no_longer(tree, published, make_public, make_later):
    withdrawn = make_public(first_published=datetime(2023, 1, 5, tzinfo=UTC))
    assert "2023" in years(tree("/archive/"))

    make_later(withdrawn, Kind.WITHDRAWAL)

    assert "2023" not in years(tree("/archive/"))


def test_an_archive_of_many_centuries_is_counted_as_far_as_one_query_reaches(tree, make_public):
    make_public(first_published=datetime(1500, 5, 1, tzinfo=UTC))
    make_public(first_published=datetime(1665, 3, 6, tzinfo=UTC))
    make_public()

    assert list(years(tree("/archive/"))) == ["2026", "1665"]


def test_the_archive_costs_the_same_queries_however_much_there_is(client, make_public):
    def queries(address):
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        return sum("articles_article" not in query["sql"] for query in made)

    for more in (1, 30):
        for _ in range(more):
            make_public()
        after_a_publication = queries("/archive/2026/")
        later = queries("/archive/2026/"), queries("/archive/")
        assert (after_a_publication, later) == (10, (6, 5))


@given(st.integers(1000, 2999), st.sampled_from(["Asia/Seoul", "Europe/Brussels", "Pacific/Apia"]))
def test_the_months_of_a_year_fill_it_without_a_gap(year, name):
    within = ZoneInfo(name)
    spans = [month_span(year, month, within) for month in range(1, 13)]

    assert (spans[0][0], spans[-1][1]) == year_span(year, within)
    assert [end for _, end in spans[:-1]] == [begin for begin, _ in spans[1:]]


@given(st.sets(st.integers(1000, 2999), min_size=1))
def test_neighbours_are_the_nearest_years_there_are(found):
    years = sorted(found, reverse=True)
    for year in years:
        later, earlier = neighbours(year, years)
        assert later == min((each for each in years if each > year), default=None)
        assert earlier == max((each for each in years if each < year), default=None)
