"""Who signs: lines such as "• Mina Seo", "By Mina Seo and Jo Lind", "Mina Seo, Jo Lind"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.importing.manuscript import ByLine
from articles.importing.people import (
    is_collective,
    looks_like_name,
    split_name,
    split_names,
    without_honorific,
)

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
_POSITION = re.compile(
    r"\b(Fellow|Professor|Director|Researcher|Analyst|President|Chair|Editor|Lecturer|Ambassador"
    r"|Minister|Correspondent|Economist|Scholar|Head|Officer|Advis[eo]r|Manager|Dean|Student"
    r"|Candidate|Associate|Scientist|Secretary)\b"
)
_IN_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")

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
    """A line of the byline for a printed name; honorifics and what stands in brackets go."""
    name = " ".join(name.split())
    if not looks_like_name(name) and is_collective(name):
        return ByLine(name=name, collective=True)
    parts = split_name(name)
    inverted = "," in name and bool(parts.given_name)
    printed = f"{parts.given_name} {parts.family_name}" if inverted else _IN_BRACKETS.sub(" ", name)
    beside = _IN_BRACKETS.search(name)
    if beside and not parts.native_name and _ORGANISATION.search(beside[1]):
        institution = institution or beside[1]
    return ByLine(
        name=without_honorific(" ".join(printed.split())) or name,
        native_name=parts.native_name if parts.native_name != name else "",
        given_name=parts.given_name if inverted else "",
        family_name=parts.family_name if inverted else "",
        position=position,
        institution=institution,
    )


def _signed(text: str, sign: str) -> SignedLine | None:
    name, *rest = (part.strip() for part in text.split(","))
    described = any(_ORGANISATION.search(part) or _POSITION.search(part) for part in rest)
    if sign and described and looks_like_name(name):
        # "Mina Seo, Senior Fellow, Institute of Tides"
        institution = next((part for part in rest if _ORGANISATION.search(part)), "")
        position = ", ".join(part for part in rest if part != institution)
        return SignedLine((by_line(name, position=position, institution=institution),), sign)
    names = split_names(text)
    if names and all(_could_sign(name, marked=bool(sign)) for name in names):
        return SignedLine(tuple(by_line(name) for name in names), sign)
    return None


def _could_sign(name: str, *, marked: bool) -> bool:
    return looks_like_name(name) or (marked and is_collective(name) and len(name.split()) <= 8)
