"""An article as CSL-JSON (csl-data.json), for citation processors.

Media type ``application/vnd.citationstyles.csl+json``. The schema allows no key of our own, so a
licence can't be said here. Section and place are left out on purpose: styles print them after the
title of a journal, where no reader expects them; and so is the status, which one style prints with
the date of the first publication.
"""

from __future__ import annotations

import json
from typing import Any

from record.document import Contribution, Document
from renderings.addresses import Addresses
from renderings.dates import first_day
from renderings.identifiers import bare_doi
from renderings.names import catalogued
from renderings.standing import catalogue_title, standing

__all__ = ["render"]

# Our roles that CSL has a variable for.
_ROLES = ("editor", "translator", "interviewer", "illustrator")


def render(document: Document, addresses: Addresses) -> str:
    """A JSON array of one item."""
    return json.dumps([_item(document, addresses)], ensure_ascii=False, indent=2) + "\n"


def _item(document: Document, addresses: Addresses) -> dict[str, Any]:
    day, serial, issue = first_day(document), document.publication, document.issue
    item = {
        "id": document.slug,
        "type": "article-journal",
        "title": catalogue_title(document),
        "author": [_name(writer) for writer in document.writers],
        **{role: [_name(c) for c in catalogued(document, role)] for role in _ROLES},
        "container-title": serial.title,
        "container-title-short": serial.short_title,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "volume": issue.volume if issue else "",
        "issue": issue.number if issue else "",
        "ISSN": serial.issn,
        "DOI": bare_doi(document.doi),
        "URL": addresses.article(document.slug),
        "abstract": document.abstract or document.standfirst,
        "keyword": ", ".join(document.keywords),
        "language": document.language,
        "publisher": serial.publisher,
        "note": standing(document),
    }
    return {key: value for key, value in item.items() if value}


def _name(contribution: Contribution) -> dict[str, str]:
    if contribution.collective or not contribution.family_name:
        return {"literal": contribution.name}
    parts = {
        "family": contribution.family_name,
        "given": contribution.given_name,
        "suffix": contribution.suffix,
    }
    return {key: value for key, value in parts.items() if value}
