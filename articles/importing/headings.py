"""Headings of sections in a text without markup."""

from __future__ import annotations

import re

from articles.importing.passages import ends_a_sentence

__all__ = ["is_usual_heading", "numbered_level", "reads_as_heading"]

LONGEST_HEADING = 120  # characters
MOST_WORDS = 14

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})\.?\s+(?P<words>\D.*)")
_ROMAN = re.compile(r"(?P<number>[IVX]{1,5})\.\s+(?P<words>\S.*)")
_USUAL = re.compile(
    r"introduction|background|overview|summary|executive summary|conclusions?|concluding remarks"
    r"|recommendations|policy (recommendations|implications)|discussion|methods?|results|findings"
    r"|notes|endnotes|footnotes|references|bibliography|acknowledge?ments|appendix"
    r"|서론|결론|머리말|맺음말|はじめに|おわりに|引言|结论",
    re.IGNORECASE,
)


def is_usual_heading(text: str) -> bool:
    """Whether the words are those of a heading everybody uses, such as "Introduction"."""
    return bool(_USUAL.fullmatch(text.strip(" .:")))


def numbered_level(text: str) -> int:
    """The level (2, 3 or 4) of a numbered heading such as "1. Tides" or "1.2 Winds"; 0 if none."""
    found = _NUMBER.fullmatch(text) or _ROMAN.fullmatch(text)
    if not found or not reads_as_heading(found["words"]):
        return 0
    depth = found["number"].count(".")
    if depth == 0 and not text.startswith(f"{found['number']}."):
        return 0  # "12 boats" is no heading
    return 2 + depth


def reads_as_heading(text: str) -> bool:
    """Whether the text is short, begins like a title and does not end like a sentence."""
    first = text.lstrip("“\"‘'(")[:1]
    return (
        len(text) <= LONGEST_HEADING
        and len(text.split()) <= MOST_WORDS
        and bool(first)
        and not first.islower()
        and first.isalnum()
        and (
            not ends_a_sentence(text) or text.endswith("?") or bool(re.search(r"\b[A-Z]\.$", text))
        )
    )
