"""Query parameters: which there are, and what their values mean.

A parameter that isn't named here, stands twice or can't be read is refused, with the reason and
what would be allowed; a filter misspelt in silence would send a partner everything.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.http import QueryDict

from api.problems import InvalidParameters
from authors.identifiers import normalise_orcid
from publication.identifiers import normalise_doi
from publication.languages import normalise_language

__all__ = [
    "Parameter",
    "choice",
    "doi",
    "instant",
    "language",
    "limit",
    "month",
    "orcid",
    "page_size",
    "question",
    "read",
    "region",
    "region_code",
    "sha256",
    "slug",
    "spdx",
    "word",
]

DEFAULT_PAGE_SIZE = 20
LARGEST_PAGE_SIZE = 100
DEFAULT_LIMIT = 100
LARGEST_LIMIT = 1000
LONGEST_NAME = 60  # characters of an unknown name that are repeated in the answer

SLUG = re.compile(r"[-a-z0-9]+")
SPDX = re.compile(r"[A-Za-z0-9.-]+")
REGION_CODE = re.compile(r"[A-Z]{2}|[0-9]{3}")
# RFC 3339, section 5.6; a leap second is none that a clock here knows.
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH = re.compile("[12][0-9]{3}-[0-9]{2}(?:-[0-9]{2})?")
INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?"
    r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
)

# What values look like, in JSON Schema's words; what digits check is left out.
SLUG_SCHEMA = {"type": "string", "pattern": "^[-a-z0-9]{1,120}$"}
REGION_SCHEMA = {"type": "string", "pattern": "^([A-Z]{2}|[0-9]{3}|[-a-z0-9]{1,120})$"}
LANGUAGE_SCHEMA = {
    "type": "string",
    "pattern": (
        "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
        "(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3})){0,4}$"
    ),
}
ORCID_SCHEMA = {"type": "string", "format": "orcid"}
DOI_SCHEMA = {
    "type": "string",
    "pattern": r"^(https://doi\.org/)?10\.[0-9]{4,9}(\.[0-9]{1,9})?/[-._;()/:a-zA-Z0-9]{1,200}$",
}
SPDX_SCHEMA = {"type": "string", "pattern": "^[A-Za-z0-9.-]{1,64}$"}
SHA256_SCHEMA = {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"}
MONTH_SCHEMA = {"type": "string", "pattern": "^[12][0-9]{3}-(0[1-9]|1[0-2])$"}
REPORT_DATE_SCHEMA = {"type": "string", "pattern": "^[12][0-9]{3}-(0[1-9]|1[0-2])(-01)?$"}
TIME_SCHEMA = {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}


class NotAllowed(ValueError):
    """A value outside a closed list. ``allowed`` is the list."""

    def __init__(self, message: str, allowed: Sequence[str]) -> None:
        super().__init__(message)
        self.allowed = tuple(allowed)


@dataclass(frozen=True)
class Parameter:
    """One query parameter. ``read`` turns its text into a value or raises ``ValueError``.

    ``schema`` and ``example`` describe it to readers of the documentation.
    """

    name: str
    read: Callable[[str], Any]
    description: str
    example: str = ""
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})


def read(query: QueryDict, known: Sequence[Parameter]) -> dict[str, Any]:
    """The values of those parameters that are given. Raises ``InvalidParameters`` naming all
    that are unknown, given twice or unreadable."""
    by_name = {parameter.name: parameter for parameter in known}
    values: dict[str, Any] = {}
    errors: list[dict[str, Any]] = []
    for name, texts in query.lists():
        parameter = by_name.get(name)
        if parameter is None:
            allowed = sorted(by_name)
            errors.append(_error(name, "There is no such parameter here.", allowed))
        elif len(texts) > 1:
            errors.append(_error(name, "It may be given once only."))
        else:
            try:
                values[name] = parameter.read(texts[0])
            except NotAllowed as error:
                errors.append(_error(name, str(error), error.allowed))
            except ValueError as error:
                errors.append(_error(name, str(error)))
    if errors:
        raise InvalidParameters(errors)
    return values


def _error(name: str, detail: str, allowed: Sequence[str] | None = None) -> dict[str, Any]:
    return {
        "parameter": name[:LONGEST_NAME],
        "detail": detail,
        **({"allowed": list(allowed)} if allowed is not None else {}),
    }


# --- how values are read ----------------------------------------------------------------------


def slug(text: str) -> str:
    """The last part of an address on this site."""
    if len(text) > 120 or not SLUG.fullmatch(text):
        raise ValueError("It must be the last part of an address: a–z, 0–9 and hyphens.")
    return text


def region(text: str) -> str:
    """A region's slug, or its code in capitals."""
    return text if REGION_CODE.fullmatch(text) else slug(text)


