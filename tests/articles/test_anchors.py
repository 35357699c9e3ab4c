"""A comment stays with its paragraph, whatever happens to the text around it."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from articles.anchors import ALIKE, Anchor, follow, likeness, paragraphs

WORDS = st.sampled_from(["a", "the", "ferry", "quay", "court", "hill", "항구", "등대", "港", "口"])
PARAGRAPHS = st.lists(
    st.lists(WORDS, min_size=4, max_size=8).map(" ".join), min_size=1, max_size=6, unique=True
)
few = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
FERRY = "The ferry waits at the quay until the last lorry has come down the hill"
COURT = "A court has no ships, and its clock has no tide"


@few
@given(PARAGRAPHS, st.randoms(use_true_random=False))
def test_a_paragraph_that_is_moved_keeps_its_comments(texts, random):
    place = random.randrange(len(texts))
    moved = random.sample(texts, len(texts))

    (found,) = follow([Anchor(texts[place], place)], moved, before=texts)

    assert found == Anchor(texts[place], moved.index(texts[place]))


@few
@given(PARAGRAPHS, st.data())
def test_a_paragraph_in_which_a_word_is_changed_keeps_its_comments(texts, data):
    place = data.draw(st.integers(0, len(texts) - 1))
    words = texts[place].split()
    words[data.draw(st.integers(0, len(words) - 1))] = "zzz"
    edited = [*texts[:place], " ".join(words), *texts[place + 1 :]]

    (found,) = follow([Anchor(texts[place], place)], edited, before=texts)

    assert found == Anchor(edited[place], place)


@few
@given(PARAGRAPHS, st.data())
def test_a_paragraph_that_is_deleted_leaves_its_words_and_takes_no_other(texts, data):
    place = data.draw(st.integers(0, len(texts) - 1))
    left = [*texts[:place], *texts[place + 1 :]]

    (gone,) = follow([Anchor(texts[place], place)], left, before=texts)
    (back,) = follow([gone], texts, before=left)

    assert gone == Anchor(texts[place], None)
    assert back == Anchor(texts[place], place)


@few
@given(PARAGRAPHS, PARAGRAPHS, st.data())
def test_whatever_becomes_of_the_text_the_answer_is_true(texts, others, data):
    place = data.draw(st.integers(0, len(texts) - 1))
    assume(texts[place] not in others)

    (found,) = follow([Anchor(texts[place], place)], others, before=texts)

    if found.place is None:
        assert found.words == texts[place]
    else:
        assert found.words == others[found.place]
        assert likeness(texts[place], found.words) >= ALIKE


def test_many_small_changes_are_followed_to_where_nothing_of_the_first_words_is_left():
    anchor, texts = Anchor(FERRY, 0), [FERRY, COURT]

    for number in range(len(FERRY.split())):
        words = texts[0].split()
        words[number] = f"word{number}"
        before, texts = texts, [" ".join(words), COURT]
        (anchor,) = follow([anchor], texts, before=before)

    assert anchor == Anchor(texts[0], 0)


def test_of_paragraphs_that_say_the_same_each_keeps_its_own_comments():
    texts = ["* * *", FERRY, "* * *", COURT, "* * *"]
    anchors = [Anchor("* * *", place) for place in (0, 2, 4)]

    later = follow(anchors, ["new", *texts], before=texts)
    fewer = follow(anchors, texts[1:], before=texts)

    assert [anchor.place for anchor in later] == [1, 3, 5]
    assert [anchor.place for anchor in fewer] == [1, 1, 3]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>A<span data-note>Note</span> and\nB</p><hr><p>C</p>", ("A and B", "", "C")),
        ("<ul><li><p>A</p></li><li><p>B</p></li></ul>", ("A B",)),
        ("", ()),
    ],
    ids=["notes and rules", "a list", "nothing"],
)  # fmt: skip
def test_a_body_has_a_place_for_each_of_its_blocks(html, said):
    assert paragraphs(html) == said
