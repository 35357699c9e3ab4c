"""What has been published: documents appended to the record, with the directory they name."""

import dataclasses
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from authors.models import Author
from photos.models import Photo
from publication.models import Issue, Publication, Region, Section, Topic
from record import document as parts
from record.document import Document, Kind, Notice, Photograph
from record.ledger import append

FIRST = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def make_public(
    make_document: Callable[..., Document], make_photo: Callable[..., Photo]
) -> Callable[..., Document]:
    """`make_public(slug=…, topics=(Term(…),), photo=row)`: publish, and return the document.

    Fields are those of the Document; each article is an hour younger than the one before. The
    authors, sections, topics, regions, issues and photos it names are made if they are missing.
    `photo` is a row of the library to be the lead photo.
    """
    numbers = count(1)

    def make(*, photo: Photo | None = None, **fields: Any) -> Document:
        number = next(numbers)
        values = {
            "article": str(uuid.uuid4()),
            "slug": f"article-{number}",
            "first_published": FIRST + timedelta(hours=number),
        } | fields
        values.setdefault("published", values["first_published"])
        if photo:
            values["lead_photo"] = photograph(photo)
        document = make_document(**values)
        make_directory(document, make_photo)
        append(document)
        return document

    return make


@pytest.fixture
def make_later(make_photo: Callable[..., Photo]) -> Callable[..., Document]:
    """`make_later(document, Kind.CORRECTION, "A note.", title=…)`: publish its next version.

    A withdrawal keeps title, byline and notices, and nothing else.
    """

    def make(before: Document, kind: Kind, note: str = "A note.", **fields: Any) -> Document:
        at = fields.pop("published", before.published + timedelta(days=1))
        notice = Notice(number=before.number + 1, kind=kind, note=note, at=at)
        values: dict[str, Any] = {
            "number": notice.number,
            "kind": kind,
            "published": at,
            "notices": (*before.notices, notice),
        }
        if kind is Kind.WITHDRAWAL:
            values |= {"body": (), "notes": (), "lead_photo": None, "photos": ()}
        document = dataclasses.replace(before, **{**values, **fields})
        make_directory(document, make_photo)
        append(document)
        return document

    return make


def photograph(photo: Photo) -> Photograph:
    """The photo of the library as a document names it."""
    return Photograph(
        sha256=photo.sha256,
        width=photo.width,
        height=photo.height,
        alt_text=photo.alt_text,
        credit_line=photo.credit_line,
        caption=photo.caption,
        cropping_allowed=photo.cropping_allowed,
    )


def make_directory(document: Document, make_photo: Callable[..., Photo]) -> None:
    """The rows that a document names, made where they are missing."""
    for person in named(document):
        names = {"given_name": person.given_name, "family_name": person.family_name or person.name}
        profile = {"native_name": person.native_name, "orcid": person.orcid, "title": person.title}
        Author.objects.get_or_create(slug=person.author, defaults={**names, **profile})
    for model, terms in (
        (Section, [document.section]),
        (Topic, document.topics),
        (Region, document.regions),
    ):
        for term in terms:
            model._default_manager.get_or_create(slug=term.slug, defaults={"name": term.name})
    if document.issue:
        make_issue_row(document.issue)
    for photo in document.every_photo():
        if not Photo.objects.filter(sha256=photo.sha256).exists():
            row = make_photo(
                width=photo.width,
                height=photo.height,
                alt_text=photo.alt_text,
                credit_line=photo.credit_line,
                cropping_allowed=photo.cropping_allowed,
            )
            Photo.objects.filter(pk=row.pk).update(sha256=photo.sha256)


def named(document: Document) -> Iterator[parts.Contribution]:
    """Those of the byline who have a profile."""
    return (person for person in document.byline if person.author)


def make_issue_row(issue: parts.Issue) -> None:
    publication = Publication.objects.first() or Publication.objects.create(title="Harbour Review")
    Issue.objects.get_or_create(
        slug=issue.slug,
        defaults={
            "publication": publication,
            "volume": issue.volume,
            "number": issue.number,
            "title": issue.title,
            "special": not (issue.volume or issue.number),
        },
    )
