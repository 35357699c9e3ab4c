"""Two states of an article compared: revisions, texts not saved, versions, the working copy.

Revisions are compared as snapshots, versions as documents. Where one is a version and the other a
revision, the version stands for the revision that became it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from articles import body
from articles.composing import compose
from articles.models import Article
from articles.revision_words import photos_of, revision_changes
from articles.revisions import snapshot
from photos.models import Photo
from photos.thumbnails import thumbnail_url
from record.document import Document, Photograph
from renderings.comparing import FieldChange, document_changes
from renderings.laid_out_changes import Laid, Text, laid_out

__all__ = ["Comparison", "NotComparable", "State", "compared", "working_copy"]

PICTURE_WIDTH = 640  # pixels
# What is shown laid out, or as pictures.
_APART = {"Body", "Photos in the body"}


@dataclass(frozen=True)
class State:
    """An article as it was or is, in whichever of the two ways it can be told."""

    snapshot: Mapping[str, Any] | None = None
    document: Document | None = None


@dataclass(frozen=True)
class Comparison:
    """``pictures`` are the addresses of the lead photos, "" for none; ``None`` if it is the same.
    ``blocks`` is the body; empty if nothing of it changed and it is not shown whole."""

    fields: list[FieldChange]
    pictures: tuple[str, str] | None
    blocks: list[Laid]

    @property
    def body_changed(self) -> bool:
        return any(block.changed for block in self.blocks)


class NotComparable(Exception):
    """A version of which no revision is known, and a revision. Compare versions with versions."""


def working_copy(article: Article, live: Document | None) -> State:
    """The article as it stands; as a document, too, if something of it has been published."""
    document = None
    if live is not None and not live.withdrawn:
        document = compose(
            article,
            published=timezone.now().replace(microsecond=0),
            first_published=live.first_published,
            number=live.number + 1,
        )
    return State(snapshot(article), document)


def compared(older: State, newer: State, *, whole: bool = False) -> Comparison:
    """What differs; with ``whole`` the body is shown with all that is the same.

    Takes a constant number of queries. Raises ``NotComparable``.
    """
    if older.document is not None and newer.document is not None:
        return _documents(older.document, newer.document, whole=whole)
    if older.snapshot is not None and newer.snapshot is not None:
        return _snapshots(older.snapshot, newer.snapshot, whole=whole)
    raise NotComparable


def _documents(older: Document, newer: Document, *, whole: bool) -> Comparison:
    digests = {photo.sha256 for each in (older, newer) for photo in each.every_photo()}
    photos = {photo.sha256: photo for photo in Photo.objects.filter(sha256__in=digests)}
    leads = [each.lead_photo.sha256 if each.lead_photo else "" for each in (older, newer)]
    return Comparison(
        [change for change in document_changes(older, newer) if change.label not in _APART],
        _pictures([photos.get(lead) for lead in leads]) if leads[0] != leads[1] else None,
        _body(_text(older), _text(newer), photos, whole),
    )


def _snapshots(older: Mapping[str, Any], newer: Mapping[str, Any], *, whole: bool) -> Comparison:
    bodies = [str(each.get("body") or "") for each in (older, newer)]
    placed = photos_of(*bodies)
    leads = [each.get("lead_photo") for each in (older, newer)]
    keys = {*placed, *filter(None, leads)}
    rows = Photo.objects.in_bulk(keys) if keys else {}
    texts = []
    for each in bodies:
        parsed = body.parse(each, photos=placed)
        texts.append(Text(parsed.blocks, parsed.notes, parsed.photos))
    by_digest = {photo.sha256: photo for photo in rows.values()}
    changes = revision_changes({**older, "body": ""}, {**newer, "body": ""})
    return Comparison(
        changes,
        _pictures([rows.get(lead) if lead else None for lead in leads])
        if leads[0] != leads[1]
        else None,
        _body(texts[0], texts[1], by_digest, whole),
    )


def _text(document: Document) -> Text:
    return Text(document.body, document.notes, document.photos)


def _body(old: Text, new: Text, photos: Mapping[str, Photo], whole: bool) -> list[Laid]:  # noqa: FBT001
    def picture(photo: Photograph) -> str:
        row = photos.get(photo.sha256)
        return thumbnail_url(row, width=PICTURE_WIDTH) if row else ""

    found = laid_out(old, new, picture=picture, whole=whole)
    return found if whole or any(laid.changed for laid in found) else []


def _pictures(photos: list[Photo | None]) -> tuple[str, str]:
    one, other = (thumbnail_url(photo, width=PICTURE_WIDTH) if photo else "" for photo in photos)
    return one, other
