"""The Global Item Report of COUNTER's Code of Practice 5.1 (section 4.4), in the JSON of the
COUNTER API (section 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from api.asking import THE_WORLD
from counting.figures import Figures
from publication.models import Publication
from record.models import PublishedArticle
from renderings.addresses import Addresses

__all__ = ["Span", "header", "items"]

NAMESPACE = "masthead"
METRICS = {
    "Total_Item_Investigations": "total_investigations",
    "Unique_Item_Investigations": "unique_investigations",
    "Total_Item_Requests": "total_requests",
    "Unique_Item_Requests": "unique_requests",
}
OPEN = "CC"  # Creative Commons, by SPDX identifier
MOST_AUTHORS = 3
SHORTEST_NAME = 2  # characters, of an author or a platform
# Appendix D: what a report may say of itself.
NO_USAGE = (3030, "No Usage Available for Requested Dates")
NOT_READY = (3031, "Usage Not Ready for Requested Dates")
PARTIAL = (3040, "Partial Data Returned")


@dataclass(frozen=True)
class Span:
    """Whole months, by the first day of the first and of the last."""

    first: date
    last: date

    @property
    def before(self) -> date:
        """The first day after them."""
        return (self.last + timedelta(days=31)).replace(day=1)


def header(span: Span, *, made_by: str, now: datetime, empty: bool, rest: str) -> dict[str, Any]:
    """Section 3.2.1. ``empty``: nothing was read; ``rest``: where the other articles are."""
    today = now.astimezone(UTC).date()
    exceptions = []
    if span.first > today:
        exceptions.append(_exception(NOT_READY))
    elif empty:
        exceptions.append(_exception(NO_USAGE))
    if span.first <= today < span.before:
        exceptions.append(_exception(PARTIAL, Data=f"{today:%Y-%m} is not over."))
    if rest:
        exceptions.append(_exception(PARTIAL, Data="More articles follow.", Help_URL=rest))
    return {
        "Report_Name": "Item Report",
        "Report_ID": "IR",
        "Release": "5.1",
        "Institution_Name": "The World",
        "Institution_ID": {"Proprietary": [f"{NAMESPACE}:{THE_WORLD}"]},
        "Report_Filters": {
            "Begin_Date": f"{span.first:%Y-%m-%d}",
            "End_Date": f"{span.before - timedelta(days=1):%Y-%m-%d}",
        },
        "Report_Attributes": {
            "Attributes_To_Show": [
                "Authors", "Publication_Date", "Article_Version", "YOP", "Access_Type",
            ],
            "Include_Parent_Details": "True",
        },
        "Created": f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Created_By": _platform(made_by),
        "Registry_Record": "",
        **({"Exceptions": exceptions} if exceptions else {}),
    }  # fmt: skip


def _exception(said: tuple[int, str], **more: str) -> dict[str, Any]:
    code, message = said
    return {"Code": code, "Message": message, **more}


def items(
    rows: Iterable[PublishedArticle],
    usage: Mapping[UUID, Mapping[date, Figures]],
    publications: Mapping[str, Publication],
    site: Addresses,
) -> list[dict[str, Any]]:
    """The articles under the serials they appeared in. ``publications`` are those by title."""
    parents: dict[str, dict[str, Any]] = {}
    for row in rows:
        months = usage.get(row.article)
        if not months:
            continue
        title = row.summary["publication"]
        publication = publications.get(title)
        parent = parents.setdefault(title, _parent(title, publication, site))
        parent["Items"].append(_item(row, months, publication, site))
    return list(parents.values())


def _parent(title: str, publication: Publication | None, site: Addresses) -> dict[str, Any]:
    issns = {
        "Online_ISSN": publication.issn_online if publication else "",
        "Print_ISSN": publication.issn_print if publication else "",
    }
    known = {name: issn for name, issn in issns.items() if issn}
    return {
        "Title": title,
        "Data_Type": "Journal",
        "Item_ID": {**known, "URI": site.home()},
        "Items": [],
    }


def _item(
    row: PublishedArticle,
    months: Mapping[date, Figures],
    publication: Publication | None,
    site: Addresses,
) -> dict[str, Any]:
    summary = row.summary
    published = row.first_published.astimezone(ZoneInfo(summary["time_zone"]))
    names = [each["name"] for each in summary["byline"] if len(each["name"]) >= SHORTEST_NAME]
    authors = [{"Name": name} for name in list(dict.fromkeys(names))[:MOST_AUTHORS]]
    return {
        "Item": summary["title"],
        "Publisher": publication.publisher if publication else "",
        "Platform": _platform(summary["publication"]),
        "Item_ID": {
            **({"DOI": row.doi} if row.doi else {}),
            "Proprietary": f"{NAMESPACE}:{row.article}",
            "URI": site.article(row.slug),
        },
        **({"Authors": authors} if authors else {}),
        "Publication_Date": f"{published:%Y-%m-%d}",
        # NISO RP-8: the version of record, or the corrected one.
        "Article_Version": "CVoR" if summary["corrected"] else "VoR",
        "Attribute_Performance": [
            {
                "Data_Type": "Article",
                "YOP": f"{published:%Y}",
                "Access_Type": _access(summary["licence"]),
                "Performance": _performance(months),
            }
        ],
    }


def _platform(title: str) -> str:
    return title if len(title) >= SHORTEST_NAME else NAMESPACE


def _access(licence: Mapping[str, Any] | None) -> str:
    """Everything here is free to read; *open* is what has an open licence (section 3.3.5)."""
    return "Open" if licence and licence["spdx"].startswith(OPEN) else "Free_To_Read"


def _performance(months: Mapping[date, Figures]) -> dict[str, dict[str, int]]:
    """The metrics with their months; what is zero is not told (section 4.4)."""
    counted = {
        metric: {
            f"{month:%Y-%m}": number
            for month, figures in sorted(months.items())
            if (number := getattr(figures, name)) > 0
        }
        for metric, name in METRICS.items()
    }
    return {metric: numbers for metric, numbers in counted.items() if numbers}
