"""Numbers and dates that identify an article: ISSN, DOI, the day it appeared, its keywords."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from articles.importing.manuscript import Findings
from articles.importing.passages import Passage
from publication.identifiers import InvalidDoi, InvalidIssn, normalise_doi, normalise_issn

__all__ = ["date_in", "doi_in", "take_doi", "take_issn", "take_keywords"]

_ISSN = re.compile(
    r"\b(?P<label>[EePp]?-?ISSN(?:-L)?)\b\s*(?:\((?:online|print|linking|electronic)\))?\s*[:：]?\s*"
    r"(?P<number>[0-9]{4}\s?[-‐‑–—]?\s?[0-9]{3}[0-9Xx])\b(?:\s*\((?:online|print)\))?",
    re.IGNORECASE,
)
_DOI = re.compile(r"\b(10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"'<>“”]+)")
_DOI_LINE = re.compile(
    r"(?:DOI\s*[:：]?\s*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}\S*", re.IGNORECASE
)
_KEYWORDS = re.compile(
    r"(?:key ?words?|키워드|주제어|キーワード|关键词)\s*[:：]\s*(.+)", re.IGNORECASE
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_DATE_LABEL = (
    r"(?:(?:first )?published|posted|date|updated|publication date|발행일|게재일)(?: on)?\s*:?\s*"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_DATES = (
    re.compile(r"(?P<year>[12]\d{3})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})\.?"),
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<name>[a-z]+)\.?,?\s+(?P<year>[12]\d{3})"
    ),
    re.compile(r"(?P<name>[a-z]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[12]\d{3})"),
    re.compile(
        r"(?P<year>[12]\d{3})\s*[년年]\s*(?P<month>\d{1,2})\s*[월月]\s*(?P<day>\d{1,2})\s*[일日]"
    ),
)


def take_issn(passages: Sequence[Passage], findings: Findings) -> tuple[str, list[Passage]]:
    """The first ISSN named, and the passages without the line that says nothing else."""
    kept: list[Passage] = []
    issn = ""
    for passage in passages:
        found = _ISSN.search(passage.text)
        if not found:
            kept.append(passage)
            continue
        number = _canonical(found["number"], findings, passage)
        alone = not re.search(r"\w", _ISSN.sub("", passage.text))
        if not issn:
            issn = number
            findings.recognise("issn", number, f"“{found[0]}”", passage.line)
        elif number != issn:
            findings.guess("issn", number, f"“{found[0]}”: a second one, left to you", passage.line)
        if number != issn or not alone or not passage.is_paragraph:
            kept.append(passage)
    return issn, kept


def _canonical(text: str, findings: Findings, passage: Passage) -> str:
    bare = re.sub(r"[^0-9Xx]", "", text).upper()
    number = f"{bare[:4]}-{bare[4:]}"
    try:
        normalise_issn(number)
    except InvalidIssn as fault:
        findings.object_to(str(fault), "Compare it with the printed page.", passage.line)
    return number


def take_doi(passages: Sequence[Passage], findings: Findings) -> tuple[str, list[Passage]]:
    """The article's own DOI: one that stands alone on a line. Others belong to references."""
    for index, passage in enumerate(passages):
        if passage.is_paragraph and _DOI_LINE.fullmatch(passage.text.strip()):
            doi = doi_in(passage.text)
            if doi:
                findings.recognise("doi", doi, f"the line “{passage.text}”", passage.line)
                return doi, [*passages[:index], *passages[index + 1 :]]
    return "", list(passages)


def doi_in(text: str) -> str:
    """The first DOI in the text, bare and in lower case, or ``""``."""
    found = _DOI.search(text)
    if not found:
        return ""
    candidate = found[1].rstrip(".,;:)]}")
    try:
        return normalise_doi(candidate)
    except InvalidDoi:
        return ""


def take_keywords(
    passages: Sequence[Passage], findings: Findings
) -> tuple[tuple[str, ...], list[Passage]]:
    """The keywords of the line "Keywords: a, b", if there is one."""
    for index, passage in enumerate(passages):
        found = _KEYWORDS.fullmatch(passage.text.strip())
        if found and passage.is_paragraph:
            words = (word.strip(" .") for word in re.split(r"[,;·、，]", found[1]))
            keywords = tuple(dict.fromkeys(filter(None, words)))
            if keywords:
                how = f"the line “{passage.text}”"
                findings.recognise("keywords", ", ".join(keywords), how, passage.line)
                return keywords, [*passages[:index], *passages[index + 1 :]]
    return (), list(passages)


def date_in(text: str) -> date | None:
    """The day a line names, if it names nothing else: "Published: 3 March 2031", "2031.3.3"."""
    bare = re.sub(rf"^{_DATE_LABEL}", "", text.strip().lower())
    bare = re.sub(rf"^{_WEEKDAY}", "", bare)
    for pattern in _DATES:
        if found := pattern.fullmatch(bare):
            parts = found.groupdict()
            month = _MONTHS.get(parts["name"], 0) if "name" in parts else int(parts["month"])
            try:
                return date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:  # such as 31 June
                return None
    return None
