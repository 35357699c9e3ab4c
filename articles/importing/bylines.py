"""Who signs: lines such as "• Mina Seo", "By Mina Seo and Jo Lind", "Mina Seo, Jo Lind"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.importing.manuscript import ByLine
from articles.importing.people import is_collective, looks_like_name, split_name, split_names

__all__ = ["SignedLine", "by_line", "names_in_byline", "signed_line"]

_BULLET = re.compile(r"[•·●▪‣◦*–—-]\s+(.+)")
_LABEL = re.compile(
    r"(?:(?:written|words|text|story|article) by|by|authors?\s*[:：]|글\s*[:：/|]?"
    r"|(?:저자|필자|著者|作者)\s*[:：]?)\s*(.+)",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(Universit|Institut|Centre|Center|Academy|College|School|Council|Foundation|Ministry|Office"
    r"|Bank|Agency|Society|Laborator|Forum|Bureau|Department|Faculty|Commission|Association)",
)
LONGEST_BYLINE = 200  # characters


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line of names. ``sign`` is what told it: a bullet, a label such as "By", or nothing."""

    authors: tuple[ByLine, ...]
    sign: str


def signed_line(text: str) -> SignedLine | None:
    """The byline a line is, else ``None``. A line without a sign is one if it holds names only."""
    text = text.strip()
    if len(text) > LONGEST_BYLINE:
        return None
    if bullet := _BULLET.fullmatch(text):
        return _signed(bullet[1], "a bullet")
    if (label := _LABEL.fullmatch(text)) and (signed := _signed(label[1], "a label")):
        return signed
    return _signed(text, "")


def names_in_byline(text: str) -> tuple[str, ...]:
    """The names of a marked byline; a bare line of names isn't one here."""
    line = signed_line(text)
    return tuple(author.name for author in line.authors) if line and line.sign else ()


def by_line(name: str, *, position: str = "", institution: str = "") -> ByLine:
    """A line of the byline for a printed name."""
    name = " ".join(name.split())
    if not looks_like_name(name) and is_collective(name):
        return ByLine(name=name, collective=True)
    parts = split_name(name)
    printed = (
        re.sub(r"\s*[(（][^()（）]*[)）]\s*", " ", name).strip() if parts.native_name else name
    )
    return ByLine(
        name=printed or name,
        native_name=parts.native_name if parts.native_name != name else "",
        position=position,
        institution=institution,
    )


def _signed(text: str, sign: str) -> SignedLine | None:
    names = split_names(text)
    if names and all(_could_sign(name, marked=bool(sign)) for name in names):
        return SignedLine(tuple(by_line(name) for name in names), sign)
    # "Mina Seo, Senior Fellow, Institute of Tides"
    name, *rest = (part.strip() for part in text.split(","))
    if sign and rest and looks_like_name(name) and all(part[:1].isupper() for part in rest):
        institution = next((part for part in rest if _ORGANISATION.search(part)), "")
        position = ", ".join(part for part in rest if part != institution)
        author = by_line(name, position=position, institution=institution)
        return SignedLine((author,), sign)
    return None


def _could_sign(name: str, *, marked: bool) -> bool:
    return looks_like_name(name) or (marked and is_collective(name) and len(name.split()) <= 8)
