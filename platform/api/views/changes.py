"""The stream of changes, by which a copy of all that may be carried is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request

from api import asking, etags, operations
from api.endpoint import Endpoint, conditional
from api.lists import page_with
from api.parameters import DEFAULT_LIMIT, LARGEST_PAGE_SIZE
from api.problems import InvalidParameters
from api.site import addresses
from api.whole import current
from partners.models import UsageKind
from partners.terms import Terms
from record import changes
from record.changes import Change, Place
from record.summary import instant
from renderings.card_json import card
from renderings.change_json import Happening, change

__all__ = ["Changes"]


class Changes(Endpoint):
    usage = UsageKind.CHANGES
    parameters = asking.CHANGES

    @operations.CHANGES
    def get(self, request: Request) -> HttpResponseBase:
        values, terms = self.values, self.terms
        whole, limit = "expand" in values, values.get("limit", DEFAULT_LIMIT)
        reading = changes.read(
            place_in(values, terms),
            terms=terms,
            now=timezone.now(),
            limit=min(limit, LARGEST_PAGE_SIZE) if whole else limit,
            documents=whole,
        )
        return conditional(
            request,
            lambda: {
                "next": reading.token,
                "more": reading.more,
                "links": {"next": page_with(request, since=reading.token)},
                "results": told(reading.changes, values),
            },
            etag=etags.of_changes(request.get_full_path(), reading),
        )


def place_in(values: Mapping[str, Any], terms: Terms) -> Place:
    """Where the client has got to. Raises ``InvalidParameters``."""
    if "since" not in values:
        return changes.BEGINNING
    try:
        return changes.place_in(values["since"], terms)
    except changes.InvalidToken:
        detail = "It is no token of this stream. Send one unchanged, or begin again without it."
        raise InvalidParameters([{"parameter": "since", "detail": detail}]) from None


def told(some: Sequence[Change], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entries, each article represented once however often it changed."""
    site, made = addresses(), {}
    for each in some:
        article = each.article
        if each.available and article.pk not in made:
            made[article.pk] = (
                current(article, values)
                if "expand" in values
                else card(article.summary, str(article.article), site)
            )
    return [
        change(
            happening(each),
            made[each.article.pk] if each.available else None,
            site,
            token=each.token,
        )
        for each in some
    ]


def happening(told: Change) -> Happening:
    entry, article = told.entry, told.article
    return Happening(
        event=entry.event,
        at=instant(entry.at),
        article=str(article.article),
        number=entry.version.number,
        slug=article.slug,
        status=article.status,
    )
