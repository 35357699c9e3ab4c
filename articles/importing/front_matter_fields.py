"""What the keys of a front matter mean. See ``articles.importing.markdown`` for the list."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from articles.body.characters import collapse
from articles.importing.bylines import by_line
from articles.importing.front_matter import strings
from articles.importing.manuscript import ByLine, Findings, Manuscript, Reference, Work
from articles.importing.people import split_names
from articles.importing.serials import date_in, doi_in
from publication.identifiers import InvalidIssn, normalise_issn

__all__ = ["manuscript_of"]

_LINES = {
    "title": "title",
    "subtitle": "subtitle",
    "standfirst": "standfirst",
    "abstract": "abstract",
    "section": "section",
    "language": "language",
    "slug": "slug",
    "licence": "licence",
    "license": "licence",
    "disclaimer": "disclaimer",
    "funding": "funding",
    "competing_interests": "competing_interests",
    "alt": "photo_alt",
    "credit": "photo_credit",
    "caption": "photo_caption",
    "source": "source_url",
}
_LISTS = {"topics": "topics", "regions": "regions", "keywords": "keywords"}
_AUTHOR_LINES = {
    "name": "name",
    "native_name": "native_name",
    "name_order": "name_order",
    "given_name": "given_name",
    "family_name": "family_name",
    "role": "role",
    "title": "position",
    "position": "position",
    "affiliation": "institution",
    "institution": "institution",
    "orcid": "orcid",
}
_NAME_ORDERS = {"given-first", "family-first"}
_WORK = re.compile(r"(?P<title>.+?)\s*(?:\((?P<beside>[^()]*)\))?\.?")
_YEAR = re.compile(r"\b(1[5-9]|20|21)\d\d\b")

RenderMarkdown = Callable[[str], str]


def manuscript_of(values: dict[str, Any], findings: Findings, render: RenderMarkdown) -> Manuscript:
    """What the front matter says. ``render`` makes HTML of Markdown, for biographies."""
    fields: dict[str, Any] = {}
    for key, value in values.items():
        field, said = _field(key, value, findings, render)
        if not field:
            known = ", ".join(sorted({*_LINES, *_LISTS, *_OTHERS} - {"author", "license"}))
            what = f"The front matter's key “{key}” isn't known; it says: {_shown(value)}."
            findings.object_to(what, f"Use one of {known}.")
        elif said:
            fields[field] = said
            findings.recognise(field, _shown(value), f"“{key}” in the front matter")
    return Manuscript(**fields)


def _field(key: str, value: Any, findings: Findings, render: RenderMarkdown) -> tuple[str, Any]:
    if field := _LINES.get(key):
        return field, _line(value)
    if field := _LISTS.get(key):
        return field, tuple(strings(value))
    if reader := _OTHERS.get(key):
        field, read = reader
        return field, read(value, findings, render)
    return "", None


def _line(value: Any) -> str:
    """One line of text of a scalar; a list's items become one, as in a folded line."""
    if isinstance(value, str):
        return collapse(value).strip()
    return ", ".join(strings(value))


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_shown(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return " | ".join(_shown(item) for item in value)
    return collapse(str(value)).strip()


# --- keys with a meaning of their own ---


def _authors(value: Any, findings: Findings, render: RenderMarkdown) -> tuple[ByLine, ...]:
    if isinstance(value, str):
        return tuple(by_line(name) for name in split_names(value))
    items = value if isinstance(value, list) else [value]
    return tuple(filter(None, (_author(item, findings, render) for item in items)))


def _author(item: Any, findings: Findings, render: RenderMarkdown) -> ByLine | None:
    if isinstance(item, str):
        return by_line(item) if item.strip() else None
    if not isinstance(item, dict):
        return None
    said: dict[str, Any] = {}
    for key, value in item.items():
        key = str(key).strip().lower().replace("-", "_")  # noqa: PLW2901 (as in the front matter)
        if field := _AUTHOR_LINES.get(key):
            said[field] = _line(value)
        elif key == "biography":
            said["biography"] = render(str(value))
        elif key == "works":
            said["works"] = tuple(
                filter(None, map(_work, value if isinstance(value, list) else [value]))
            )
        else:
            what = f"An author's key “{key}” isn't known; it says: {_shown(value)}."
            findings.object_to(what, "Correct it in the front matter.")
    return _by_line(said, findings)


def _by_line(said: dict[str, Any], findings: Findings) -> ByLine | None:
    parts = [said.get("given_name", ""), said.get("family_name", "")]
    if said.get("name_order") == "family-first":
        parts.reverse()
    name = said.get("name") or " ".join(filter(None, parts))
    if not name:
        findings.object_to("An author in the front matter has no name.", "Add “name:”.")
        return None
    if said.get("name_order", "given-first") not in _NAME_ORDERS:
        what = f"“{said.pop('name_order')}” is no order of names."
        findings.object_to(what, "Write name_order: given-first or family-first.")
    line = by_line(name)
    defaults: dict[str, Any] = {
        "native_name": line.native_name,
        "collective": line.collective and not said.get("family_name"),
        "role": "author",
    }
    return ByLine(**(defaults | {k: v for k, v in said.items() if v} | {"name": line.name}))


def _work(value: Any) -> Work | None:
    """A mapping, or a line "Title (Publisher, 2031)" with or without quotation marks."""
    if isinstance(value, dict):
        known = {key: _line(value[key]) for key in Work.__slots__ if value.get(key)}
        return Work(**known) if known.get("title") else None
    found = _WORK.fullmatch(_line(value)) if isinstance(value, str) else None
    if not found:
        return None
    beside = found["beside"] or ""
    year = _YEAR.search(beside)
    publisher = _YEAR.sub("", beside).strip(" ,;")
    return Work(found["title"].strip('"“” '), publisher, year[0] if year else "")


def _photo(value: Any, findings: Findings, render: RenderMarkdown) -> str:
    name = _line(value)
    if PurePosixPath(name.replace("\\", "/")).name != name or name.startswith("."):
        what = f"“{name}” is no file name: the photo must lie beside the manuscript."
        findings.object_to(what, "Write its name without folders.")
        return ""
    return name


def _issn(value: Any, findings: Findings, render: RenderMarkdown) -> str:
    try:
        return normalise_issn(_line(value))
    except InvalidIssn as fault:
        findings.object_to(str(fault), "Correct it in the front matter.")
        return ""


def _doi(value: Any, findings: Findings, render: RenderMarkdown) -> str:
    doi = doi_in(_line(value))
    if not doi:
        findings.object_to(f"“{_line(value)}” is no DOI.", "Write it like 10.5555/abc.123.")
    return doi


def _date(value: Any, findings: Findings, render: RenderMarkdown) -> Any:
    day = date_in(_line(value))
    if not day:
        findings.object_to(f"“{_line(value)}” is no date.", "Write it like 2031-03-28.")
    return day


def _references(value: Any, findings: Findings, render: RenderMarkdown) -> tuple[Reference, ...]:
    items = value if isinstance(value, list) else [value]
    read = (_reference(item) for item in items)
    return tuple(reference for reference in read if reference.text)


def _reference(item: Any) -> Reference:
    """A line of text, or a mapping of ``text``, ``doi`` and ``url``."""
    if not isinstance(item, dict):
        text = _line(item)
        return Reference(text, doi_in(text))
    text, doi, url = (_line(item.get(key)) for key in ("text", "doi", "url"))
    safe = url if url.startswith(("https://", "http://")) else ""
    return Reference(text, doi_in(doi) or doi_in(text), safe)


_OTHERS: dict[str, tuple[str, Callable[[Any, Findings, RenderMarkdown], Any]]] = {
    "authors": ("authors", _authors),
    "author": ("authors", _authors),
    "photo": ("photo_file", _photo),
    "issn": ("issn", _issn),
    "doi": ("doi", _doi),
    "date": ("published_on", _date),
    "references": ("references", _references),
}
