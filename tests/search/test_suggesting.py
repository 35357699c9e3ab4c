"""What is suggested where nothing was found."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour(make_text) -> None:
    make_text("one", "Tariffs and sovereignty: the strategy of a harbour, its resilience.")
    make_text("two", "The strategy of deterrence in the archipelago.")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tarrifs", "tariffs"),
        ("tarifs", "tariffs"),
        ("soverignty", "sovereignty"),
        ("stratgey", "strategy"),
        ("hrabour", "harbour"),
        ("deterence archipelego", "deterrence archipelago"),
        ("strategy resiliance -toll", "strategy resilience -toll"),
        ("Résiliance year:2026", "resilience year:2026"),
    ],
)
def test_a_misspelt_word_is_corrected(harbour, search, typed, meant) -> None:
    page = search(typed)

    assert page.hits == ()
    assert page.suggestion == meant
    assert search(page.suggestion).hits


@pytest.mark.parametrize(
    "typed",
    [
        "xyzzyxyzzy",
        "tariffs deterrence",
        '"tarrifs"',
        "abc",
        "tarrifs deterrence",
        "해헙",
        "-tariffs",
    ],
)
def test_nothing_is_suggested_that_would_find_nothing(harbour, search, typed) -> None:
    assert search(typed).suggestion == ""


def test_nothing_is_suggested_where_something_was_found(harbour, search) -> None:
    assert search("strategy").suggestion == ""


def test_suggesting_costs_a_bounded_number_of_queries(
    harbour, search, django_assert_max_num_queries
) -> None:
    search("strategy")

    with django_assert_max_num_queries(13):
        search("tarrifs soverignty stratgey resiliance")
