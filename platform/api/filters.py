"""What a partner asks for: the parameters of the lists, and the rows they choose.

A name that no readable article has chooses nothing, whether a draft has it or nobody: the answer
is an empty list in both cases, so nothing can be learnt by asking.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from api import parameters
from api.pages import Ordering
from api.parameters import Parameter
from authors.models import Author
from editing.slugs import current_object
from partners.terms import EVERYTHING, Terms
from photos.models import Photo
from publication.models import Issue, Region, Section, Topic
from record import listings
from record.models import Appearance, PublishedArticle, PublishedArticleQuerySet
from record.syndicating import restrict

__all__ = [
    "DEFAULT_ORDERING",
    "FILTERS",
    "ORDERING",
    "Choice",
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
    "By first publication or by last change, the latest (-) or the earliest first. With "
    "`updated_since` or `updated_before` it is `-modified` unless another is named.",
    schema={"type": "string", "enum": list(ORDERINGS), "default": DEFAULT_ORDERING},
)

# Filters by an entry of the directory, with the models whose slugs they take.
DIRECTORY: Mapping[str, type[Model]] = {
    "author": Author,
    "issue": Issue,
    "topic": Topic,
    "region": Region,
    "section": Section,
}

FILTERS = (
    Parameter(
        "author",
        parameters.slug,
        "Signed by the author with this slug.",
        "lotte-verhaegen",
        parameters.SLUG_SCHEMA,
    ),
    Parameter(
        "orcid",
        parameters.orcid,
        "Signed by the author with this ORCID iD, bare or as its address.",
        "0000-0002-1825-0097",
        parameters.ORCID_SCHEMA,
    ),
    Parameter(
        "topic",
        parameters.slug,
        "About the topic with this slug.",
        "maritime-trade",
        parameters.SLUG_SCHEMA,
    ),
    Parameter(
        "section",
        parameters.slug,
        "In the section with this slug.",
        "commentary",
        parameters.SLUG_SCHEMA,
    ),
    Parameter(
        "region",
        parameters.region,
        "About the region with this slug, or this code in ISO 3166-1 (two capitals) or UN M49.",
        "KR",
        parameters.REGION_SCHEMA,
    ),
    Parameter(
        "issue", parameters.slug, "In the issue with this slug.", "3-2", parameters.SLUG_SCHEMA
    ),
    Parameter(
        "language",
        parameters.language,
        "In this language (BCP 47), exactly.",
        "en",
        parameters.LANGUAGE_SCHEMA,
    ),
    Parameter(
        "licence",
        parameters.spdx,
        "Under the licence with this SPDX identifier.",
        "CC-BY-4.0",
        parameters.SPDX_SCHEMA,
    ),
    Parameter(
        "photo",
        parameters.sha256,
        "Showing the photo whose original has this SHA-256.",
        schema=parameters.SHA256_SCHEMA,
    ),
    Parameter(
        "doi",
        parameters.doi,
        "With this DOI, bare or as its address.",
        "10.5555/abc123",
        parameters.DOI_SCHEMA,
    ),
    Parameter(
        "published_since",
        parameters.instant,
        "First published at this time (RFC 3339) or later; a date begins at 00:00 UTC.",
        "2026-01-01",
        parameters.TIME_SCHEMA,
    ),
    Parameter(
        "published_before",
        parameters.instant,
        "First published before this time; a date ends before its 00:00 UTC.",
        "2027-01-01",
        parameters.TIME_SCHEMA,
    ),
    Parameter(
        "updated_since",
        parameters.instant,
        "Published, corrected, updated or retracted at this time or later. It finds no article "
        "that was withdrawn: to keep a copy, follow `/api/v1/changes/`.",
        "2026-03-01T09:30:00Z",
        parameters.TIME_SCHEMA,
    ),
    Parameter(
        "updated_before",
        parameters.instant,
        "Published, corrected, updated or retracted before this time, and not since.",
        "2026-04-01",
        parameters.TIME_SCHEMA,
    ),
)


@dataclass(frozen=True)
class Choice:
    """Readable articles, in an order. ``named`` belongs into one ``filter()`` with the place in
    that order, as both are about the same row of the index."""

    rows: QuerySet[PublishedArticle]
    ordering: Ordering
    named: Q


def chosen(values: Mapping[str, Any], terms: Terms = EVERYTHING, *, now: datetime) -> Choice:
    """The readable articles that are all of this, in the ordering asked for, as far as the terms
    cover them.

    Ordered by first publication, those that something is named in are read straight from its part
    of the index, however many there are; every further name is looked up for each of them.
    """
    ordering = ORDERINGS[values.get("ordering") or _usual(values)]
    rows = restrict(_dated(values), terms, now=now)
    names = list(_names(values))
    named = Q()
    if names and ordering.columns[0] == "first_published":
        what, row = names.pop(0)
        named = listings.naming(what, row)
        ordering = replace(ordering, columns=listings.INDEX_ORDER)
    for what, row in names:
        # The unique index of name and version makes this one look for each article.
        naming = Appearance.objects.filter(version=OuterRef("current"), **{what: row})
        rows = rows.filter(Exists(naming))
    return Choice(rows, ordering, named)


def _usual(values: Mapping[str, Any]) -> str:
    """Those changed in a time come in the order of their changes, which one index holds."""
    changed = values.keys() & {"updated_since", "updated_before"}
    return "-modified" if changed else DEFAULT_ORDERING


def _dated(values: Mapping[str, Any]) -> PublishedArticleQuerySet:
    found = listings.articles(
        language=values.get("language", ""),
        since=values.get("published_since"),
        before=values.get("published_before"),
    )
    if at := values.get("updated_since"):
        found = found.filter(modified__gte=at)
    if at := values.get("updated_before"):
        found = found.filter(modified__lt=at)
    if licence := values.get("licence"):
        found = found.filter(licence=licence)
    if doi := values.get("doi"):
        # Without the second condition the database does not see that its index covers this.
        found = found.filter(doi=doi).exclude(doi="")
    return found


def _names(values: Mapping[str, Any]) -> Iterator[tuple[str, QuerySet[Any]]]:
    """What is asked for by name, the rarest kind first: the column, and the row's key."""
    if photo := values.get("photo"):
        yield "photo", _key(Photo.objects.filter(sha256=photo))
    if orcid := values.get("orcid"):
        yield "author", _key(Author.objects.exclude(orcid="").filter(orcid=orcid))
    for what, model in DIRECTORY.items():
        if what in values:
            yield what, _key(_row(model, values[what]))


def _row(model: type[Model], name: str) -> QuerySet[Any]:
    if model is Region and parameters.REGION_CODE.fullmatch(name):
        return Region.objects.exclude(code="").filter(code=name)
    return model._default_manager.filter(slug=name)


def _key(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values("pk")[:1]


def successors(
    values: Mapping[str, Any], terms: Terms = EVERYTHING, *, now: datetime
) -> dict[str, str]:
    """The present slugs of those that were changed, of public entries only."""
    named = {name: model for name, model in DIRECTORY.items() if name in values}
    present = ((name, current_object(model, values[name])) for name, model in named.items())
    return {
        name: row.slug  # type: ignore[attr-defined]
        for name, row in present
        if row and listings.public(named[name], terms, now=now).filter(pk=row.pk).exists()
    }