def sha256(text: str) -> str:
    """The digest of a file: 64 hexadecimal digits."""
    if not re.fullmatch("[0-9a-fA-F]{64}", text):
        raise ValueError("It must be a SHA-256: 64 hexadecimal digits.")
    return text.lower()


def spdx(text: str) -> str:
    """A licence's identifier, letter by letter as it stands in an article."""
    if len(text) > 64 or not SPDX.fullmatch(text):
        raise ValueError("It must be an SPDX identifier such as CC-BY-4.0.")
    return text


def region_code(text: str) -> str:
    """A region's code in ISO 3166-1 or UN M49."""
    if not REGION_CODE.fullmatch(text):
        raise ValueError("It must be two capital letters or three digits.")
    return text


def question(text: str) -> str:
    """What somebody looks for: any words."""
    return text


def language(text: str) -> str:
    """A language tag (BCP 47) in its usual form: ``en``, ``fr-BE``, ``zh-Hant-TW``."""
    return normalise_language(_short(text))


def orcid(text: str) -> str:
    """An ORCID iD or its address, as the bare iD."""
    return normalise_orcid(_short(text))


def doi(text: str) -> str:
    """A DOI or its address, as the bare DOI in lower case."""
    return normalise_doi(_short(text))


def instant(text: str) -> datetime:
    """An RFC 3339 date (its beginning in UTC) or date-time."""
    if DATE.fullmatch(text):
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    if not INSTANT.fullmatch(text):
        raise ValueError(
            "It must be a date such as 2026-03-01 or a time such as 2026-03-01T09:30:00Z or "
            "2026-03-01T18:30:00%2B09:00 (a plus sign is written %2B in an address)."
        )
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except OverflowError as error:
        raise ValueError("It lies outside the years 1 to 9999.") from error


def month(text: str) -> date:
    """A month such as 2026-03, or one of its days: the first of them."""
    try:
        if not MONTH.fullmatch(text):
            raise ValueError
        day = date.fromisoformat(text if len(text) > len("2026-03") else f"{text}-01")
    except ValueError:
        raise ValueError("It must be a month such as 2026-03.") from None
    return day.replace(day=1)


def page_size(text: str) -> int:
    """How many items a page has."""
    return _whole_number(text, LARGEST_PAGE_SIZE)


def limit(text: str) -> int:
    """How many entries of a stream are sent at once."""
    return _whole_number(text, LARGEST_LIMIT)


def _whole_number(text: str, largest: int) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or not 1 <= int(text) <= largest:
        raise ValueError(f"It must be a whole number from 1 to {largest}.")
    return int(text)


def choice(*allowed: str) -> Callable[[str], str]:
    """One word of a closed list."""

    def read_choice(text: str) -> str:
        if text not in allowed:
            raise NotAllowed(f"It must be one of {', '.join(allowed)}.", allowed)
        return text

    return read_choice


def word(text: str) -> str:
    """Text that is read later, with more knowledge."""
    return text


def _short(text: str) -> str:
    if len(text) > 300 or not text.isprintable():
        raise ValueError("It is too long or holds characters that it can't have.")
    return text
