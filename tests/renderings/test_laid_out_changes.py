"""Two bodies compared as one laid-out text: nothing of either is lost, nothing is overlooked."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from record.document import (
    Cell,
    Figure,
    Heading,
    List,
    Mark,
    Note,
    NoteReference,
    Numbering,
    Paragraph,
    Photograph,
    Quote,
    Rule,
    Run,
    Table,
    block_text,
)
from renderings.laid_out_changes import Text, laid_out


class Sides(HTMLParser):
    """The texts of both sides, read back from the page."""

    VOID = {"br", "hr", "img"}

    def __init__(self, html):
        super().__init__()
        self.open, self.old, self.new = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            named = dict(attrs).get("class") or ""
            self.open.append("aside" if {"said", "only-heard"} & set(named.split()) else tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            self.open.pop()

    def handle_data(self, data):
        if "aside" in self.open:
            return
        if "ins" not in self.open:
            self.old.append(data)
        if "del" not in self.open:
            self.new.append(data)


def compared(old, new, *, whole=True, picture=lambda photo: ""):
    return laid_out(old, new, picture=picture, whole=whole)


def html_of(old, new, **options):
    return "".join(laid.html for laid in compared(body(*old), body(*new), **options))


def body(*blocks):
    return Text(blocks=blocks)


def said(blocks):
    return "".join("".join(map(block_text, blocks)).split())


words = st.sampled_from(["ferry", "quay,", "tide", "nine", "ten", "<b>", "배", "港"])
text = st.lists(words, min_size=1, max_size=5).map(" ".join)
runs = st.builds(
    Run, text, st.sampled_from([(), (Mark.STRONG,)]), st.sampled_from(["", "https://a.example/"])
)
line = st.lists(runs, min_size=1, max_size=3).map(tuple)
paragraph = st.builds(Paragraph, line)
cells = st.lists(st.builds(Cell, line), min_size=1, max_size=2).map(tuple)
blocks = st.one_of(
    paragraph,
    st.builds(Heading, st.sampled_from([2, 3]), line, st.just("a")),
    st.builds(Quote, st.lists(paragraph, min_size=1, max_size=2).map(tuple), line),
    st.builds(List, st.lists(st.tuples(paragraph), min_size=1, max_size=3).map(tuple)),
    st.builds(Table, st.just(1), st.just(()), st.lists(cells, min_size=1, max_size=2).map(tuple)),
)
bodies = st.lists(blocks, max_size=5).map(tuple)


@settings(max_examples=40)
@given(bodies, bodies)
def test_what_is_not_added_is_the_old_text_and_what_is_not_removed_the_new(old, new):
    sides = Sides(html_of(old, new))

    assert "".join("".join(sides.old).split()) == said(old)
    assert "".join("".join(sides.new).split()) == said(new)


@settings(max_examples=40)
@given(bodies)
def test_a_text_does_not_differ_from_itself(blocks):
    assert not any(laid.changed for laid in compared(body(*blocks), body(*blocks)))
    assert all(laid.left_out for laid in compared(body(*blocks), body(*blocks), whole=False))


def of(*texts):
    return [Paragraph((Run(text),)) for text in texts]


LINKED = [Paragraph((Run("Go on", (), "https://old.example/"),))]
ITEMS = (tuple(of("One")), tuple(of("Two")))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (of("at nine"), of("at ten"), '<del><span class="only-heard"> removed: </span>nine</del>'),
        (LINKED, [Paragraph((Run("Go on", (), "https://new.example/"),))], "(to https://new.ex"),
        (
            [Heading(2, (Run("The quay"),), "a")],
            [Heading(3, (Run("The quay"),), "a")],
            "Heading of level 2 before, heading of level 3 now.",
        ),
        (of("The quay"), [Heading(2, (Run("The quay"),), "a")], "Paragraph before, heading"),
        ([List(ITEMS)], [List(ITEMS, Numbering.DECIMAL)], "bullets before, decimal now"),
        (
            [Quote(tuple(of("So it is")))],
            [Quote(tuple(of("So it is")), pull=True)],
            "Now a pull quote.",
        ),
        (
            [Table(1, (), ((Cell((Run("9"),)), Cell((Run("ten"),))),))],
            [Table(1, (), ((Cell((Run("8"),)), Cell((Run("ten"),))),))],
            "</span>8</ins></td><td>ten</td>",
        ),
        (of("A"), [*of("A"), Rule()], "* * *"),
    ],
    ids=["word", "link", "level", "heading", "numbering", "pull", "cell", "rule"],
)  # fmt: skip
def test_what_is_easily_overlooked_is_said(old, new, expected):
    assert expected in html_of(old, new)


PHOTO = Photograph("f" * 64, 30, 20, alt_text="A quay", credit_line="Photo: Ann")


def test_a_picture_is_shown_and_what_is_said_of_it_compared():
    later = Photograph("f" * 64, 30, 20, alt_text="A quay at night", credit_line="Photo: Ann")
    figure = Figure(1, PHOTO.sha256)

    found = compared(
        Text((figure,), photos=(PHOTO,)), Text((figure,), photos=(later,)), picture=lambda p: "/p"
    )

    assert '<img src="/p" alt="A quay at night"' in found[0].html
    assert "</span>Shows: A quay</del>" in found[0].html
    assert "Credit" not in found[0].html


def test_a_note_put_in_makes_no_other_one_of_those_behind_it():
    call = NoteReference
    old = Text((Paragraph((Run("It leaves."), call(1))),), notes=(Note(1, (Run("So they say."),)),))
    new = Text(
        (Paragraph((Run("Look:"), call(1))), Paragraph((Run("It leaves."), call(2)))),
        notes=(Note(1, (Run("A timetable."),)), Note(2, (Run("So we say."),))),
    )

    first, second, *notes = compared(old, new)

    assert (first.changed, second.changed) == (True, False)
    assert [note.changed for note in notes] == [True, True]
    assert "Note 2.</span> So <del>" in notes[1].html


def test_only_what_changed_is_shown_with_what_is_beside_it():
    texts = [f"Paragraph {n}." for n in range(9)]

    found = compared(
        body(*of(*texts)), body(*of(*texts[:4], "Quite other.", *texts[5:])), whole=False
    )

    assert [laid.left_out for laid in found if laid.left_out] == [3, 3]


def test_15000_words_are_compared_in_less_than_a_second():
    def paragraph(n, word):
        return " ".join(
            [
                f"Paragraph {n}",
                *(f"{word if i % 9 == n % 9 else 'w'}{i * n % 83}" for i in range(50)),
            ]
        )

    old = body(*of(*(paragraph(n, "old") for n in range(300))))
    new = body(*of(*(paragraph(n, "new") for n in range(300) if n % 17)))
    begun = time.process_time()

    compared(old, new)

    assert time.process_time() - begun < 1
