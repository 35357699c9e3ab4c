"""Text made safe for HTML: the one place where it is done."""

from __future__ import annotations

import html
import re

__all__ = ["attributes", "escape", "safe_link"]

# What HTML forbids even as a character reference (13.1.4): controls that are no white space,
# lone surrogates, non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_FOLLOWED = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


def escape(text: str) -> str:
    """For element content and for attribute values in double or single quotes."""
    return html.escape(_FORBIDDEN.sub("", text))


def attributes(**values: str | int | None) -> str:
    """`` name="value"`` for each that is neither ``None`` nor ``""``.

    A name is written with its underscores as hyphens and without a final one: ``class_``.
    """
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in values.items()
        if value not in (None, "")
    )


def safe_link(href: str) -> str:
    """The address if readers may be sent there (http, https, mailto), else ``""``.

    Bodies are cleaned on their way in; this holds even if one was not.
    """
    return href if _FOLLOWED.fullmatch(href) else ""
