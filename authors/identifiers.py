"""ORCID iD and ROR: checked and brought into their canonical, bare form. Pure.

ORCID iD: ISO/IEC 7064 MOD 11-2 over the first fifteen digits. ROR: ISO/IEC 7064 MOD 97-10
over Crockford's base 32, as in ROR's documentation of its identifiers.
"""

import re

__all__ = [
    "InvalidOrcid",
    "InvalidRor",
    "normalise_orcid",
    "normalise_ror",
    "orcid_check_digit",
    "orcid_url",
    "ror_check_digits",
    "ror_url",
]

ORCID = re.compile(r"([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3})([0-9X])")
ORCID_ADDRESS = re.compile(
    r"^(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid(?:\s*id)?:?\s*)", re.IGNORECASE
)
ROR = re.compile(r"(0[0-9a-hjkmnp-tv-z]{6})([0-9]{2})")
ROR_ADDRESS = re.compile(r"^(?:(?:https?://)?(?:www\.)?ror\.org/|ror:?\s*)", re.IGNORECASE)
BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"


class InvalidOrcid(ValueError):
    """Not an ORCID iD. Ask the author; `expected_digit` is set if only the last one is wrong."""

    def __init__(self, value: str, expected_digit: str | None = None) -> None:
        self.value = value
        self.expected_digit = expected_digit
        if expected_digit is None:
            message = (
                f"“{value}” is not an ORCID iD: it has sixteen digits, such as 0000-0002-1825-0097."
            )
        else:
            message = (
                f"“{value}” is not a valid ORCID iD: the check digit should be {expected_digit}. "
                "Look for a wrong or swapped digit."
            )
        super().__init__(message)


class InvalidRor(ValueError):
    """Not a ROR identifier. Look the organisation up on ror.org and copy its address."""

    def __init__(self, value: str, expected_digits: str | None = None) -> None:
        self.value = value
        self.expected_digits = expected_digits
        if expected_digits is None:
            message = (
                f"“{value}” is not a ROR identifier: it should look like https://ror.org/05gq02987."
            )
        else:
            message = (
                f"“{value}” is not a valid ROR identifier: "
                f"the two check digits should be {expected_digits}."
            )
        super().__init__(message)


def orcid_check_digit(stem: str) -> str:
    """The last character for fifteen digits: "0" to "9" or "X"."""
    if len(stem) != 15 or not (stem.isascii() and stem.isdigit()):
        raise ValueError(f"An ORCID iD's check digit is made of 15 digits, not of {stem!r}.")
    total = 0
    for digit in stem:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)


def normalise_orcid(text: str) -> str:
    """An iD or its address becomes "0000-0002-1825-0097"; raises InvalidOrcid."""
    bare = ORCID_ADDRESS.sub("", text.strip()).strip("/ ")
    bare = re.sub(r"[\s‐‑–]+", "-", bare).upper()
    match = ORCID.fullmatch(bare)
    if match is None:
        raise InvalidOrcid(text)
    *quarters, check = match.groups()
    expected = orcid_check_digit("".join(quarters))
    if check != expected:
        raise InvalidOrcid(text, expected)
    return "-".join(quarters) + check


def orcid_url(orcid: str) -> str:
    """The iD as ORCID wants it shown and linked."""
    return f"https://orcid.org/{orcid}"


def ror_check_digits(stem: str) -> str:
    """The last two digits for the seven characters before them."""
    if len(stem) != 7 or set(stem) - set(BASE_32):
        raise ValueError(f"ROR's check digits are made of seven base-32 characters, not {stem!r}.")
    number = 0
    for character in stem:
        number = number * 32 + BASE_32.index(character)
    return f"{98 - number * 100 % 97:02d}"


def normalise_ror(text: str) -> str:
    """ "https://ror.org/05gq02987" becomes "05gq02987"; raises InvalidRor."""
    bare = ROR_ADDRESS.sub("", text.strip()).strip("/ ").lower()
    match = ROR.fullmatch(bare)
    if match is None:
        raise InvalidRor(text)
    stem, check = match.groups()
    expected = ror_check_digits(stem)
    if check != expected:
        raise InvalidRor(text, expected)
    return bare


def ror_url(ror: str) -> str:
    """The identifier as ROR wants it shown and linked."""
    return f"https://ror.org/{ror}"
