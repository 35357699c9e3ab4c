"""Which part of a page is the article, and what in it is furniture."""

from __future__ import annotations

import re

from articles.importing.manuscript import Findings
from articles.importing.page_tree import PageElement

__all__ = ["article_region", "remove_furniture"]

SHARE = 0.85  # of the page's text that the article's part must hold
LONGEST_SHOWN = 400  # characters of what was thrown away that the report shows
LONGEST_NAMED_FURNITURE = 1_500  # characters; more text than that is the article, whatever its name

_NEVER_TEXT = {"nav", "form", "button", "select", "dialog", "menu", "input", "noscript"}
_NEVER_FURNITURE = {"p", "a", "span", "em", "strong", "html", "body", "article", "main", "h1", "h2"}
_ROLES = {"navigation", "search", "banner", "contentinfo", "dialog", "complementary", "menu"}
_NAMES = re.compile(
    r"nav(igation|bar)?|menus?|breadcrumbs?|share|sharing|social|cookies?|consent|newsletter"
    r"|subscribe|subscription|related|recommended|comments?|sidebar|promo|advert(isement)?|ads?"
    r"|pagination|skip|popup|modal|banner|toolbar|print"
)


def article_region(page: PageElement, findings: Findings) -> PageElement:
    """The element that is the article; the rest of the page is reported as thrown away."""
    region, how = _region(page)
    outside = _outside(page, region)
    findings.recognise("region", f"<{region.tag}>", how, region.line)
    if outside:
        findings.throw_away(_shown(outside), "outside the article's part of the page")
    return region


def _region(page: PageElement) -> tuple[PageElement, str]:
    for how, found in (
        ("the page's article", _largest(page, "article")),
        ("marked as the article's body", _marked(page)),
        ("the page's main part", _largest(page, "main")),
    ):
        if found:
            return found, how
    return _densest(page), "the part that holds most of the page's text"


def _marked(page: PageElement) -> PageElement | None:
    return page.first(lambda e: e.get("itemprop").lower() == "articlebody" and bool(e.text()))


def _largest(page: PageElement, tag: str) -> PageElement | None:
    """The element of that tag with most text, if that is a good part of what all of them have."""
    sizes = {element: len(element.text()) for element in list(page.find(tag))[:50]}
    if not sizes:
        return None
    largest = max(sizes, key=lambda element: sizes[element])
    return largest if sizes[largest] > sum(sizes.values()) / 2 else None


def _densest(page: PageElement) -> PageElement:
    """The innermost element that holds nearly all text that stands in paragraphs."""
    sizes: dict[PageElement, int] = {}
    for paragraph in page.find("p", "li", "blockquote", "h1", "h2", "h3", "h4"):
        if paragraph.tag == "p" or not any(paragraph.find("p")):
            size = len(paragraph.text())
            at = paragraph.parent
            while at is not None:
                sizes[at] = sizes.get(at, 0) + size
                at = at.parent
    region, whole = page, sizes.get(page, 0)
    while inner := next(
        (
            child
            for child in region.children
            if isinstance(child, PageElement) and sizes.get(child, 0) > whole * SHARE
        ),
        None,
    ):
        region = inner
    body = page.first(lambda element: element.tag == "body")
    return region if region is not page else body or page


def _outside(page: PageElement, region: PageElement) -> str:
    """The words of the page's body that aren't in the region."""
    body = page.first(lambda element: element.tag == "body") or page
    parts = []
    stack = [body]
    while stack:
        element = stack.pop()
        if element is region:
            continue
        if element.contains(region):
            inner = [c for c in element.children if isinstance(c, PageElement)]
            parts += [c.strip() for c in element.children if isinstance(c, str)]
            stack.extend(reversed(inner))
        else:
            parts.append(element.text())
    return " ".join(filter(None, parts))


def remove_furniture(region: PageElement, findings: Findings) -> None:
    """Take navigation, forms, sharing, cookie notices and the like out of the region."""
    for element in list(region.elements()):
        if element is region or not region.contains(element):
            continue
        if reason := _reason(element):
            text = element.text()
            if text:
                findings.throw_away(_shown(text), reason, element.line)
            element.remove()


def _reason(element: PageElement) -> str:
    if element.tag in _NEVER_TEXT:
        return f"<{element.tag}> of the page"
    if element.get("role").lower() in _ROLES:
        return f"the page's {element.get('role').lower()}"
    if "hidden" in element.attributes or re.search(
        r"display\s*:\s*none|visibility\s*:\s*hidden", element.get("style"), re.IGNORECASE
    ):
        return "hidden on the page"
    named = sorted(name for name in element.names() if _NAMES.fullmatch(name))
    may_be = named and element.tag not in _NEVER_FURNITURE
    if may_be and len(element.text()) <= LONGEST_NAMED_FURNITURE:
        return f"the page calls it “{named[0]}”"
    return ""


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
