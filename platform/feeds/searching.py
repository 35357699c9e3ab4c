"""The feed of a search: what is found now, and what will be, the newest first."""

from __future__ import annotations

import dataclasses
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from feeds import paging
from feeds.answers import Refused
from feeds.feeding import fed
from feeds.partners import asking, by_key
from feeds.subjects import NOTHING, absolute, channel_of_all
from renderings.syndication import Channel, Part
from search.finding import Cursor, MalformedCursor, find
from search.query import Query, parse

__all__ = ["search"]

NO_QUESTION = "Say what to search for, as in /search/feed.atom?q=strait."
NO_PLACE = "What stands behind “place=” in the address is no place. Follow the links of the feed."


@by_key
def search(request: HttpRequest, form: str) -> HttpResponseBase:
    """The newest articles that a query finds. It has no tombstones: what is gone isn't searched."""
    now = timezone.now()
    asker = asking(request, now=now)
    query = parse(request.GET.get("q", ""))
    if query.empty:
        raise Refused(400, NO_QUESTION)
    place = _place(request.GET.get("place"))
    try:
        page = find(
            query,
            terms=asker.terms,
            now=now,
            order="newest",
            after=place,
            size=paging.PART_SIZE,
            facets=False,
        )
    except MalformedCursor as error:
        raise Refused(400, NO_PLACE) from error
    channel = _channel(query, form)
    several = bool(place or page.next)
    return fed(
        request,
        form,
        channel=channel,
        part=Part(
            _address(query, form, place),
            first=channel.address if several else "",
            next=_address(query, form, page.next) if page.next else "",
        ),
        some=[paging.Listed(*hit.article.state) for hit in page.hits],
        subject=NOTHING,
        asker=asker,
    )


def _place(text: str | None) -> Cursor | None:
    if text is None:
        return None
    try:
        return Cursor.read(text)
    except MalformedCursor as error:
        raise Refused(400, NO_PLACE) from error


def _channel(query: Query, form: str) -> Channel:
    whole = channel_of_all(form)
    return dataclasses.replace(
        whole,
        title=f"{whole.title}: “{query}”",
        description=f"Articles found by “{query}”, in {whole.title}",
        page=absolute(f"/search/?{urlencode({'q': query})}"),
        address=_address(query, form, None),
    )


def _address(query: Query, form: str, place: Cursor | None) -> str:
    asked = {"q": query} | ({"place": place} if place else {})
    return absolute(f"{reverse('feeds:search', args=[form])}?{urlencode(asked)}")
