"""Photos that a readable version shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from api import asking, operations
from api.ordering import BY_DIGEST
from api.pictures import picture
from api.views.directory import DirectoryDetail, DirectoryList
from photos.models import Photo
from record.listings import photographs, public

__all__ = ["PhotoDetail", "PhotoList"]


@operations.PHOTOS
class PhotoList(DirectoryList):
    parameters, ordering = asking.PHOTOS, BY_DIGEST

    def rows(self, *, now: datetime) -> QuerySet[Photo]:
        return public(Photo, self.terms, now=now)

    def told(self, rows: Sequence[Photo], *, now: datetime) -> list[dict[str, Any]]:
        printed = photographs(rows, self.terms, now=now)
        return [picture(printed[row.pk]) for row in rows if row.pk in printed]


@operations.PHOTO
class PhotoDetail(DirectoryDetail):
    parameters = asking.PHOTO

    def told(self, key: str, *, now: datetime) -> dict[str, Any] | None:
        rows = list(public(Photo, self.terms, now=now).filter(sha256=key))
        printed = photographs(rows, self.terms, now=now)
        return next((picture(photo) for photo in printed.values()), None)
