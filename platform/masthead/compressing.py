"""How an answer is made smaller on its way (RFC 9110, section 8.4)."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping

import brotli

__all__ = ["CODINGS", "chosen", "encoded", "worth_it"]

LEAST = 500  # bytes: below, the header costs what is saved
COMPRESSIBLE = ("text/", "application/json", "application/ld+json", "application/xml")
COMPRESSIBLE_SUFFIXES = ("+json", "+xml")

# The one that makes less of it first. Levels at which a page takes about a millisecond.
CODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}


def worth_it(content_type: str, size: int) -> bool:
    """Whether an answer of that type and size, in bytes, gets smaller."""
    bare = content_type.partition(";")[0].strip()
    text = bare.startswith(COMPRESSIBLE) or bare.endswith(COMPRESSIBLE_SUFFIXES)
    return text and size >= LEAST


def chosen(accept_encoding: str) -> str:
    """The coding the client wants most of those there are; ``""`` if none (section 12.5.3)."""
    wanted = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameters = part.partition(";")
        wanted[name.strip()] = _quality(parameters)
    quality = {coding: wanted.get(coding, wanted.get("*", 0.0)) for coding in CODINGS}
    best = max(CODINGS, key=lambda coding: quality[coding])
    return best if quality[best] > 0 else ""


def encoded(body: bytes, coding: str) -> bytes:
    """The body in one of ``CODINGS``."""
    return CODINGS[coding](body)


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
