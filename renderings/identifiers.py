"""Identifiers as addresses. Each accepts the bare identifier or the address itself."""

from __future__ import annotations

import re
from urllib.parse import quote

__all__ = ["bare_doi", "bare_orcid", "doi_url", "issn_url", "orcid_url", "ror_url"]

_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
_ORCID_PREFIX = re.compile(r"https?://orcid\.org/", re.IGNORECASE)
_ROR_PREFIX = re.compile(r"https?://ror\.org/", re.IGNORECASE)


def bare_doi(doi: str) -> str:
    """``10.5555/abc`` of any way to write it."""
    return _DOI_PREFIX.sub("", doi.strip(), count=1)


def doi_url(doi: str) -> str:
    """The full link that Crossref's display guidelines ask for. ``""`` for no DOI.

    The suffix is percent-encoded but for the characters Crossref itself recommends.
    """
    return f"https://doi.org/{quote(bare_doi(doi), safe='/:;()._-')}" if bare_doi(doi) else ""


def bare_orcid(orcid: str) -> str:
    """``0000-0002-1825-0097`` of any way to write it."""
    return _ORCID_PREFIX.sub("", orcid.strip(), count=1)


def orcid_url(orcid: str) -> str:
    """ORCID's canonical form. ``""`` for no iD."""
    return f"https://orcid.org/{quote(bare_orcid(orcid), safe='')}" if orcid.strip() else ""


def ror_url(ror: str) -> str:
    """ROR's canonical form. ``""`` for no identifier."""
    ror = _ROR_PREFIX.sub("", ror.strip(), count=1)
    return f"https://ror.org/{quote(ror, safe='')}" if ror else ""


def issn_url(issn: str) -> str:
    """The serial's page at the ISSN International Centre. ``""`` for no ISSN."""
    return f"https://portal.issn.org/resource/ISSN/{quote(issn, safe='')}" if issn else ""
