"""Bytes in, manuscript and report out: encodings, kinds of files, refusals."""

import pytest

from articles.importing.decoding import LARGEST_FILE
from articles.importing.reading import Unreadable, UnreadableManuscript, read

KOREAN = "조류와 무역\n\n바다는 제 달력을 가지고 있다."


def form_of(report):
    return next(finding.value for finding in report.recognised if finding.field == "form")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", Unreadable.EMPTY, id="empty"),
        pytest.param(b" \r\n\t ", Unreadable.EMPTY, id="blank"),
        pytest.param(b"\xef\xbb\xbf", Unreadable.NOT_TEXT, id="a byte order mark alone"),
        pytest.param(b"a" * (LARGEST_FILE + 1), Unreadable.TOO_LARGE, id="too large"),
        pytest.param(b"PK\x03\x04rest", Unreadable.NOT_TEXT, id="word"),
        pytest.param(b"%PDF-1.7", Unreadable.NOT_TEXT, id="pdf"),
        pytest.param(b"\xff\xd8\xff\xe0JFIF", Unreadable.NOT_TEXT, id="picture"),
        pytest.param(b"Tides\x00and", Unreadable.NOT_TEXT, id="nul"),
        pytest.param(b"\x01\x02\x03\x04abc", Unreadable.NOT_TEXT, id="controls"),
        pytest.param(b"\xff\xfeab\x00\xd8", Unreadable.UNDECODABLE, id="broken utf-16"),
        pytest.param(b"Tides\n\x81\x8d\x8f", Unreadable.UNDECODABLE, id="no encoding"),
    ],
)
def test_what_is_no_manuscript_is_refused_with_reason_and_advice(data, reason):
    with pytest.raises(UnreadableManuscript) as refused:
        read(data, "tides.txt")

    assert refused.value.reason is reason
    assert refused.value.name == "tides.txt"
    assert refused.value.what.endswith(".")
    assert refused.value.what_to_do.endswith(".")


def test_an_undecodable_line_is_named():
    with pytest.raises(UnreadableManuscript) as refused:
        read(b"Tides\n\nports \x81 \x8d \x8f\n", "tides.txt")

    assert "Line 3" in refused.value.what


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (KOREAN.encode(), "조류와 무역"),
        (b"\xef\xbb\xbf" + KOREAN.encode(), "조류와 무역"),
        (KOREAN.encode("utf-16"), "조류와 무역"),
        (b"\xfe\xff" + KOREAN.encode("utf-16-be"), "조류와 무역"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big endian"],
)
def test_unicode_is_read_without_guessing(data, title):
    manuscript, report = read(data, "tides.txt")

    assert manuscript.title == title
    assert "encoding" not in [finding.field for finding in report.guessed]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(KOREAN, "cp949"), ("Gezeiten über “Häfen”\n\nDas Meer fällt.", "cp1252")],
)
def test_older_encodings_are_guessed_and_told(text, encoding):
    manuscript, report = read(text.encode(encoding), "tides.txt")

    assert manuscript.title == text.split("\n")[0]
    assert ("encoding", encoding) in [(f.field, f.value) for f in report.guessed]


def test_a_page_may_declare_its_encoding():
    page = f'<html><meta charset="euc-kr"><h1>조류</h1><p>{KOREAN}</p></html>'

    manuscript, report = read(page.encode("cp949"), "tides.html")

    assert manuscript.title == "조류"
    assert "encoding" not in [finding.field for finding in report.guessed]


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("tides.txt", "Tides\n\ntext", "plain text"),
        ("tides", "Tides\n\ntext", "plain text"),
        ("tides.md", "# Tides\n\ntext", "Markdown"),
        ("TIDES.HTM", "<h1>Tides</h1>text", "a web page"),
        ("tides.txt", "<!doctype html><h1>Tides</h1>text", "a web page"),
        ("tides.txt", "---\ntitle: Tides\n---\ntext", "Markdown"),
        ("tides.md", "<!-- saved --><HTML><h1>Tides</h1>text", "a web page"),
    ],
)
def test_the_importer_is_chosen_by_name_and_by_how_the_text_begins(name, text, form):
    manuscript, report = read(text.encode(), name)

    assert form_of(report) == form
    assert manuscript.title == "Tides"


def test_line_ends_of_all_systems_are_one():
    text = "Tides\n\nBy Mina Seo\n\nThe text."

    unix = read(text.encode(), "a.txt")

    assert read(text.replace("\n", "\r\n").encode(), "a.txt") == unix
    assert read(text.replace("\n", "\r").encode(), "a.txt") == unix
