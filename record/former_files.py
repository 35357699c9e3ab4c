"""What published versions show of a photo whose file was replaced in the library.

A version names its photos by the digest of their bytes, for ever. When a photo gets another file,
the former one becomes a row of its own, and the index leads to that.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from photos.models import Photo
from record.models import Appearance

__all__ = ["KEPT", "forget", "lead_to"]

# A replaced file that nothing public shows can be brought back for so long.
KEPT = timedelta(days=30)


def lead_to(photo: Photo, *, of: Photo) -> None:
    """What appeared as one row appears as another with the same bytes. In the transaction, and
    under the lock on the record's head, of whoever moves the bytes."""
    Appearance.objects.filter(photo=of).update(photo=photo)


def forget(now: datetime) -> int:
    """The chore: delete former files that no readable version shows any more; how many."""
    shown = Appearance.objects.filter(photo=OuterRef("pk"))
    former = Photo.objects.filter(replaced_by__isnull=False, replaced_at__lt=now - KEPT)
    deleted = 0
    for photo in former.filter(~Exists(shown)).order_by("pk")[:100]:
        photo.delete()
        deleted += 1
    return deleted
