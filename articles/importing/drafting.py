"""From a manuscript to a draft: matched with the directory, or added to it; whole or not at all."""

from __future__ import annotations

import dataclasses
import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from articles import body
from articles.importing import matching, signing
from articles.importing.illustrating import (
    Picture,
    Tell,
    nobody,
    pictures_of,
    with_photos,
)
from articles.importing.manuscript import Findings, Manuscript, Problem, Report
from articles.importing.margin_notes import comments_of
from articles.importing.reading import UnreadableManuscript, read
from articles.models import Article, Comment, ImportedFile, Reference
from articles.revisions import record_revision
from editing.slugs import save_under_free_slug
from photos.inspecting import PictureRefused
from photos.storage import StorageFull
from publication.default import default_publication

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from photos.models import Photo
    from publication.models import Publication, Topic

__all__ = ["Outcome", "Picture", "Status", "import_file"]


class Status(enum.StrEnum):
    CREATED = "created"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one file. ``article`` is ``None`` if it was refused."""

    status: Status
    report: Report
    article: Article | None = None

    def as_json(self, file: str) -> dict[str, Any]:
        """One JSON-ready object, under the names of the command's contract."""
        slug = self.article.slug if self.article else None
        return {"file": file, "status": self.status.value, "slug": slug, **self.report.as_json()}


def import_file(
    data: bytes,
    name: str,
    *,
    by: User | None,
    picture: Picture | None = None,
    tell: Tell = nobody,
) -> Outcome:
    """Make a draft from a manuscript's bytes. The same bytes again give the draft they became.

    A file that cannot be read, or a picture the library refuses, leaves everything as it was.
    ``tell`` hears how far it is, in hundredths and words; nothing is locked meanwhile.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if (known := _imported(sha256)) is not None:
        return known
    publication = default_publication()
    if publication is None:
        return _refused("There is no publication yet.", "Create one in the admin, import again.")
    with TemporaryDirectory(prefix="manuscript-") as folder:
        tell(5, "Reading the text")
        try:
            manuscript, report = read(data, name, Path(folder))
            found = Findings.continuing(report)
            with pictures_of(manuscript, picture, found, tell) as photos:
                tell(95, "Making the draft")
                return _made(manuscript, publication, photos, found, _File(sha256, name), by)
        except UnreadableManuscript as error:
            return _refused(f"{name} cannot be imported.", f"{error.what} {error.what_to_do}")
        except StorageFull as error:
            return _refused(f"{name} cannot be imported.", str(error))
        except PictureRefused as error:
            return _refused(
                f"The picture {picture.name if picture else ''} was refused.", str(error)
            )
        except DataError:
            return _refused(
                f"{name} holds a name or line that is longer than its field.",
                "Look for a paragraph that was taken for a name, a credit or an affiliation.",
            )
        except IntegrityError:
            # Somebody imported the same file at the same moment: theirs it is.
            if (known := _imported(sha256)) is not None:
                return known
            raise


@dataclass(frozen=True)
class _File:
    sha256: str
    name: str


def _made(
    manuscript: Manuscript,
    publication: Publication,
    photos: Mapping[int, Photo],
    found: Findings,
    file: _File,
    by: User | None,
) -> Outcome:
    """The draft, in one short transaction: all that takes long was done before."""
    manuscript = _with_title_that_fits(with_photos(manuscript, photos), found)
    article, topics = _matched(manuscript, publication, found, by=by)
    article.lead_photo = _lead(manuscript, photos.get(0), found)
    comments = comments_of(article, manuscript.comments, at=timezone.now())
    with transaction.atomic():
        _save(article, topics, manuscript, found)
        Comment.objects.bulk_create(comments)
        record_revision(article, by=by, reason=f"Imported from {file.name}"[:300])
        report = found.report()
        ImportedFile.objects.create(
            sha256=file.sha256, name=file.name[:255], article=article, report=report.as_json()
        )
    return Outcome(Status.CREATED, report, article)


def _imported(sha256: str) -> Outcome | None:
    before = ImportedFile.objects.select_related("article").filter(sha256=sha256).first()
    if before is None:
        return None
    return Outcome(Status.UNCHANGED, Report.from_json(before.report), before.article)


def _refused(what: str, what_to_do: str) -> Outcome:
    return Outcome(Status.REFUSED, Report(problems=(Problem(what, what_to_do),)))


def _matched(
    manuscript: Manuscript, publication: Publication, found: Findings, *, by: User | None
) -> tuple[Article, list[Topic]]:
    """The draft, not yet saved, with what it names found in the directory; and its topics."""
    publication = matching.publication(manuscript, publication, found)
    topics, unknown = matching.topics(manuscript, found)
    section = matching.section(manuscript, found)
    article = Article(
        publication=publication,
        section=section,
        title=manuscript.title or "Untitled",
        subtitle=manuscript.subtitle,
        standfirst=manuscript.standfirst,
        abstract=manuscript.abstract,
        body=manuscript.body_html,
        language=manuscript.language or publication.language,
        keywords=list(dict.fromkeys([*manuscript.keywords, *unknown])),
        lead_photo_credit=manuscript.photo_credit,
        lead_photo_caption=manuscript.photo_caption,
        licence=matching.licence(manuscript, found),
        funding=manuscript.funding,
        competing_interests=manuscript.competing_interests,
        doi=matching.doi(manuscript, publication, found),
        created_by=by,
    )
    return article, topics


def _save(article: Article, topics: list[Topic], manuscript: Manuscript, found: Findings) -> None:
    """The draft with its byline and references; profiles are made for those who have none."""
    save_under_free_slug(article, manuscript.slug or article.title)
    article.topics.set(topics)
    article.regions.set(matching.regions(manuscript, found))
    if (disclaimer := matching.disclaimer(manuscript, article, found)) is not None:
        article.disclaimers.add(disclaimer)
    for position, line in enumerate(manuscript.authors):
        signing.sign(article, line, position=position, found=found)
    Reference.objects.bulk_create(
        Reference(article=article, position=n, text=r.text, doi=r.doi, url=r.url)
        for n, r in enumerate(manuscript.references)
    )


def _with_title_that_fits(manuscript: Manuscript, found: Findings) -> Manuscript:
    """A paragraph taken for the title is cut for it, and kept whole at the head of the body."""
    longest = Article._meta.get_field("title").max_length or 0
    if len(manuscript.title) <= longest:
        return manuscript
    found.object_to("The title is too long for one.", "It stands whole at the head of the body.")
    paragraph = f"<p>{escape(manuscript.title)}</p>"
    return dataclasses.replace(
        manuscript,
        title=manuscript.title[: longest - 1].rstrip() + "…",
        body_html=body.clean(paragraph + manuscript.body_html),
    )


def _lead(manuscript: Manuscript, photo: Photo | None, found: Findings) -> Photo | None:
    """The lead photo, and what is missing of it."""
    if photo is None and manuscript.photo_credit:
        found.miss("lead_photo", "the photo of this credit: choose it in the admin.")
    if photo is not None and not photo.alt_text:
        found.miss("alt_text", "a description of the photo for readers who cannot see it.")
    return photo
