"""Publications, licences, disclaimers, as far as readers know of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from api import asking, operations, serials
from api.ordering import BY_ID, BY_SPDX
from api.views.directory import DirectoryDetail, DirectoryList
from publication.default import default_publication
from publication.models import Disclaimer, Licence, Publication, Section
from record.listings import public

__all__ = [
    "DisclaimerDetail",
    "DisclaimerList",
    "LicenceDetail",
    "LicenceList",
    "PublicationDetail",
    "PublicationList",
]


@operations.PUBLICATIONS
class PublicationList(DirectoryList):
    parameters, ordering = asking.PUBLICATIONS, BY_ID

    def rows(self, *, now: datetime) -> QuerySet[Publication]:
        return serials.public_publications(default_publication(), self.terms, now=now)

    def told(self, rows: Sequence[Publication], *, now: datetime) -> list[dict[str, Any]]:
        return [serials.publication(row) for row in rows]


@operations.PUBLICATION
class PublicationDetail(DirectoryDetail):
    parameters = asking.PUBLICATION

    def told(self, key: int, *, now: datetime) -> dict[str, Any] | None:
        found = serials.public_publications(default_publication(), self.terms, now=now)
        row = found.filter(pk=key).first()
        return serials.publication(row) if row else None


@operations.LICENCES
class LicenceList(DirectoryList):
    parameters, ordering = asking.LICENCES, BY_SPDX

    def rows(self, *, now: datetime) -> QuerySet[Licence]:
        return serials.public_licences(default_publication(), self.terms, now=now)

    def told(self, rows: Sequence[Licence], *, now: datetime) -> list[dict[str, Any]]:
        return [serials.licence(row) for row in rows]


@operations.LICENCE
class LicenceDetail(DirectoryDetail):
    parameters = asking.LICENCE

    def told(self, key: str, *, now: datetime) -> dict[str, Any] | None:
        found = serials.public_licences(default_publication(), self.terms, now=now)
        row = found.filter(spdx=key).first()
        return serials.licence(row) if row else None


@operations.DISCLAIMERS
class DisclaimerList(DirectoryList):
    parameters, ordering = asking.DISCLAIMERS, BY_ID

    def rows(self, *, now: datetime) -> QuerySet[Disclaimer]:
        self.serial = default_publication()
        return serials.public_disclaimers(self.serial, self.terms, now=now)

    def told(self, rows: Sequence[Disclaimer], *, now: datetime) -> list[dict[str, Any]]:
        sections = public(Section, self.terms, now=now)
        return [serials.disclaimer(row, self.serial, sections) for row in rows]


@operations.DISCLAIMER
class DisclaimerDetail(DirectoryDetail):
    parameters = asking.DISCLAIMER

    def told(self, key: int, *, now: datetime) -> dict[str, Any] | None:
        serial = default_publication()
        row = serials.public_disclaimers(serial, self.terms, now=now).filter(pk=key).first()
        if row is None:
            return None
        sections = public(Section, self.terms, now=now)
        return {
            **serials.disclaimer(row, serial, sections),
            "editions": serials.editions(row, serial, sections),
        }
