"""What the lists and the single entries of the directory have in common."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from rest_framework.request import Request

from api import etags
from api.endpoint import Endpoint, MovedPermanently, conditional
from api.lists import cursor_in, envelope, page_size_in
from api.ordering import ORDERINGS
from api.pages import Ordering, page_of
from api.selecting import select
from editing.slugs import current_object
from partners.models import UsageKind
from record import listings

__all__ = ["DirectoryDetail", "DirectoryList"]


class DirectoryList(Endpoint):
    """A list of what something readable names. ``ordering`` is the usual one, or the only one."""

    usage = UsageKind.LIST
    ordering: ClassVar[Ordering] = ORDERINGS["slug"]

    def rows(self, *, now: datetime) -> QuerySet[Any]:
        """All that the list holds for whoever asks."""
        raise NotImplementedError

    def told(self, rows: Sequence[Any], *, now: datetime) -> list[dict[str, Any]]:
        """The rows of a page as JSON."""
        raise NotImplementedError

    def get(self, request: Request) -> HttpResponseBase:
        values, now = self.values, timezone.now()
        ordering = ORDERINGS.get(values.get("ordering", ""), self.ordering)
        cursor = cursor_in(values, ordering)
        page = page_of(self.rows(now=now), ordering, cursor, size=page_size_in(values))
        results = select(self.told(page.rows, now=now), values.get("fields"))
        data = envelope(request, page, results)
        return conditional(request, lambda: data, etag=etags.of_representation(data))


class DirectoryDetail(Endpoint):
    """One of them. ``model`` and ``name`` are of those that have slugs: a former one redirects to
    the view of that name."""

    usage = UsageKind.DETAIL
    model: ClassVar[type[Model] | None] = None
    name: ClassVar[str] = ""

    def told(self, key: Any, *, now: datetime) -> dict[str, Any] | None:
        """The entry as JSON, ``None`` if whoever asks may not know of it."""
        raise NotImplementedError

    def get(self, request: Request, **named: Any) -> HttpResponseBase:
        [key], now = named.values(), timezone.now()
        data = self.told(key, now=now)
        if data is None:
            raise self.moved_or_unknown(key, now=now)
        data = select(data, self.values.get("fields"))
        return conditional(request, lambda: data, etag=etags.of_representation(data))

    def moved_or_unknown(self, key: Any, *, now: datetime) -> Exception:
        successor = current_object(self.model, key) if self.model else None
        if successor is None or self.model is None:
            return Http404()
        public = listings.public(self.model, self.terms, now=now)
        if not public.filter(pk=successor.pk).exists():
            return Http404()
        return MovedPermanently(reverse(f"api:{self.name}", args=[successor.slug]))  # type: ignore[attr-defined]
