"""Where photos are used: in working copies, in what is published, on covers and in profiles.

What is published everybody may know; of working copies a person is told those they may see, and of
the others only how many there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Placement
from articles.policy import visible_to
from authors.models import Author
from photos.models import IssueCover, Photo, PhotoQuerySet
from record.models import Appearance

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.db.models import QuerySet

    from publication.models import Issue
    from record.models import PublishedArticle

__all__ = ["Publication", "Uses", "used", "uses_of", "with_uses", "working_copies"]


@dataclass(frozen=True)
class Publication:
    """A public article and the numbers of its versions that show the photo, latest first."""

    article: PublishedArticle
    numbers: tuple[int, ...]
    current: bool


@dataclass(frozen=True)
class Uses:
    """Where a photo is used. ``unseen`` is the number of working copies the person may not see."""

    drafts: tuple[Article, ...]
    unseen: int
    published: tuple[Publication, ...]
    covers: tuple[Issue, ...]
    portraits: tuple[Author, ...]

    def __bool__(self) -> bool:
        return bool(self.drafts or self.unseen or self.published or self.covers or self.portraits)

    def __str__(self) -> str:
        """``1 article, 2 published articles``."""
        counts = (
            (len(self.drafts) + self.unseen, "article", "articles"),
            (len(self.published), "published article", "published articles"),
            (len(self.covers), "issue's cover", "issues' covers"),
            (len(self.portraits), "author's profile", "authors' profiles"),
        )
        return ", ".join(f"{n} {one if n == 1 else more}" for n, one, more in counts if n)


def working_copies(photo: Photo) -> QuerySet[Article]:
    """The articles whose working copy shows the photo."""
    placed = Placement.objects.filter(photo=photo).values("article")
    return Article.objects.filter(Q(lead_photo=photo) | Q(pk__in=placed)).order_by("title", "pk")


def uses_of(photo: Photo, *, person: User | AnonymousUser) -> Uses:
    """Where the photo is used, as far as the person may know: five queries."""
    copies = working_copies(photo)
    seen = tuple(visible_to(person, copies))
    shown: dict[int, list[Appearance]] = {}
    former = Q(photo__replaced_by=photo)
    named = Appearance.objects.filter(Q(photo=photo) | former).select_related("article", "version")
    for appearance in named.order_by("-first_published", "-version__number"):
        shown.setdefault(appearance.article_id, []).append(appearance)
    return Uses(
        drafts=seen,
        unseen=copies.count() - len(seen),
        published=tuple(
            Publication(
                rows[0].article,
                tuple(row.version.number for row in rows),
                any(row.current for row in rows),
            )
            for rows in shown.values()
        ),
        covers=tuple(
            cover.issue for cover in IssueCover.objects.filter(photo=photo).select_related("issue")
        ),
        portraits=tuple(Author.objects.filter(portrait=photo)),
    )


def with_uses(photos: PhotoQuerySet) -> PhotoQuerySet:
    """The photos with ``in_drafts``, ``in_public`` and ``elsewhere`` (a cover or a portrait)."""
    same = {"photo": OuterRef("pk")}
    drafted = Exists(Article.objects.filter(lead_photo=OuterRef("pk")))
    return photos.annotate(
        in_drafts=drafted | Exists(Placement.objects.filter(**same)),
        in_public=Exists(Appearance.objects.filter(**same))
        | Exists(Appearance.objects.filter(photo__replaced_by=OuterRef("pk"))),
        elsewhere=Exists(IssueCover.objects.filter(**same))
        | Exists(Author.objects.filter(portrait=OuterRef("pk"))),
    )


def used(photos: PhotoQuerySet, *, anywhere: bool) -> PhotoQuerySet:
    """Those that are used somewhere, or nowhere."""
    somewhere = Q(in_drafts=True) | Q(in_public=True) | Q(elsewhere=True)
    found = with_uses(photos)
    return found.filter(somewhere) if anywhere else found.exclude(somewhere)
