"""Where a link of the body may lead.

To one of our own articles it leads by the article's key, ``article:<uuid>``, so that it follows
the article whatever its address becomes. Only drafts know that form; a Document has the address.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

from articles.body.characters import without_forbidden

__all__ = ["article_key", "safe_address", "to_article"]

LONGEST_ADDRESS = 2_000  # characters; what every browser and reader handles

# Besides white space and controls: what must not stand bare in an attribute or a URL
# (RFC 3986, section 2; "[" and "]" are left for IPv6 hosts).
_BARE = frozenset("\"'<>\\^`{|}")
_TO_ARTICLE = re.compile(r"article:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)
_WITH_HOST = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)


def to_article(key: str) -> str:
    """The link to the article with that key."""
    return f"article:{key}"


def article_key(href: str) -> str:
    """The key of the article the link leads to; ``""`` if it leads elsewhere."""
    found = _TO_ARTICLE.fullmatch(href)
    return found[1].lower() if found else ""


def safe_address(href: str) -> str:
    """``href`` if it is http, https, mailto, relative to the site ("/…") or leads to an article.

    Else ``""``.

    An address with a scheme-relative host ("//…", also written with a backslash) leads off the
    site and is refused. What must not stand bare in an address is percent-encoded.
    """
    address = re.sub(r"[\t\n\r]", "", without_forbidden(href)).strip()
    if key := article_key(address):
        return to_article(key)
    if not address or len(address) > LONGEST_ADDRESS or not _leads_somewhere(address):
        return ""
    return "".join(quote(c, safe="") if _must_be_quoted(c) else c for c in address)


def _leads_somewhere(address: str) -> bool:
    if address.startswith("/"):
        return not address.startswith(("//", "/\\"))
    if address[:7].lower() == "mailto:":
        return "@" in address
    if not _WITH_HOST.match(address):
        return False
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:  # brackets that are no IPv6 address
        return False


def _must_be_quoted(character: str) -> bool:
    return character in _BARE or unicodedata.category(character)[0] in "CZ"
