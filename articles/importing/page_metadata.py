"""What the head of a page says about its article, for machines.

Highwire tags (``citation_title``…) as Google Scholar reads them, JSON-LD, OpenGraph, Dublin Core,
and the element ``title``, in this order of trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from articles.body.characters import collapse
from articles.body.links import safe_address
from articles.importing.bylines import by_line
from articles.importing.manuscript import ByLine, Findings, Manuscript
from articles.importing.page_json_ld import ArticleData, article_data
from articles.importing.page_tree import PageElement
from articles.importing.people import looks_like_name
from articles.importing.serials import date_in, doi_in
from publication.identifiers import InvalidIssn, normalise_issn

__all__ = ["PageMetadata", "page_metadata"]

LONGEST = 2_000  # characters of one value

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_SITE_NAME = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{1,60}$")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a manuscript can take over, and a ``description`` that may be its standfirst."""

    manuscript: Manuscript
    description: str


def page_metadata(page: PageElement, findings: Findings) -> PageMetadata:
    """The metadata of the page; what is taken over is reported with its source."""
    tags = _Tags(page, findings)
    data = article_data(page)
    known = Manuscript(
        title=tags.said("title", data.text("headline"), "citation_title", "dc.title"),
        authors=_authors(tags, data),
        section=tags.said("section", data.text("articleSection"), "article:section"),
        keywords=_keywords(tags, data),
        doi=doi_in(tags.said("doi", data.text("identifier"), "citation_doi", "dc.identifier")),
        issn=_issn(tags, data),
        published_on=_day(tags, data),
        photo_credit=tags.said("photo_credit", data.text("image", "creditText")),
        licence=tags.said("licence", data.text("license")),
        language=_language(page, tags, findings),
        source_url=_address(page, tags),
    )
    if not known.title:
        known = replace(known, title=_title(page, tags, findings))
    description = data.text("description") or tags.first(
        "dc.description", "og:description", "description"
    )
    return PageMetadata(known, description)


class _Tags:
    """The ``meta`` elements of a page: their values by name or property, in lower case."""

    def __init__(self, page: PageElement, findings: Findings) -> None:
        self.findings = findings
        self.values: dict[str, list[str]] = {}
        for meta in page.find("meta"):
            name = (meta.get("name") or meta.get("property")).lower()
            value = collapse(meta.get("content"))[:LONGEST].strip()
            if name and value:
                self.values.setdefault(name.replace("dcterms.", "dc."), []).append(value)

    def first(self, *names: str) -> str:
        return next((self.values[name][0] for name in names if name in self.values), "")

    def every(self, *names: str) -> list[str]:
        return next((self.values[name] for name in names if name in self.values), [])

    def said(self, field: str, in_json_ld: str, *names: str) -> str:
        """The first value of: the first of ``names``, JSON-LD, the other names. Reported."""
        named = [(self.first(name), f"the page's “{name}”") for name in names]
        described = (in_json_ld[:LONGEST], "the page's JSON-LD")
        for value, source in (*named[:1], described, *named[1:]):
            if value:
                self.findings.recognise(field, value, source)
                return value
        return ""


def _authors(tags: _Tags, data: ArticleData) -> tuple[ByLine, ...]:
    names = tags.every("citation_author", "dc.creator")
    authors, source = tuple(by_line(name) for name in names), "the page's “citation_author”"
    described = data.authors()
    if not authors:
        authors, source = described, "the page's JSON-LD"
    elif len(described) == len(authors):
        authors = tuple(
            replace(
                named,
                native_name=named.native_name or told.native_name,
                position=told.position,
                institution=told.institution,
                orcid=told.orcid,
            )
            for named, told in zip(authors, described, strict=True)
        )
    if not authors:
        names = [n for n in tags.every("article:author", "author") if looks_like_name(n)]
        authors, source = tuple(by_line(name) for name in names), "the page's “author”"
    for author in authors:
        tags.findings.recognise("author", author.name, source)
    return authors


def _keywords(tags: _Tags, data: ArticleData) -> tuple[str, ...]:
    words: Iterable[str] = tags.every("citation_keywords", "article:tag") or data.texts("keywords")
    parts = (part.strip() for word in words for part in re.split(r"[;,]", word))
    keywords = tuple(dict.fromkeys(filter(None, parts)))
    if keywords:
        tags.findings.recognise("keywords", ", ".join(keywords), "the page's metadata")
    return keywords


def _issn(tags: _Tags, data: ArticleData) -> str:
    text = tags.said("issn", data.text("isPartOf", "issn"), "citation_issn")
    try:
        return normalise_issn(text) if text else ""
    except InvalidIssn as fault:
        tags.findings.object_to(str(fault), "Compare it with the printed page.")
        return ""


def _day(tags: _Tags, data: ArticleData) -> date | None:
    text = tags.said(
        "published_on",
        data.text("datePublished"),
        "citation_publication_date",
        "article:published_time",
        "dc.date",
    )
    return date_in(text.split("T")[0])


def _language(page: PageElement, tags: _Tags, findings: Findings) -> str:
    root = page.first(lambda element: element.tag == "html" and bool(element.get("lang")))
    language = root.get("lang") if root else tags.first("citation_language", "dc.language")
    if not _LANGUAGE.fullmatch(language):
        return ""
    findings.recognise("language", language, "the page's language")
    return language


def _address(page: PageElement, tags: _Tags) -> str:
    link = page.first(lambda e: e.tag == "link" and e.get("rel").lower() == "canonical")
    address = (link.get("href") if link else "") or tags.first("og:url")
    return safe_address(address) if address.startswith("http") else ""


def _title(page: PageElement, tags: _Tags, findings: Findings) -> str:
    """The only heading of the first level, else the title for sharing or of the window."""
    headings = [h.text() for h in page.find("h1") if h.text()]
    if len(headings) == 1:
        findings.recognise("title", headings[0], "the page's heading")
        return headings[0]
    if title := tags.first("og:title"):
        findings.recognise("title", title, "the page's “og:title”")
        return title
    window = page.first(lambda element: element.tag == "title")
    text = "".join(c for c in window.children if isinstance(c, str)) if window else ""
    title = _SITE_NAME.sub("", collapse(text).strip())[:LONGEST]
    if title:
        findings.guess("title", title, "the title of the browser's window")
    return title
