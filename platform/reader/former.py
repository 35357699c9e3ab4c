"""Former addresses: where what stood there stands now."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from editing.slugs import current_object
from reader.answers import moved
from reader.errors import not_found

__all__ = ["elsewhere"]


def elsewhere(
    request: HttpRequest, readable: QuerySet[Model], slug: str, *, route: str
) -> HttpResponse:
    """A redirect if the slug is a former one of what can be read; else it was never here.

    ``route`` is the name of the page's address, which has the slug alone.
    """
    present: Any = current_object(readable.model, slug)
    if present is None or not readable.filter(pk=present.pk).exists():
        return not_found(request)
    return moved(reverse(f"reader:{route}", args=[present.slug]))
