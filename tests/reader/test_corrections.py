"""The log of corrections, narrowed to a kind or a year."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.corrections import KINDS, Wanted, choices
from record.document import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(publication, make_public, make_later):
    """A correction on the eve of 2026 in Brussels, and an update and a retraction since."""
    article = make_public(
        title="Lanes", slug="lanes", first_published=datetime(2025, 2, 1, tzinfo=UTC)
    )
    at = datetime(2025, 12, 31, 22, 30, tzinfo=UTC)
    article = make_later(article, Kind.CORRECTION, "The year was 1974.", published=at)
    make_later(article, Kind.UPDATE, "With new figures.")
    other = make_public(title="Tides", slug="tides")
    make_later(other, Kind.RETRACTION, "There are none.")


def notes(page):
    return [note.text for note in page.findall(".//main//p[@class='note']")]


def test_the_log_can_be_narrowed_to_a_kind_and_to_a_year(tree, log):
    assert notes(tree("/corrections/")) == [
        "There are none.",
        "With new figures.",
        "The year was 1974.",
    ]
    assert notes(tree("/corrections/?kind=update")) == ["With new figures."]
    assert notes(tree("/corrections/?year=2025")) == ["The year was 1974."]
    assert notes(tree("/corrections/?kind=update&year=2025")) == []
    assert notes(tree("/corrections/?kind=&year=")) == notes(tree("/corrections/"))


def test_the_choices_are_the_kinds_and_the_years_there_are(tree, log):
    links = tree("/corrections/?kind=update").findall(".//nav[@class='choices']//a")

    chosen = [link.text for link in links if link.get("aria-current")]
    assert chosen == ["Update", "All years"]
    assert [link.text for link in links][-2:] == ["2026", "2025"]
    assert {link.get("href") for link in links} >= {
        "/corrections/",
        "/corrections/?kind=update&year=2025",
    }


def test_a_notice_leads_to_what_was_changed(client, tree, log):
    changes = [a.get("href") for a in tree("/corrections/").findall(".//p[@class='credits']/a")]

    assert changes == [
        f"/articles/{part}/changes/" for part in ("tides/v2", "lanes/v3", "lanes/v2")
    ]
    assert [client.get(address).status_code for address in changes] == [200, 200, 200]


@pytest.mark.parametrize(
    "asked",
    ["kind=publication", "kind=UPDATE", "kind=%00", "year=26", "year=0999", "year=٢٠٢٦",
     "year=2026%0A", "year=99999999999"],
)  # fmt: skip
def test_what_the_log_cannot_be_narrowed_to_is_explained(client, asked):
    answer = client.get(f"/corrections/?{asked}")

    assert answer.status_code == 400
    assert f"“{asked.partition('=')[0]}=” is" in answer.content.decode()


def test_a_narrowed_log_keeps_its_bounds_from_page_to_page(tree, make_public, make_later):
    for number in range(25):
        make_later(make_public(), Kind.UPDATE, f"Note {number}")
        make_later(make_public(), Kind.CORRECTION, "Not asked for")

    first = tree("/corrections/?kind=update")
    following = first.find(".//nav[@class='pages']/a[@rel='next']").get("href")
    second = tree("/corrections/" + following)

    assert notes(first) + notes(second) == [f"Note {number}" for number in reversed(range(25))]
    assert first.find("head/meta[@name='robots']").get("content") == "noindex, follow"


@given(
    st.builds(Wanted, st.none() | st.sampled_from(KINDS), st.none() | st.integers(1900, 2100)),
    st.lists(st.integers(1900, 2100), unique=True),
)
def test_one_choice_of_a_row_is_the_present_one_at_most(wanted, years):
    for _, options in choices(wanted, years):
        queries = [query for _, query, _ in options]
        assert len(queries) == len(set(queries))
        assert sum(chosen for _, _, chosen in options) <= 1
    assert sum(chosen for _, _, chosen in choices(wanted, years)[0][1]) == 1
