"""What readers may see, found: the only queries outlets make.

Everything here reads the record and its index; nothing can reach a working copy. A listing is a
queryset that costs the same number of queries whatever its length.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from authors.models import Author
from editing.slugs import current_object
from partners.terms import EVERYTHING, Terms
from photos.models import IssueCover, Photo, Rendition
from publication.models import Issue, Region, Section, Topic
from record.canonical import loads
from record.document import Document, Kind, Photograph
from record.models import (
    Appearance,
    Entry,
    PublishedArticle,
    PublishedArticleQuerySet,
    Redaction,
    Status,
    Version,
)
from record.syndicating import restrict
from record.withheld import without

if TYPE_CHECKING:
    from django.db.models import QuerySet

Row = TypeVar("Row", bound=models.Model)

# The order of the index that ``naming`` joins, latest first as of ``latest_first()``.
INDEX_ORDER = ("appearances__first_published", "appearances__article")
LATEST_IN_INDEX = tuple(f"-{column}" for column in INDEX_ORDER)

__all__ = [
    "INDEX_ORDER",
    "LATEST_IN_INDEX",
    "Found",
    "Gone",
    "Moved",
    "articles",
    "corrections",
    "covers",
    "current_article",
    "current_document",
    "current_version",
    "find_article",
    "find_rendition",
    "find_version",
    "last_changed",
    "naming",
    "photographs",
    "public",
    "shown",
    "slug_taken",
    "versions",
]


@dataclass(frozen=True)
class Found:
    """A readable document, as it may be shown today, and where its article stands now."""

    article: PublishedArticle
    document: Document

    @property
    def state(self) -> tuple[str, int, tuple[int, int, str]]:
        """Equal for equal content, of the document as of what is said about its standing."""
        return self.document.article, self.document.number, self.article.state

    @property
    def modified(self) -> datetime | None:
        """When what is shown last changed; ``None`` if that is not known to the second."""
        return None if self.article.withheld else self.document.published


@dataclass(frozen=True)
class Moved:
    """The address is a former one; ``slug`` is the present one."""

    slug: str


@dataclass(frozen=True)
class Gone:
    """Once readable, no longer. ``document`` is the tombstone of a withdrawn article, if any;
    ``notice`` says why a single version was removed. ``article`` is where it stands now."""

    document: Document | None
    notice: str
    article: PublishedArticle | None = None


# --- one article ------------------------------------------------------------------------------


def find_article(slug: str) -> Found | Moved | Gone | None:
    """The current version at an address. ``None`` for one that was never published."""
    article = PublishedArticle.objects.select_related("current").filter(slug=slug).first()
    if article is None:
        successor = current_object(PublishedArticle, slug)
        return Moved(successor.slug) if successor else None
    if article.status == Status.WITHDRAWN:
        return _withdrawn(article)
    return Found(article, shown(article))


def shown(row: PublishedArticle, version: Version | None = None) -> Document:
    """The document of a version, the current one unless given, as readers may see it today.

    Whatever shows an article asks here, and so cannot show a photo whose rights have ended. The
    version's text is loaded with it.
    """
    return without(loads((version or row.current).document), row.withheld)


def find_version(slug: str, number: int) -> Found | Moved | Gone | None:
    """One version at an address. All versions of a withdrawn article are gone."""
    article = PublishedArticle.objects.select_related("current").filter(slug=slug).first()
    if article is None:
        successor = current_object(PublishedArticle, slug)
        return Moved(successor.slug) if successor else None
    version = Version.objects.filter(article=article.article, number=number).first()
    if version is None:
        return None
    if article.status == Status.WITHDRAWN:
        return _withdrawn(article)
    if version.document == "":
        return Gone(None, _notice(version), article)
    return Found(article, shown(article, version))


def _withdrawn(article: PublishedArticle) -> Gone:
    """What is told of a withdrawn article; its tombstone may have been removed, too."""
    if article.current.document == "":
        return Gone(None, _notice(article.current), article)
    tombstone = loads(article.current.document)
    return Gone(tombstone, tombstone.notices[-1].note, article)


def _notice(version: Version) -> str:
    return Redaction.objects.get(version=version).notice


def versions(article: PublishedArticle) -> QuerySet[Version]:
    """All versions of a public article, the latest first, without their text."""
    mine = Version.objects.filter(article=article.article).order_by("-number")
    return mine.select_related("redaction").defer("document")


def current_version(key: uuid.UUID) -> Version | None:
    """The last version of the article with this key, withdrawn or not."""
    article = current_article(key)
    return article.current if article else None


def current_article(key: uuid.UUID) -> PublishedArticle | None:
    """Where the article with this key stands, with its current version; withdrawn or not."""
    return PublishedArticle.objects.select_related("current").filter(article=key).first()


def current_document(key: uuid.UUID) -> Document | None:
    """What was last published of an article, a tombstone if withdrawn; with photos that readers
    no longer see.

    ``None`` also if that tombstone was removed.
    """
    version = current_version(key)
    return loads(version.document) if version and version.document else None


def slug_taken(slug: str, *, by: uuid.UUID) -> bool:
    """Whether an address belongs, or once belonged, to another published article than this."""
    holder = PublishedArticle.objects.filter(slug=slug).first()
    holder = holder or current_object(PublishedArticle, slug)
    return holder is not None and holder.article != by


# --- many articles ----------------------------------------------------------------------------


def articles(
    *,
    author: Author | None = None,
    topic: Topic | None = None,
    region: Region | None = None,
    section: Section | None = None,
    issue: Issue | None = None,
    language: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
) -> PublishedArticleQuerySet:
    """The articles readers may find, latest first, that are all of this.

    ``since`` is inclusive, ``before`` is not; both are about first publication.
    """
    found = PublishedArticle.objects.listed().latest_first()
    named = {
        "author": author, "topic": topic, "region": region, "section": section, "issue": issue,
    }  # fmt: skip
    for what, row in named.items():
        if row is not None:
            naming = Appearance.objects.filter(current=True, **{what: row})
            found = found.filter(pk__in=naming.values("article"))
    if language:
        found = found.filter(language=language)
    if since:
        found = found.filter(first_published__gte=since)
    if before:
        found = found.filter(first_published__lt=before)
    return found


def naming(what: str, row: Any) -> Q:
    """The condition that an article's current version names this author, topic, region, section,
    issue or photo. ``row`` is it, or a query for its key.

    In ``INDEX_ORDER`` a list is read straight from the part of the index that holds these articles
    and no others: a page of a topic with twenty thousand articles costs what one of a topic with
    twenty costs. It belongs into one ``filter()`` with the place in that order, as both are about
    the same row of the index.
    """
    return Q(appearances__current=True, **{f"appearances__{what}": row})


def corrections() -> QuerySet[Version]:
    """Every version with a notice, the latest first: all later ones but mended typos."""
    later = Version.objects.exclude(kind=Kind.PUBLICATION.value).exclude(kind=Kind.TYPO.value)
    return later.order_by("-published_at", "-pk")


def last_changed() -> datetime | None:
    """When the record last grew: no listing of articles has changed since."""
    return Entry.objects.order_by("-position").values_list("at", flat=True).first()


# --- the directory ----------------------------------------------------------------------------


def public(
    model: type[Row], terms: Terms = EVERYTHING, *, now: datetime | None = None
) -> QuerySet[Row]:
    """The authors, topics, regions, sections, issues or photos that a readable version names.

    With terms: of an article that they cover ``now``, which is then needed. A photo whose rights
    have ended is none of them.
    """
    shown = _covered(terms, now).filter(**{f"{model._meta.model_name}_id": OuterRef("pk")})
    found = model._default_manager.filter(Exists(shown))
    return found.filter(withheld=False) if model is Photo else found


def photographs(
    photos: Iterable[Photo], terms: Terms = EVERYTHING, *, now: datetime | None = None
) -> dict[int, Photograph]:
    """Public photos as printed, by the row's key: in a current version before an earlier one, in
    the youngest article before an older one. Two queries.
    """
    shown = _covered(terms, now).filter(photo=OuterRef("pk"))
    latest = shown.order_by("-current", "-first_published", "-article", "-version")
    rows = Photo.objects.filter(pk__in=[photo.pk for photo in photos])
    shown_in = rows.annotate(shown_in=Subquery(latest.values("version")[:1]))
    versions = {photo.pk: photo.shown_in for photo in shown_in.only("pk")}
    texts = Version.objects.in_bulk({key for key in versions.values() if key})
    documents = {key: loads(version.document) for key, version in texts.items()}
    return {
        photo.pk: documents[versions[photo.pk]].photograph(photo.sha256)
        for photo in photos
        if versions.get(photo.pk) in documents
    }


def covers(issues: Iterable[Issue]) -> dict[int, Photograph]:
    """The covers of those issues that are public, by the issue's key. One query."""
    shown = public(Issue).filter(pk__in=[issue.pk for issue in issues])
    found = IssueCover.objects.filter(issue__in=shown, photo__withheld=False)
    found = found.select_related("photo")
    return {cover.issue_id: _as_it_is(cover.photo) for cover in found}


