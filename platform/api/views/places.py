"""Sections, topics, regions and issues in which something readable appears."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from api import asking, operations, places
from api.ordering import ORDERINGS
from api.views.directory import DirectoryDetail, DirectoryList
from publication.models import Issue, Region, Section, Topic
from record.listings import public

__all__ = [
    "IssueDetail",
    "IssueList",
    "RegionDetail",
    "RegionList",
    "SectionDetail",
    "SectionList",
    "TopicDetail",
    "TopicList",
]


@operations.SECTIONS
class SectionList(DirectoryList):
    parameters = asking.SECTIONS

    def rows(self, *, now: datetime) -> QuerySet[Section]:
        return public(Section, self.terms, now=now)

    def told(self, rows: Sequence[Section], *, now: datetime) -> list[dict[str, Any]]:
        return [places.section(row) for row in rows]


@operations.SECTION
class SectionDetail(DirectoryDetail):
    parameters = asking.SECTION
    model, name = Section, "section"

    def told(self, key: str, *, now: datetime) -> dict[str, Any] | None:
        row = public(Section, self.terms, now=now).filter(slug=key).first()
        return places.section(row) if row else None


class TermList(DirectoryList):
    """Topics or regions, each with the wider one it lies in, if that is readable, too."""

    model: type[Topic | Region]

    def rows(self, *, now: datetime) -> QuerySet[Any]:
        found = public(self.model, self.terms, now=now)
        if code := self.values.get("code"):
            found = found.filter(code=code)
        if parent := self.values.get("parent"):
            above = public(self.model, self.terms, now=now).filter(slug=parent)
            found = found.filter(parent__in=above.values("pk"))
        return found

    def told(self, rows: Sequence[Any], *, now: datetime) -> list[dict[str, Any]]:
        above = {row.parent_id for row in rows if row.parent_id}
        wider = public(self.model, self.terms, now=now).in_bulk(above) if above else {}
        return [places.term(row, wider) for row in rows]


class TermDetail(DirectoryDetail):
    """A topic or region. One query reads the whole tree, as it is small and holds the family."""

    model: ClassVar[Any]

    def told(self, key: str, *, now: datetime) -> dict[str, Any] | None:
        tree = list(public(self.model, self.terms, now=now))
        row = next((node for node in tree if node.slug == key), None)
        return places.family(row, tree) if row else None


@operations.TOPICS
class TopicList(TermList):
    parameters, model = asking.TOPICS, Topic


@operations.TOPIC
class TopicDetail(TermDetail):
    parameters = asking.TOPIC
    model, name = Topic, "topic"


@operations.REGIONS
class RegionList(TermList):
    parameters, model = asking.REGIONS, Region


@operations.REGION
class RegionDetail(TermDetail):
    parameters = asking.REGION
    model, name = Region, "region"


@operations.ISSUES
class IssueList(DirectoryList):
    parameters = asking.ISSUES
    ordering = ORDERINGS["-published_on"]

    def rows(self, *, now: datetime) -> QuerySet[Issue]:
        # Databases disagree on where nothing stands in an order.
        dated = Coalesce("published_on", Value(date.min))
        return public(Issue, self.terms, now=now).annotate(dated=dated)

    def told(self, rows: Sequence[Issue], *, now: datetime) -> list[dict[str, Any]]:
        return [places.issue(row) for row in rows]


@operations.ISSUE
class IssueDetail(DirectoryDetail):
    parameters = asking.ISSUE
    model, name = Issue, "issue"

    def told(self, key: str, *, now: datetime) -> dict[str, Any] | None:
        row = public(Issue, self.terms, now=now).filter(slug=key).first()
        return places.issue(row) if row else None
