"""What templates of readers' pages say with one word."""

from __future__ import annotations

import functools
from typing import Literal

from django import template
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from editing.richtext import clean_simple, from_plain
from record.document import Photograph
from renderings import identifiers, pictures
from renderings.addresses import Addresses
from renderings.escaping import safe_link

__all__ = ["register"]

register = template.Library()

# Addresses within the site, as a page's own pictures need no host.
HERE = Addresses("")


@register.simple_tag
def address(name: str, *parts: str) -> str:
    """The path of one of the readers' pages, such as ``{% address 'author' slug %}``."""
    return _address(name, *parts)


# A page names the same two dozen addresses again and again, and they never change.
@functools.lru_cache(maxsize=4096)
def _address(name: str, *parts: str) -> str:
    return reverse(f"reader:{name}", args=parts)


@register.simple_tag
def picture(
    photo: Photograph,
    shape: str,
    sizes: str,
    loading: Literal["lazy", "eager"] = "lazy",
    alt: str | None = None,
) -> SafeString:
    """``<picture>``, laid out as wide as ``sizes`` says; ``alt=""`` beside a title that says it."""
    return mark_safe(
        pictures.picture(photo, HERE, shape=shape, sizes=sizes, loading=loading, alt=alt)
    )


@register.filter
def rich(text: str) -> SafeString:
    """Rich text of the directory, cleaned once more on its way out; plain text in paragraphs."""
    try:
        html = clean_simple(text) if "<" in text else from_plain(text)
    except ValidationError:
        # Characters that would turn the line around: shown as what they are, plain text.
        return mark_safe(f"<p><bdi>{escape(text)}</bdi></p>")
    return mark_safe(html if html.startswith(("<p", "<ul", "<ol")) else f"<p>{html}</p>")


@register.filter
def followed(href: str) -> str:
    """The address if readers may be sent there, else nothing; forms check it too."""
    return safe_link(href)


@register.filter
def issn_url(issn: str) -> str:
    """The serial's page at the ISSN International Centre."""
    return identifiers.issn_url(issn)