def _as_it_is(photo: Photo) -> Photograph:
    """A photo of the directory, which lives: with today's words and credit."""
    return Photograph(
        sha256=photo.sha256,
        width=photo.width,
        height=photo.height,
        alt_text=photo.alt_text,
        credit_line=photo.attribution,
        cropping_allowed=photo.cropping_allowed,
    )


def _covered(terms: Terms, now: datetime | None) -> QuerySet[Appearance]:
    if terms == EVERYTHING:
        return Appearance.objects.all()
    if now is None:
        raise ValueError("terms are kept at a time")
    articles = restrict(PublishedArticle.objects.all(), terms, now=now)
    return Appearance.objects.filter(article__in=articles.values("pk"))


def find_rendition(sha256: str, shape: str, width: int, image_format: str) -> Rendition | None:
    """The rendition at a public address: of a photo that a readable version shows, of the
    portrait of an author or the cover of an issue which one names. With its photo, whose rights
    may have ended: then it must not be sent."""
    photos = Photo.objects.filter(sha256=sha256)
    shown = (
        Q(photo__in=Appearance.objects.filter(photo__sha256=sha256).values("photo"))
        | Q(photo__in=photos.filter(portrayed_authors__in=public(Author)))
        | Q(photo__in=photos.filter(covers__issue__in=public(Issue)))
    )
    wanted = Rendition.objects.filter(shape=shape, width=width, format=image_format)
    return wanted.filter(shown, photo__sha256=sha256).select_related("photo").first()
