"""One part of a feed, for whoever asks for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from feeds.answers import answered
from feeds.forms import FORMS
from feeds.paging import Begin, Listed, Window, asked_for, window
from feeds.partners import Asker, counted
from feeds.subjects import Subject, addresses
from feeds.tombstones import latest_withdrawals, tombstones, withdrawn
from record import listings
from record.document import Document
from record.syndicating import restrict
from renderings.syndication import Channel, Part, relations

__all__ = ["address_of", "fed", "feed"]


def feed(
    request: HttpRequest,
    form: str,
    *,
    channel: Channel,
    subject: Subject,
    asker: Asker,
    now: datetime,
) -> HttpResponseBase:
    """The part that was asked for of a subject's feed."""
    begin = asked_for(request.GET)
    rows = restrict(listings.articles(), asker.terms, now=now)
    some = window(rows, begin, order=subject.order, naming=subject.naming)
    gone: list[Listed] = []
    if FORMS[form].tombstones and begin is None:
        gone = latest_withdrawals(restrict(withdrawn(), asker.terms, now=now))
    if begin is None and not asker.known:
        # What a hub hands on is the newest part, as it is for everybody.
        channel = dataclasses.replace(channel, hub=settings.WEBSUB_HUB)
    return fed(
        request,
        form,
        channel=channel,
        part=_part(channel.address, begin, some),
        some=some.articles,
        gone=gone,
        subject=subject,
        asker=asker,
    )


def fed(
    request: HttpRequest,
    form: str,
    *,
    channel: Channel,
    part: Part,
    some: Sequence[Listed],
    asker: Asker,
    gone: Sequence[Listed] = (),
    subject: Subject,
) -> HttpResponseBase:
    """These articles as a feed, and what is gone of the subject."""
    chosen = FORMS[form]

    def make() -> str:
        told = {"deleted": tombstones(gone, subject)} if chosen.tombstones else {}
        return chosen.render(channel, _documents(some), addresses(), part=part, **told)

    answer = answered(
        request,
        make,
        content_type=chosen.content_type,
        depends_on=(form, channel, part, some, gone, addresses()),
        # Terms change, and a delay ends, without the record's growing.
        last_modified=None if asker.known else listings.last_changed(),
        private=asker.known,
    )
    if channel.hub:
        # WebSub, section 4: what a subscriber asks for first.
        named = [pair for pair in relations(channel, part) if pair[0] in ("hub", "self")]
        answer["Link"] = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in named)
    counted(asker, answer)
    return answer


def address_of(address: str, begin: Begin | None) -> str:
    """That of a part of the feed at an address."""
    if begin is None:
        return address
    return f"{address}?{urlencode({str(begin.direction): begin.place}, safe=':')}"


def _documents(some: Sequence[Listed]) -> list[Document]:
    """Their current documents, in their order: one query."""
    rows = listings.articles().filter(pk__in=[each.pk for each in some]).select_related("current")
    found = {row.pk: row for row in rows}
    return [listings.shown(found[each.pk]) for each in some if each.pk in found]


def _part(address: str, begin: Begin | None, some: Window) -> Part:
    """The addresses of a part and its neighbours; a feed of one part has none."""
    several = begin is not None or some.older is not None
    return Part(
        address_of(address, begin),
        first=address if several else "",
        previous=address_of(address, some.newer) if some.newer else "",
        next=address_of(address, some.older) if some.older else "",
    )
