"""Page furniture: lines that belong to the site a page was saved from, not to the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.importing.bylines import names_in_byline
from articles.importing.manuscript import Findings
from articles.importing.passages import Passage, ends_a_sentence

__all__ = ["comes_from_a_page", "throw_away_furniture"]

# Thrown away wherever they stand: nobody writes them.
_ANYWHERE = re.compile(
    r"(top|bottom|back to the top|back to top|end) of (the )?page|back to (the )?top"
    r"|skip to (main |the )?(content|navigation|footer|menu)"
    r"|(share|tweet|print|email|e-mail) this( (article|post|page|story))?"
    r"|share on (facebook|twitter|x|linkedin|whatsapp|email)"
    r"|use tab to navigate through the menu items\.?"
    r"|(accept|reject|allow|manage|decline)( all)? cookies|cookie (settings|policy|preferences)",
    re.IGNORECASE,
)
# Thrown away near the beginning or the end only.
_AT_THE_EDGES = re.compile(
    r"(main |close |open )?menu|home|search|log ?in|sign (in|up)|log ?in / sign ?up|subscribe"
    r"|share|tweet|print|copy link|email|facebook|twitter|x|linkedin|whatsapp|instagram|youtube"
    r"|accept|accept all|reject all|privacy policy|terms of (use|service)|see all|read more"
    r"|(recent|related|more) (posts|articles|stories)|previous|next|post comment"
    r"|(\d+ )?(comments?|views?|likes?|shares?)|write a comment(\.\.\.|…)?|loading(\.\.\.|…)?"
    r"|\d+ (min|minutes?) read|advertisement|(©|\(c\)|copyright).*|.*\ball rights reserved\.?",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\bcookies?\b.*\b(use|accept|consent|policy|settings|experience)\b", re.IGNORECASE
)
_END_OF_PAGE = re.compile(r"bottom of (the )?page|end of (the )?page", re.IGNORECASE)

HEAD = 10  # passages at the beginning that may be furniture
FOOT = 8  # passages at the end
LONGEST_COOKIE_NOTICE = 300  # characters
LONGEST_TAGLINE = 80  # characters


def comes_from_a_page(passages: Sequence[Passage]) -> bool:
    """Whether the text was copied from a page: it has a line that nobody writes."""
    return any(p.is_paragraph and _ANYWHERE.fullmatch(p.text.strip()) for p in passages)


def throw_away_furniture(passages: Sequence[Passage], findings: Findings) -> list[Passage]:
    """The passages without page furniture; what was thrown away is reported, line by line."""
    kept: list[Passage] = []
    for index, passage in enumerate(passages):
        at_an_edge = index < HEAD or index >= len(passages) - FOOT
        if reason := _reason(passage, at_an_edge=at_an_edge):
            if _END_OF_PAGE.fullmatch(passage.text) and kept and _is_tagline(kept[-1]):
                tagline = kept.pop()
                why = "a short line right before the end of the page, the site's motto"
                findings.throw_away(tagline.text, why, tagline.line)
            findings.throw_away(passage.text, reason, passage.line)
        else:
            kept.append(passage)
    return kept


def _reason(passage: Passage, *, at_an_edge: bool) -> str:
    if not passage.is_paragraph:
        return ""
    text = passage.text.strip(" |›»«‹<>·•")
    if _ANYWHERE.fullmatch(text):
        return "a mark or button of the page"
    if len(text) <= LONGEST_COOKIE_NOTICE and _COOKIES.search(text) and at_an_edge:
        return "a notice about cookies"
    if at_an_edge and len(text) <= LONGEST_COOKIE_NOTICE and _AT_THE_EDGES.fullmatch(text):
        return "navigation, sharing or small print of the page"
    return ""


def _is_tagline(passage: Passage) -> bool:
    text = passage.text
    return (
        passage.is_paragraph
        and len(text) <= LONGEST_TAGLINE
        and len(text.split()) >= 2
        and not ends_a_sentence(text)
        and not re.match(r"[•·●▪*–—-]|\(?\w{1,3}[.)]\s|\[", text)
        and not names_in_byline(text)
    )
