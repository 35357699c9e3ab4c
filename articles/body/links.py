"""Where a link of the body may lead."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

from articles.body.characters import without_forbidden

__all__ = ["safe_address"]

LONGEST_ADDRESS = 2_000  # characters; what every browser and reader handles

# Besides white space and controls: what must not stand bare in an attribute or a URL
# (RFC 3986, section 2; "[" and "]" are left for IPv6 hosts).
_BARE = frozenset("\"'<>\\^`{|}")
_WITH_HOST = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)


def safe_address(href: str) -> str:
    """``href`` if it is http, https, mailto or relative to the site ("/…"), else ``""``.

    An address with a scheme-relative host ("//…", also written with a backslash) leads off the
    site and is refused. What must not stand bare in an address is percent-encoded.
    """
    address = re.sub(r"[\t\n\r]", "", without_forbidden(href)).strip()
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
