"""What a text is about, and what else is about the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from record.following import follow
from record.models import PublishedArticle
from search.following import FOLLOWER, index
from search.likeness import ASKED, COUNTED, KEPT, alike, nearest, telling

WEIGHTS = st.dictionaries(st.sampled_from("abcdefghij"), st.floats(0, 1), max_size=8)


@pytest.fixture
def indexed():
    def work():
        while follow(FOLLOWER, index):
            pass

    return work


def slugs(keys):
    names = dict(PublishedArticle.objects.values_list("pk", "slug"))
    return [names[key] for key in keys]


@pytest.mark.django_db
def test_a_word_tells_more_the_fewer_texts_have_it(make_text, indexed):
    for number in range(9):
        make_text(f"n{number}", "Governments and harbours. Governments and harbours.")
    document = make_text("one", "Governments and estuaries. Governments and estuaries.")
    indexed()

    told = telling(document, among=10)

    assert told["estuaries"] > told["governments"]
    assert sum(weight**2 for weight in told.values()) == pytest.approx(1, abs=0.01)


@pytest.mark.django_db
def test_a_text_need_not_be_indexed_to_be_compared(make_text, indexed):
    make_text("old", "Estuaries and dredgers. Estuaries and dredgers.")
    indexed()
    new = make_text("new", "Dredgers in estuaries. Dredgers in estuaries.")

    assert slugs(nearest(telling(new, among=2), limit=5)) == ["old"]


@pytest.mark.django_db
@pytest.mark.parametrize("hostile", ['" OR *', "NEAR(", "a:b", "'; --", "\\", "\u0000", "^title*"])
def test_no_text_is_mistaken_for_the_language_of_a_database(make_text, indexed, hostile):
    document = make_text("one", f"{hostile} estuary {hostile} estuary")
    indexed()

    assert slugs(nearest(telling(document, among=9), limit=5)) in (["one"], [])


@pytest.mark.django_db
def test_a_text_without_words_is_like_nothing(make_text):
    document = make_text("one", "… !", title="?")

    assert "one" not in telling(document, among=1)
    assert nearest({}, limit=5) == []


@pytest.mark.django_db
def test_a_long_text_costs_no_more_questions_than_a_short_one(make_text, indexed):
    words = " ".join(f"단어{number} 말{number} 말{number}" for number in range(2000))
    document = make_text("one", words, language="ko")
    indexed()

    with CaptureQueriesContext(connection) as asked:
        told = telling(document, among=10)
        nearest(told, limit=5)

    assert len(told) <= KEPT
    assert len(asked) <= 2 * (1 + COUNTED) + 1
    assert ASKED < KEPT


@given(WEIGHTS, WEIGHTS)
def test_two_texts_are_as_alike_one_way_as_the_other(one, other):
    assert alike(one, other) == pytest.approx(alike(other, one))
    assert alike(one, {}) == 0
