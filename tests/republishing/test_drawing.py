"""Letters and lines of the pictures: every script whole, every line within its column."""

import io
import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photos.stamping import Stamp
from republishing.drawing import LARGEST_FILE, Shown, Words, draw
from republishing.lettering import Lettering, can_set, without_signs
from republishing.lines import ELLIPSIS, NEVER_FIRST, NEVER_LAST, broken, fitted, pieces

TITLES = {
    "en": "Who Keeps the Lanes Open?",
    "de": "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 3,
    "ko": "누구의 해협인가: 좁은 바다를 둘러싼 세 나라의 오래된 다툼",
    "ja": "誰が海峡の航路を守っているのか。「第三の航路」をめぐる三カ国の争い",
    "zh-Hant": "誰在維護航道的暢通？",
    "ru": "Кто следит за проливами?",
    "vi": "Ai giữ cho các luồng tàu luôn mở?",
    "ar": "من يحرس الممرات؟",
}


def by_letters(text):
    return float(len(text))


@pytest.mark.parametrize("language", TITLES)
def test_a_picture_of_every_script_is_small_enough(language):
    title = TITLES[language]
    words = Words(language, "The Strait Review", "Commentary", title, "By Mirae Yoon (윤미래)")

    assert 10_000 < len(draw(words, None)) <= LARGEST_FILE


def test_a_title_of_any_length_is_drawn_in_time(make_picture):
    photo = Shown(
        Image.open(io.BytesIO(make_picture((2400, 1600)))), "Credit " * 60, (0, 100), Stamp()
    )
    words = Words("ja", "The Strait Review " * 9, "Commentary " * 9, "長い題名、" * 90, "A, " * 400)

    begun = time.process_time()
    content = draw(words, photo)

    assert time.process_time() - begun < 4  # seconds of a loaded machine; half of one elsewhere
    assert len(content) <= LARGEST_FILE


def test_latin_stands_in_the_serif_and_korean_in_the_font_that_has_it():
    assert can_set("Who 누구 誰 Кто")
    assert Lettering("ko", 40).width("누구의") > 3 * 30
    assert without_signs("Lanes 🚢 open\u200d") == "Lanes open"


def test_latin_breaks_at_spaces_and_hyphens_only():
    assert pieces("Policy-making in 1990-91, at sea") == [
        "Policy-", "making ", "in ", "1990-91, ", "at ", "sea",
    ]  # fmt: skip


def test_japanese_breaks_between_signs_but_not_around_brackets():
    assert pieces("「海」か、山。") == ["「海」", "か、", "山。"]


def test_korean_breaks_at_spaces():
    assert pieces("누구의 해협인가") == ["누구의 ", "해협인가"]


def test_lines_are_even():
    assert broken("one two three four five six", by_letters, 24) == [
        "one two three", "four five six",
    ]  # fmt: skip


def test_what_is_too_long_ends_with_an_ellipsis_at_a_word():
    assert fitted("one two three four five six seven", by_letters, 12, 2) == [
        "one two", "three four…",
    ]  # fmt: skip


texts = st.text(st.sampled_from("ab -—/(「」。、日本語カ한국 어1.!…"), min_size=1, max_size=60)


@settings(deadline=None)
@given(texts)
def test_no_sign_is_lost_and_no_line_begins_or_ends_wrong(text):
    parts = pieces(text)

    assert "".join(parts) == text
    for before, after in itertools.pairwise(parts):
        assert after[0] not in NEVER_FIRST or before.endswith(" ")
        assert before[-1] not in NEVER_LAST


@settings(deadline=None)
@given(texts, st.integers(3, 30), st.integers(1, 4))
def test_every_line_fits_and_there_are_never_too_many(text, width, most):
    lines = fitted(text, by_letters, width, most)

    assert 1 <= len(lines) <= most
    assert all(len(line) <= width for line in lines)
    assert ELLIPSIS in "".join(lines) or "".join("".join(lines).split()) == "".join(text.split())
