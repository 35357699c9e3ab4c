"""Lists of names as the citation styles set them."""

from __future__ import annotations

from record.document import Contribution
from renderings.names import family_first, initials

__all__ = [
    "apa_names",
    "apa_translators",
    "harvard_names",
    "harvard_translators",
    "names_with_and",
    "straight_names",
]


def apa_names(writers: tuple[Contribution, ...]) -> str:
    """Up to twenty names; of more, nineteen and the last."""
    names = [_apa_name(writer) for writer in writers]
    if len(names) > 20:
        return f"{', '.join(names[:19])}, … {names[-1]}"
    return _joined(names, "&")


def _apa_name(writer: Contribution) -> str:
    if writer.collective or not writer.family_name or not writer.given_name:
        return writer.name
    given = initials(writer.given_name)
    if not given and family_first(writer):
        return writer.name
    parts = [writer.family_name, given or writer.given_name, writer.suffix]
    return ", ".join(filter(None, parts))


def names_with_and(writers: tuple[Contribution, ...], *, most: int, shown: int) -> str:
    """All names up to ``most`` of them, else the first ``shown`` and "et al."."""
    names = [
        _turned(writer) if place == 0 else _straight(writer) for place, writer in enumerate(writers)
    ]
    if len(names) > most:
        return f"{', '.join(names[:shown])}, et al."
    return _joined(names, "and")


def straight_names(people: tuple[Contribution, ...], *, most: int) -> str:
    """Names in the order they are printed in, as of translators."""
    names = [_straight(person) for person in people]
    if len(names) > most:
        return f"{names[0]} et al."
    return _joined(names, "and")


def apa_translators(people: tuple[Contribution, ...]) -> str:
    """``I. Bo & A. Ce Jr.``"""
    return _joined([_initialled(person) for person in people], "&")


def harvard_names(writers: tuple[Contribution, ...]) -> list[str]:
    """Each name as in a list of references: ``Adeyemi, M.A., Jr.``"""
    return [_close(_apa_name(writer), writer) for writer in writers]


def harvard_translators(people: tuple[Contribution, ...]) -> str:
    """``I. Bo and M.A. Ce``"""
    return _joined([_close(_initialled(person), person) for person in people], "and")


def _initialled(person: Contribution) -> str:
    given = initials(person.given_name)
    whole = person.collective or not person.family_name or not given
    parts = [person.name] if whole else [given, person.family_name, person.suffix]
    return " ".join(filter(None, parts))


def _close(name: str, person: Contribution) -> str:
    """With no space between the initials."""
    given = initials(person.given_name)
    return name.replace(given, given.replace(". ", ".")) if given else name


def _turned(writer: Contribution) -> str:
    parts = [writer.family_name, writer.given_name, writer.suffix]
    if writer.collective or not all(parts[:2]) or family_first(writer):
        return writer.name
    return ", ".join(filter(None, parts))


def _straight(writer: Contribution) -> str:
    """As printed, with a suffix unless the printed name has it."""
    name, suffix = writer.name, writer.suffix
    return f"{name} {suffix}" if suffix and not name.endswith(suffix) else name


def _joined(names: list[str], conjunction: str) -> str:
    """A comma before the conjunction, except between two names of which the first has none."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if len(names) > 2 or "," in names[0] else ""
    return f"{', '.join(names[:-1])}{comma} {conjunction} {names[-1]}"
