"""ISSN and DOI: checked and brought into their canonical form. Pure.

ISSN: ISO 3297, annex A. DOI: ISO 26324 and Crossref's recommended pattern.
"""

import re
import string

__all__ = [
    "DOI_SUFFIX_VARIABLES",
    "InvalidDoi",
    "InvalidDoiPattern",
    "InvalidIssn",
    "check_doi_suffix_pattern",
    "doi_suffix",
    "issn_check_digit",
    "issn_url",
    "normalise_doi",
    "normalise_doi_prefix",
    "normalise_issn",
]

ISSN = re.compile(r"([0-9]{4})[-‐‑–]?([0-9]{3})([0-9X])")
# A prefix may itself have parts, as in 10.1000.10.
DOI_PREFIX = re.compile(r"10\.[0-9]{4,9}(\.[0-9]+)*")
DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[-._;()/:a-z0-9]+")
DOI_ADDRESS = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
DOI_SUFFIX_LENGTH = 200  # characters: the limit of Crossref's schema
DOI_SUFFIX_TEXT = re.compile(r"[-._;()/:a-z0-9]*")
DOI_SUFFIX_VARIABLES = ("code", "number", "year")


class InvalidIssn(ValueError):
    """Not an ISSN. Ask for the number as printed; `expected_digit` is set if only that is wrong."""

    def __init__(self, value: str, expected_digit: str | None = None) -> None:
        self.value = value
        self.expected_digit = expected_digit
        if expected_digit is None:
            message = f"“{value}” is not an ISSN: it needs eight characters, such as 2049-3630."
        else:
            message = (
                f"“{value}” is not a valid ISSN: the check digit should be {expected_digit}. "
                "Look for a wrong or swapped digit."
            )
        super().__init__(message)


class InvalidDoi(ValueError):
    """Not a DOI or DOI prefix. Ask for it as the registration agency shows it."""

    def __init__(self, value: str, example: str = "10.5555/abc.123") -> None:
        self.value = value
        super().__init__(f"“{value}” is not a valid DOI: it should look like {example}.")


class InvalidDoiPattern(ValueError):
    """The pattern cannot make different suffixes of permitted characters."""

    def __init__(self, pattern: str, reason: str) -> None:
        self.pattern = pattern
        self.reason = reason
        super().__init__(f"“{pattern}” cannot be used for DOIs: {reason}")


def issn_check_digit(stem: str) -> str:
    """The eighth character for seven digits: "0" to "9" or "X". Weights 8 to 2, modulo 11."""
    if len(stem) != 7 or not (stem.isascii() and stem.isdigit()):
        raise ValueError(f"An ISSN's check digit is made of seven digits, not of {stem!r}.")
    total = sum(int(digit) * weight for digit, weight in zip(stem, range(8, 1, -1), strict=True))
    check = -total % 11
    return "X" if check == 10 else str(check)


def normalise_issn(text: str) -> str:
    """ "ISSN 2049363x" becomes "2049-363X"; raises InvalidIssn."""
    bare = re.sub(r"\s+", "", text).upper()
    bare = re.sub(r"^(HTTPS?://PORTAL\.ISSN\.ORG/RESOURCE/ISSN(-L)?/|URN:ISSN:)", "", bare)
    bare = re.sub(r"^[EP]?-?ISSN(-L)?:?", "", bare)
    match = ISSN.fullmatch(bare)
    if match is None:
        raise InvalidIssn(text)
    first, second, check = match.groups()
    expected = issn_check_digit(first + second)
    if check != expected:
        raise InvalidIssn(text, expected)
    return f"{first}-{second}{check}"


def issn_url(issn: str) -> str:
    """The address of an ISSN in the international register."""
    return f"https://portal.issn.org/resource/ISSN/{issn}"


def normalise_doi(text: str) -> str:
    """The bare DOI of a DOI or its address, in lower case: case has no meaning. InvalidDoi."""
    bare = DOI_ADDRESS.sub("", text.strip()).lower()
    suffix = bare.partition("/")[2]
    if DOI.fullmatch(bare) is None or len(suffix) > DOI_SUFFIX_LENGTH:
        raise InvalidDoi(text)
    return bare


def normalise_doi_prefix(text: str) -> str:
    """ "https://doi.org/10.5555/" becomes "10.5555"; raises InvalidDoi."""
    bare = DOI_ADDRESS.sub("", text.strip()).rstrip("/")
    if DOI_PREFIX.fullmatch(bare) is None:
        raise InvalidDoi(text, example="10.5555")
    return bare


def check_doi_suffix_pattern(pattern: str) -> None:
    """Raises InvalidDoiPattern unless every article gets a suffix of its own from it."""
    variables = re.findall(r"\{([^{}]*)\}", pattern)
    rest = re.sub(r"\{[^{}]*\}", "", pattern)
    known = ", ".join(f"{{{name}}}" for name in DOI_SUFFIX_VARIABLES)
    for variable in variables:
        if variable not in DOI_SUFFIX_VARIABLES:
            raise InvalidDoiPattern(pattern, f"{{{variable}}} is unknown; there are {known}.")
    if not {"code", "number"} & set(variables):
        raise InvalidDoiPattern(pattern, "without {code} or {number} two articles share a DOI.")
    if DOI_SUFFIX_TEXT.fullmatch(rest) is None:
        allowed = "a–z, 0–9 and - . _ ; ( ) / :"
        raise InvalidDoiPattern(pattern, f"beside variables it may hold {allowed} only.")


def doi_suffix(pattern: str, *, code: str, number: int, year: int) -> str:
    """The suffix of one article. `code` is an opaque short code, `number` a running number."""
    check_doi_suffix_pattern(pattern)
    allowed = set(string.ascii_lowercase + string.digits)
    if not code or set(code) - allowed:
        raise ValueError(f"The code of a DOI is made of a–z and 0–9, not of {code!r}.")
    suffix = (
        pattern.replace("{code}", code)
        .replace("{number}", f"{number:04d}")
        .replace("{year}", f"{year:04d}")
    )
    if len(suffix) > DOI_SUFFIX_LENGTH:
        raise InvalidDoiPattern(pattern, f"a suffix may have {DOI_SUFFIX_LENGTH} characters.")
    return suffix
