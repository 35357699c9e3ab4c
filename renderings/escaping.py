"""Text made safe for what it is written into: the one place where it is done for HTML."""

from __future__ import annotations

import html
import re

__all__ = ["attributes", "clean", "escape", "line", "safe_link"]

# What HTML forbids even as a character reference (13.1.4): controls that are no white space,
# lone surrogates, non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_FOLLOWED = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


# White space that breaks or shifts a line. Not the no-break spaces, which are there on purpose.
_BREAKS = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """Without the characters that no form of an article may contain."""
    return _FORBIDDEN.sub("", text)


def line(text: str) -> str:
    """Cleaned and on one line, for forms in which a line's end means something."""
    return clean(_BREAKS.sub(" ", text))


def escape(text: str) -> str:
    """For element content and for attribute values in double or single quotes."""
    return html.escape(clean(text))


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
