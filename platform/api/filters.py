"""What a partner asks for: the parameters of the lists, and the rows they choose.

A name that no readable article has chooses nothing, whether a draft has it or nobody: the answer
is an empty list in both cases, so nothing can be learnt by asking.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from api import parameters
from api.pages import Ordering
from api.parameters import Parameter
from authors.models import Author
from editing.slugs import current_object
from publication.models import Issue, Region, Section, Topic
from record import listings
from record.models import PublishedArticle

__all__ = [
    "AUTHOR_ORCID",
    "DEFAULT_ORDERING",
    "FILTERS",
    "ORDERING",
    "ORDERINGS",
    "chosen",
    "successors",
]

ORDERINGS = {
    ordering.name: ordering
    for ordering in (
        Ordering("-first_published", ("first_published", "pk"), (datetime, int), descending=True),
        Ordering("first_published", ("first_published", "pk"), (datetime, int)),
        Ordering("-modified", ("modified", "pk"), (datetime, int), descending=True),
        Ordering("modified", ("modified", "pk"), (datetime, int)),
    )
}
DEFAULT_ORDERING = "-first_published"
ORDERING = Parameter(
    "ordering",
    parameters.choice(*ORDERINGS),
    "By first publication or by last change, the latest (-) or the earliest first.",
    schema={"type": "string", "enum": list(ORDERINGS), "default": DEFAULT_ORDERING},
)

# Filters by an entry of the directory, with the models whose slugs they take.
DIRECTORY: Mapping[str, type[Model]] = {
    "author": Author,
    "topic": Topic,
    "section": Section,
    "region": Region,
    "issue": Issue,
}

TIME = {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}
FILTERS = (
    Parameter("author", parameters.slug, "Signed by the author with this slug.", "lotte-verhaegen"),
    Parameter(
        "orcid",
        parameters.orcid,
        "Signed by the author with this ORCID iD, bare or as its address.",
        "0000-0002-1825-0097",
    ),
    Parameter("topic", parameters.slug, "About the topic with this slug.", "maritime-trade"),
    Parameter("section", parameters.slug, "In the section with this slug.", "commentary"),
    Parameter(
        "region",
        parameters.region,
        "About the region with this slug, or this code in ISO 3166-1 (two capitals) or UN M49.",
        "KR",
    ),
    Parameter("issue", parameters.slug, "In the issue with this slug.", "3-2"),
    Parameter("language", parameters.language, "In this language (BCP 47), exactly.", "en"),
    Parameter("doi", parameters.doi, "With this DOI, bare or as its address.", "10.5555/abc123"),
    Parameter(
        "published_since",
        parameters.instant,
        "First published at this time (RFC 3339) or later; a date begins at 00:00 UTC.",
        "2026-01-01",
        TIME,
    ),
    Parameter(
        "published_before",
        parameters.instant,
        "First published before this time; a date ends before its 00:00 UTC.",
        "2027-01-01",
        TIME,
    ),
    Parameter(
        "updated_since",
        parameters.instant,
        "Published, corrected, updated or retracted at this time or later. To follow the "
        "review, ask with ordering=modified and, next time, the last “published” you saw.",
        "2026-03-01T09:30:00Z",
        TIME,
    ),
)
AUTHOR_ORCID = Parameter(
    "orcid",
    parameters.orcid,
    "With this ORCID iD, bare or as its address.",
    "0000-0002-1825-0097",
)


def chosen(values: Mapping[str, Any]) -> QuerySet[PublishedArticle]:
    """The readable articles that are all of this."""
    found = listings.articles(
        language=values.get("language", ""),
        since=values.get("published_since"),
        before=values.get("published_before"),
    )
    for name, condition in _conditions(values):
        # Each in a join of its own; no article appears twice under one name.
        found = found.filter(appearances__current=True, **{f"appearances__{name}": condition})
    if at := values.get("updated_since"):
        found = found.filter(modified__gte=at)
    if doi := values.get("doi"):
        found = found.filter(doi=doi)
    return found


def _conditions(values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    conditions = [(f"{name}__slug", values[name]) for name in DIRECTORY if name in values]
    if (region := values.get("region")) and parameters.REGION_CODE.fullmatch(region):
        conditions.remove(("region__slug", region))
        conditions.append(("region__code", region))
    if orcid := values.get("orcid"):
        conditions.append(("author__orcid", orcid))
    return conditions


def successors(values: Mapping[str, Any]) -> dict[str, str]:
    """The present slugs of those that were changed, of public entries only."""
    named = {name: model for name, model in DIRECTORY.items() if name in values}
    present = ((name, current_object(model, values[name])) for name, model in named.items())
    return {
        name: row.slug  # type: ignore[attr-defined]
        for name, row in present
        if row and listings.public(named[name]).filter(pk=row.pk).exists()
    }
