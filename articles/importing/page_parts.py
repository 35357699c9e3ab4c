"""Parts of an article that a page names by class or element: byline, standfirst, pictures."""

from __future__ import annotations

import re
from dataclasses import replace

from articles.importing.bylines import by_line, signed_line
from articles.importing.credits import photo_credit
from articles.importing.manuscript import ByLine, Findings, Manuscript
from articles.importing.page_tree import PageElement
from articles.importing.people import looks_like_name
from articles.importing.serials import date_in

__all__ = ["take_byline", "take_day", "take_pictures", "take_standfirst"]

LONGEST_BYLINE = 200  # characters
LONGEST_STANDFIRST = 1_200

_BYLINE_NAMES = {"byline", "by-line", "author", "authors", "author-name", "entry-author"}
_STANDFIRST_NAMES = {"standfirst", "dek", "deck", "lede", "article-summary", "article-intro"}
_CREDIT_NAMES = {"credit", "credits", "photo-credit", "image-credit", "copyright"}
_LABEL = re.compile(
    r"(?:(?:photo(?:graph)?|image|picture)s?\s*)?(?:credits?|courtesy|source|photo|image|picture)s?"
    r"\s*[:：]\s*",
    re.IGNORECASE,
)


def take_byline(
    region: PageElement, page: PageElement, known: Manuscript, findings: Findings
) -> Manuscript:
    """Who signs, from elements the page calls a byline; these go, as the byline is printed anew.

    They are looked for in the article's part of the page, then around it.
    """
    found: dict[str, ByLine] = {}
    for root in (region, page):
        for element in list(root.elements()):
            if element is root or not root.contains(element) or not _is_byline(element):
                continue
            authors = _signed(element.text(), known)
            if authors is None:
                continue
            for author in authors:
                if not known.authors and author.name not in found:
                    how = f"the page calls it the byline: “{element.text()}”"
                    findings.recognise("author", author.name, how, element.line)
                    found[author.name] = author
            if root is region:
                why = "the byline, which is printed anew"
                findings.throw_away(element.text(), why, element.line)
                element.remove()
        if found or known.authors:
            break
    return known if known.authors else replace(known, authors=tuple(found.values()))


def _is_byline(element: PageElement) -> bool:
    named = (
        "author" in element.get("rel").lower().split()
        or element.get("itemprop").lower() in {"author", "creator"}
        or bool(element.names() & _BYLINE_NAMES)
    )
    return named and 0 < len(element.text()) <= LONGEST_BYLINE


def _signed(text: str, known: Manuscript) -> tuple[ByLine, ...] | None:
    """The names a byline holds and nothing else; ``None`` if it says more than names."""
    if line := signed_line(text):
        return line.authors
    if looks_like_name(text):
        return (by_line(text),)
    return () if text in [author.name for author in known.authors] else None


def take_day(page: PageElement, known: Manuscript, findings: Findings) -> Manuscript:
    """The day of publication from the first ``time`` element, if it isn't known."""
    for element in page.find("time"):
        day = date_in(element.get("datetime").split("T")[0]) or date_in(element.text())
        if day and not known.published_on:
            how = "the page's first date"
            findings.recognise("published_on", day.isoformat(), how, element.line)
            return replace(known, published_on=day)
    return known


def take_standfirst(
    region: PageElement, page: PageElement, known: Manuscript, description: str, findings: Findings
) -> Manuscript:
    """The standfirst by its class, or as a paragraph near the top that the page's head repeats."""
    for element in page.elements():
        text = element.text() if element.names() & _STANDFIRST_NAMES else ""
        if 0 < len(text) <= LONGEST_STANDFIRST and element is not region:
            how = "the page calls it so"
            findings.recognise("standfirst", text, how, element.line)
            return replace(known, standfirst=text)
    if description:
        for paragraph in list(region.find("p"))[:4]:
            if paragraph.text().casefold() == description.casefold():
                how = "a paragraph near the top that the page's description repeats"
                findings.recognise("standfirst", description, how, paragraph.line)
                return replace(known, standfirst=paragraph.text())
    return known


# --- pictures ---


def take_pictures(region: PageElement, known: Manuscript, findings: Findings) -> Manuscript:
    """Report every picture; the first before the text is the lead photo, its caption is taken.

    Captions of others stay in the text, where the picture is to be put.
    """
    text_began = has_lead = False
    for element in list(region.elements()):
        if not region.contains(element):
            continue
        if element.tag == "p" and len(element.text()) > 120:
            text_began = True
        if element.tag not in {"figure", "img"} or _is_in_figure(element):
            continue
        picture = element.first(lambda inner: inner.tag == "img")
        if not picture:
            continue
        is_lead = not text_began and not has_lead
        _report(picture, findings, is_lead=is_lead)
        if is_lead and element.tag == "figure":
            has_lead = True
            known = _with_caption(element, known, findings)
    return known


def _is_in_figure(element: PageElement) -> bool:
    at = element.parent
    while at is not None and at.tag != "figure":
        at = at.parent
    return at is not None


def _report(picture: PageElement, findings: Findings, *, is_lead: bool) -> None:
    address = (picture.get("src") or picture.get("data-src"))[:300]
    shown = "embedded in the page" if address.startswith("data:") else f"“{address}”"
    alt = f" ({picture.get('alt')})" if picture.get("alt") else ""
    what = f"The picture {shown}{alt} isn't imported."
    if is_lead:
        todo = "Bring it along as the lead photo, if you may use it."
    else:
        todo = "If you may use it, add it to the photo library and place it as a figure."
    findings.object_to(what, todo, picture.line)


def _with_caption(figure: PageElement, known: Manuscript, findings: Findings) -> Manuscript:
    caption = figure.first(lambda element: element.tag == "figcaption")
    if caption is None:
        return known
    marked = caption.first(lambda e: e is not caption and bool(e.names() & _CREDIT_NAMES))
    if marked:
        credit = _LABEL.sub("", marked.text(), count=1).strip(" .()")
        how = f"the page calls it the credit: “{marked.text()}”"
        marked.remove()
        words = caption.text().strip(" |–—-")
    elif found := photo_credit(caption.text()):
        credit, words, how = found.credit, found.caption, f"“{found.label}” in the caption"
    else:
        credit, words, how = "", caption.text(), ""
    if credit:
        findings.recognise("photo_credit", credit, how, caption.line)
    if words:
        findings.recognise("photo_caption", words, "the first picture's caption", caption.line)
    figure.remove()
    return replace(known, photo_credit=credit or known.photo_credit, photo_caption=words)
