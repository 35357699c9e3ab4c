"""Whatever is typed is answered: never an error, never more than was asked for."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PARTS = st.sampled_from(
    [
        *"ab\"*-:|()^{}\\ +&!<>@\t\x00é해협海_🙂ا%'",
        *(" OR ", " AND ", " NOT ", "NEAR(a b, 2)", "topic:", "year:2020", "author:", "“", "’s"),
        *("U.S.", "\ud800", "\u202e", "title:", "canal", ":*", "<->", "_p", "--", ";", "$$"),
    ]
)
ANYTHING = st.one_of(st.text(st.characters()), st.lists(PARTS, max_size=40).map("".join))

HOSTILE = (
    "'; DROP TABLE search_text; --",
    '" OR rowid > 0 OR "',
    "title : canal",
    "canal NEAR/2 strait",
    'NEAR("canal" "strait")',
    "^canal",
    "canal:*A",
    "canal & !strait <-> x",
    "_p",
    "_s1 _t-a",
    "\x00canal\x00",
    "\ud83d\ud83d",
    "🙂🙂🙂",
    "\u202enalac",
    "a" * 10_000,
    "canal " * 3_000,
    "-" * 5_000,
    '"' * 5_001,
    "(" * 5_000,
    "海" * 5_000,
    " ".join(f"w{n}*" for n in range(500)),
    "topic:" * 1_000,
    'topic:"' + "x y " * 500,
    "year:99999999999999999999",
    "author:%",
    "topic:a\ud800b",
    "\ufdfa ½ ㎏ ǅ ﬁ",
)


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_query_is_answered(make_text, search, text) -> None:
    make_text("one", "A canal.")

    for order in ("relevance", "newest"):
        page = search(text, order=order)
        assert page.total == len(page.hits) <= 1


@pytest.mark.django_db
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=ANYTHING)
def test_any_text_is_answered(make_text, search, text) -> None:
    """Nothing is published: an answer without an error is all that is asked of the database."""
    assert search(text).hits == ()


@pytest.mark.django_db
def test_no_word_typed_is_taken_for_a_mark_of_the_index(make_text, found) -> None:
    make_text("one", "A canal.")

    assert found("_p") == found("_y2026") == found("_len") == []
