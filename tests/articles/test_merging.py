"""Two people's texts put together: what one changed is taken, what both changed is asked."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.merging import Take, Undecided, decided, merge, text_of

words = st.sampled_from(["ferry", "quay", "court", "tide", "winter", "nine", "ten", "배", "港"])
texts = st.lists(st.lists(words, min_size=1, max_size=6).map(" ".join), max_size=8)


def put_together(parts, **choices):
    return text_of(parts, decided(parts, choices))


@given(texts)
def test_nobodys_change_is_the_text_as_it_was(base):
    assert put_together(merge(base, base, base)) == base


@given(texts, texts)
def test_what_only_one_person_changed_is_taken(base, side):
    assert put_together(merge(base, side, base)) == side
    assert put_together(merge(base, base, side)) == side
    assert put_together(merge(base, side, side)) == side


@given(st.none() | texts, texts, texts)
def test_every_paragraph_of_both_can_be_had(base, theirs, yours):
    """Nothing of either side is out of reach, and all of one side gives exactly that side."""
    parts = merge(base, theirs, yours)

    for take, side in ((Take.THEIRS, theirs), (Take.YOURS, yours)):
        assert put_together(parts, **{part.key: take for part in parts}) == side
    both = put_together(parts, **{part.key: Take.BOTH for part in parts})
    assert set(both) == {*theirs, *yours}


@given(texts, texts, texts)
def test_what_is_taken_by_itself_was_changed_by_one_side_only(base, theirs, yours):
    for part in merge(base, theirs, yours):
        if part.proposed is None:
            assert part.theirs != part.base != part.yours != part.theirs
        else:
            assert part.agreed or part.base in (part.theirs, part.yours)


def test_neighbouring_paragraphs_changed_by_one_each_are_not_asked():
    base = ["The ferry leaves at nine.", "The court sits on Monday.", "It rains."]
    theirs = ["The ferry leaves at ten.", *base[1:]]
    yours = [base[0], "The court sits on Friday.", "It rains.", "It snows."]

    merged = put_together(merge(base, theirs, yours))

    assert merged == [
        "The ferry leaves at ten.", "The court sits on Friday.", "It rains.", "It snows.",
    ]  # fmt: skip


def test_what_both_changed_is_asked_and_stays_asked_until_decided():
    parts = merge(["It leaves at nine."], ["It leaves at ten."], ["It leaves at noon."])

    with pytest.raises(Undecided) as asked:
        decided(parts, {})
    (part,) = asked.value.parts

    assert put_together(parts, **{part.key: "both"}) == ["It leaves at ten.", "It leaves at noon."]


def test_a_decision_does_not_fall_on_a_paragraph_that_has_changed_since():
    (part,) = merge(["nine"], ["ten"], ["noon"])

    with pytest.raises(Undecided):
        decided(merge(["nine"], ["eleven"], ["noon"]), {part.key: "yours"})


def test_what_one_deleted_and_the_other_changed_is_asked():
    (part,) = merge(["It leaves at nine."], [], ["It leaves at noon."])

    assert part.proposed is None


def test_a_text_of_15000_words_is_merged_at_once():
    base = [
        f"paragraph {n} " + " ".join(f"word{n * 7 % 91 + i}" for i in range(50)) for n in range(300)
    ]
    theirs = [text.replace("word", "term") if n % 2 else text for n, text in enumerate(base)]
    yours = [f"{text} indeed" for text in base]
    begun = time.process_time()

    merge(base, theirs, yours)

    assert time.process_time() - begun < 1
