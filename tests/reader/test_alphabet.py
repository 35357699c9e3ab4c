"""The index of authors: under which letter or script a name stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.alphabet import Entry, by_letter, letter_of, plain

NAMES = {
    "Ocampo": "O", "Öberg": "O", "Ørsted": "O", "łukasz": "L", "ßagner": "S", "Ĳssel": "I",
    "Ængus": "A", "Þórr": "T", "ı": "I", "de Vries": "D", "Nguyễn": "N", "ｆｕｌｌ": "F",
    "김": "Hangul", "かな": "Kana", "カナ": "Kana", "汐見": "Han", "Толстой": "Cyrillic",
    "Ωμέγα": "Greek", "مريم": "Arabic", "אברהם": "Hebrew", "देवी": "Devanagari", "ไทย": "Thai",
    "3rd Way": "Other", "": "Other", "’t Hart": "T", "ʻOkina": "O", " ": "Other",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_under_its_letter_or_script(name):
    assert letter_of(name).name == NAMES[name]


def entry(name):
    return Entry(letter_of(name), plain(name), name, "slug", "", "", "", 1)


def test_latin_letters_come_before_scripts_and_marks_decide_only_between_equals():
    found = [entry(name) for name in ("김", "Zeta", "Öz", "Oz", "oy", "Толстой", "3rd", "Ørn")]

    assert [(letter.name, [e.name for e in group]) for letter, group in by_letter(found)] == [
        ("O", ["Ørn", "oy", "Oz", "Öz"]),
        ("Z", ["Zeta"]),
        ("Cyrillic", ["Толстой"]),
        ("Hangul", ["김"]),
        ("Other", ["3rd"]),
    ]


@given(st.lists(st.text(max_size=8)))
def test_every_name_stands_in_the_index_once_and_every_heading_too(names):
    index = by_letter([entry(name) for name in names])

    assert sorted(e.name for _, group in index for e in group) == sorted(names)
    anchors = [letter.anchor for letter, _ in index]
    assert len(anchors) == len(set(anchors))
    assert all(anchor.isidentifier() for anchor in anchors)
