"""Authors whom a readable article names."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from api import asking, operations
from api.profiles import brief, profile, whole_profiles
from api.views.directory import DirectoryDetail, DirectoryList
from authors.affiliations import current_affiliations_of
from authors.models import Author
from record.listings import public

__all__ = ["AuthorDetail", "AuthorList"]


@operations.AUTHORS
class AuthorList(DirectoryList):
    parameters = asking.AUTHORS

    def rows(self, *, now: datetime) -> QuerySet[Author]:
        found = public(Author, self.terms, now=now)
        if orcid := self.values.get("orcid"):
            found = found.filter(orcid=orcid)
        return found

    def told(self, rows: Sequence[Author], *, now: datetime) -> list[dict[str, Any]]:
        posts = current_affiliations_of(rows, on=now.date())
        return [brief(row, posts.get(row.pk, [])) for row in rows]


@operations.AUTHOR
class AuthorDetail(DirectoryDetail):
    parameters = asking.AUTHOR
    model, name = Author, "author"

    def told(self, key: str, *, now: datetime) -> dict[str, Any] | None:
        row = whole_profiles(public(Author, self.terms, now=now).filter(slug=key)).first()
        return profile(row, row.affiliations.all()) if row else None
