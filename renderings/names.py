"""Names of contributors as catalogues and citation styles want them."""

from __future__ import annotations

import re

from record.document import Contribution, Document

__all__ = ["by_role", "catalogued", "family_first", "full_title", "index_name", "initials"]

_PARTS_OF_GIVEN_NAME = re.compile(r"[\s.]+")


def full_title(document: Document) -> str:
    """``Title: Subtitle``; no colon after a title that ends with a mark of its own."""
    title, subtitle = document.title.strip(), document.subtitle.strip()
    if not subtitle:
        return title
    return f"{title}{' ' if title.endswith(('?', '!', ':', '…')) else ': '}{subtitle}"


def index_name(contribution: Contribution) -> str:
    """``Family, Given`` where the name has parts, else the name as printed."""
    if contribution.collective:
        return contribution.name
    if contribution.sort_name:
        return contribution.sort_name
    parts = [contribution.family_name, contribution.given_name, contribution.suffix]
    return ", ".join(filter(None, parts)) if contribution.family_name else contribution.name


def family_first(contribution: Contribution) -> bool:
    """Whether the name is printed with the family name before the given name."""
    family, given, name = contribution.family_name, contribution.given_name, contribution.name
    return bool(family and given) and name.startswith(family) and not name.startswith(given)


def initials(given_name: str) -> str:
    """``M. A.`` of Mary Ann, ``J.-P.`` of Jean-Paul, ``S.`` of Seon-jou.

    ``""`` for a name in a script without capitals, which has no initials.
    """
    parts = [_hyphenated(part) for part in _PARTS_OF_GIVEN_NAME.split(given_name)]
    return " ".join(filter(None, parts))


def _hyphenated(part: str) -> str:
    letters = [piece[:1] for piece in re.split("[-‐‑]", part)]
    return "-".join(f"{letter}." for letter in letters if letter.isupper())


def by_role(document: Document) -> dict[str, list[Contribution]]:
    """The byline by role, writers first, each in order."""
    roles: dict[str, list[Contribution]] = {"author": []}
    for contribution in document.byline:
        roles.setdefault(contribution.role or "author", []).append(contribution)
    return {role: contributions for role, contributions in roles.items() if contributions}


def catalogued(document: Document, role: str) -> tuple[Contribution, ...]:
    """Those of a role who do not already stand as the article's writers."""
    return tuple(c for c in document.byline if c.role == role and c not in document.writers)
