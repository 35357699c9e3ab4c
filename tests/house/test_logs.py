"""A log line cannot be forged by what a request carries."""

import json
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.logs import JSONLines, PlainLines

HOSTILE = "GET /a\r\nERROR root: all articles deleted\x1b[2J\u2028\x85 end"


def record(message: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord("site", logging.WARNING, __file__, 1, message, arguments, None)


@pytest.mark.parametrize("form", [PlainLines(), JSONLines()], ids=["plain", "json"])
def test_a_message_stays_within_its_line(form):
    line = form.format(record("%s asked", HOSTILE))

    assert len(line.splitlines()) == 1
    assert "\x1b" not in line


@given(st.text())
def test_any_text_becomes_one_line_of_json_that_reads_back(text):
    line = JSONLines().format(record("%s", text))

    assert len(line.splitlines()) == 1
    assert line.isascii()
    assert json.loads(line)["message"] == text


def test_an_error_keeps_its_reason():
    try:
        raise ValueError("no such slug\x1b[2J")
    except ValueError:
        entry = record("failed")
        entry.exc_info = sys.exc_info()

    plain = PlainLines().format(entry)
    assert "\x1b" not in plain
    assert "ValueError: no such slug\\x1b[2J" in plain
    assert "ValueError" in json.loads(JSONLines().format(entry))["exception"]


def test_an_enormous_message_is_cut():
    assert len(PlainLines().format(record("x" * 1_000_000))) < 20_000
