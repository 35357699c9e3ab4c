"""Photos that look alike: the same picture saved anew, scaled or cropped by a little.

Whoever adds a photo is told; the library lists them. The search reads an index and a bounded number
of rows, however many photos there are. Nothing is refused for its looks.
"""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Q

from photos.child import ChildFailed, run_in_child
from photos.fingerprint import MOST_DIFFERENT, bands, distance, is_telling
from photos.inspecting import INSPECTION_TIME
from photos.models import Band, Likeness, Photo
from photos.storage import as_local_path

__all__ = ["alike", "fingerprint_missing", "keep_likenesses", "looks_like"]

# In place of the fingerprint of a file that cannot be read, so that it is not tried again.
UNREADABLE = "0" * 16

# Rows compared in full: those that share most pieces.
LOOKED_AT = 200
KEPT = 12  # likenesses of one photo

logger = logging.getLogger(__name__)


def looks_like(fingerprint: str, *, other_than: int | None = None) -> dict[int, int]:
    """Keys of the photos that look like this, with the number of bits that differ. Two queries."""
    if not is_telling(fingerprint):
        return {}
    shared = Q()
    for place, value in enumerate(bands(fingerprint)):
        shared |= Q(place=place, value=value)
    sharing = Band.objects.filter(shared).exclude(photo=other_than).values("photo")
    most = sharing.annotate(number=Count("pk")).order_by("-number", "photo")[:LOOKED_AT]
    keys = [row["photo"] for row in most]
    found = Photo.objects.filter(pk__in=keys).values_list("pk", "fingerprint")
    bits = {pk: distance(fingerprint, other) for pk, other in found if other}
    return {pk: number for pk, number in bits.items() if number <= MOST_DIFFERENT}


def keep_likenesses(photo: Photo) -> None:
    """Remember what the photo looks like, and which others do. The caller's transaction."""
    Band.objects.filter(photo=photo).delete()
    Likeness.objects.filter(Q(photo=photo) | Q(other=photo)).delete()
    if not is_telling(photo.fingerprint):
        return
    found = looks_like(photo.fingerprint, other_than=photo.pk)
    Band.objects.bulk_create(
        Band(photo=photo, place=place, value=value)
        for place, value in enumerate(bands(photo.fingerprint))
    )
    nearest = sorted(found, key=lambda key: (found[key], key))[:KEPT]
    Likeness.objects.bulk_create(
        Likeness(photo_id=one, other_id=other, bits=found[key])
        for key in nearest
        for one, other in ((photo.pk, key), (key, photo.pk))
    )


def alike(photos: Iterable[Photo]) -> dict[int, list[Photo]]:
    """The photos of the library that look like each of these, the likest first. One query."""
    found: dict[int, list[Photo]] = {}
    rows = Likeness.objects.filter(
        photo__in=[photo.pk for photo in photos], other__replaced_by=None
    )
    for row in rows.select_related("other"):
        found.setdefault(row.photo_id, []).append(row.other)
    return found


def fingerprint_missing(limit: int = 1) -> int:
    """The chore: look at photos that were added before there were fingerprints; how many."""
    waiting = list(Photo.objects.filter(fingerprint="").order_by("pk")[:limit])
    for photo in waiting:
        photo.fingerprint = _fingerprint(photo)
        with transaction.atomic():
            Photo.objects.filter(pk=photo.pk).update(fingerprint=photo.fingerprint)
            keep_likenesses(photo)
    return len(waiting)


def _fingerprint(photo: Photo) -> str:
    try:
        with as_local_path(photo.original) as path:
            answer = run_in_child("fingerprint", {"path": str(path)}, seconds=INSPECTION_TIME)
    except (ChildFailed, FileNotFoundError):
        logger.warning("photo %s cannot be looked at", photo.pk)
        return UNREADABLE
    return str(answer["fingerprint"])
