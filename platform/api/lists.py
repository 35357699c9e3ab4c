"""What all lists of the API share: paging parameters, and the envelope around a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import QueryDict
from rest_framework.request import Request

from api import parameters
from api.cursors import Cursor, InvalidCursor, decode, encode
from api.pages import Ordering, Page
from api.parameters import DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE, Parameter
from api.problems import InvalidParameters

__all__ = ["PAGING", "address", "cursor_in", "envelope", "page_size_in", "page_with"]

PAGING = (
    Parameter(
        "cursor",
        parameters.word,
        "Where the page begins: taken from “next” or “previous” of a page, never made up.",
        schema={"type": "string", "format": "cursor"},
    ),
    Parameter(
        "page_size",
        parameters.page_size,
        f"How many results a page has; {DEFAULT_PAGE_SIZE} unless told otherwise.",
        schema={
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST_PAGE_SIZE,
            "default": DEFAULT_PAGE_SIZE,
        },
    ),
)


def cursor_in(values: Mapping[str, Any], ordering: Ordering) -> Cursor | None:
    """The cursor given, if any. Raises ``InvalidParameters`` for one of another ordering, too."""
    if "cursor" not in values:
        return None
    try:
        return decode(values["cursor"], ordering.name, ordering.kinds)
    except InvalidCursor:
        detail = "It is no cursor of this list in this ordering. Begin again without it."
        raise InvalidParameters([{"parameter": "cursor", "detail": detail}]) from None


def page_size_in(values: Mapping[str, Any]) -> int:
    return int(values.get("page_size", DEFAULT_PAGE_SIZE))


def envelope(request: Request, page: Page[Any], results: Sequence[Any]) -> dict[str, Any]:
    """A page with the addresses of its neighbours. There is no count: it would cost more than
    the page."""
    return {
        "next": _neighbour(request, page.next),
        "previous": _neighbour(request, page.previous),
        "results": results,
    }


def _neighbour(request: Request, cursor: Cursor | None) -> str | None:
    if cursor is None:
        return None
    return page_with(request, cursor=encode(cursor))


def page_with(request: Request, **changed: str) -> str:
    """The whole address of what was asked for, with other values of these parameters."""
    return settings.SITE_URL + address(request, **changed)


def address(request: Request, **changed: str) -> str:
    """The path and query asked for, with other values of these parameters."""
    query = QueryDict(mutable=True)
    query.update({**request.query_params.dict(), **changed})
    return f"{request.path}?{query.urlencode()}" if query else request.path
