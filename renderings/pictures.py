"""A photo as ``<picture>``: every rendition named, so that each screen loads the one that fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from record.document import Photograph
from renderings.addresses import Addresses
from renderings.escaping import attributes, escape

__all__ = ["FORMATS", "best", "from_summary", "picture", "srcset"]

# Formats of the renditions with their media types, best compression first. The last is understood
# by everything and is what ``<img>`` itself points to.
FORMATS: Mapping[str, str] = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}

# What a client that knows no srcset loads (pixels wide).
FALLBACK_WIDTH = 1280


def picture(
    photo: Photograph,
    addresses: Addresses,
    *,
    shape: str = "full",
    sizes: str = "100vw",
    loading: Literal["lazy", "eager"] = "lazy",
    alt: str | None = None,
) -> str:
    """``<picture>`` with AVIF, WebP and JPEG in every width there is.

    ``shape`` is "full", "wide" (16:9) or "square"; a photo that must not be cropped is shown
    whole. ``sizes`` says how wide the photo is laid out, as in HTML. ``alt`` replaces the photo's
    own text, e.g. by ``""`` in a card whose title already says it. ``loading`` is "eager" for the
    photo in sight when the page opens; all others load as the reader nears them.
    """
    *sources, _ = FORMATS
    elements = [
        f"<source{attributes(type=FORMATS[name], srcset=each, sizes=sizes)}>"
        for name in sources
        for each in [srcset(photo, addresses, shape, name)]
    ]
    elements.append(_img(photo, addresses, shape, sizes, alt, eager=loading == "eager"))
    return f"<picture>{''.join(elements)}</picture>"


def srcset(photo: Photograph, addresses: Addresses, shape: str, format: str) -> str:  # noqa: A002
    """Every rendition of that shape and format with its width, narrowest first."""
    shape, sizes = _available(photo, shape)
    return ", ".join(
        f"{addresses.photo(photo.sha256, shape, width, format)} {width}w" for width, _ in sizes
    )


def best(
    photo: Photograph, addresses: Addresses, shape: str = "full", at_most: int = FALLBACK_WIDTH
) -> tuple[str, int, int]:
    """(address, width, height) of the widest JPEG of that shape not wider than ``at_most``."""
    shape, sizes = _available(photo, shape)
    width, height = max((s for s in sizes if s[0] <= at_most), default=sizes[0])
    return addresses.photo(photo.sha256, shape, width, "jpg"), width, height


def from_summary(card: Mapping[str, Any]) -> Photograph:
    """The photo of a stored summary's ``lead_photo``, with as much as showing it needs."""
    return Photograph(
        sha256=card["sha256"],
        width=card["width"],
        height=card["height"],
        alt_text=card["alt_text"],
        credit_line=card["credit_line"],
        cropping_allowed=card["cropping_allowed"],
    )


def _available(photo: Photograph, shape: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    if sizes := photo.renditions(shape):
        return shape, sizes
    return "full", photo.renditions("full")


def _img(
    photo: Photograph,
    addresses: Addresses,
    shape: str,
    sizes: str,
    alt: str | None,
    *,
    eager: bool,
) -> str:
    src, width, height = best(photo, addresses, shape)
    candidates = srcset(photo, addresses, shape, "jpg")
    text = escape(photo.alt_text if alt is None else alt)
    return (
        f"<img{attributes(src=src, srcset=candidates, sizes=sizes)}"
        f'{attributes(width=width, height=height)} alt="{text}"'
        f"{attributes(loading=None if eager else 'lazy', decoding='async')}"
        f"{attributes(fetchpriority='high' if eager else None)}>"
    )
