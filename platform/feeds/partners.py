"""Who asks for a feed: anybody, or a partner with its key, who gets what was agreed.

The key comes as ``Authorization: Bearer``, as for the API, or as the password of HTTP Basic, since
many a feed reader knows names and passwords only. An address never holds one.
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from feeds.answers import Refused, View, telling
from partners import keys
from partners.models import Key, Scope, UsageKind
from partners.terms import EVERYTHING, Terms
from partners.usage import TALLY

__all__ = ["Asker", "asking", "by_key", "counted"]

INVALID = (
    "This key is not valid. Send a valid one as “Authorization: Bearer mh_…”, or as the password "
    "of a user of any name; or none at all."
)
IN_ADDRESS = (
    "A key stands in the address. Send it as “Authorization: Bearer mh_…” only, and have this one "
    "replaced: addresses are kept in logs."
)
INACTIVE = "Your organisation's access is switched off. Write to the newsroom."
NO_SCOPE = "This key lacks the scope “read”. Ask the newsroom for one."


def by_key(view: View) -> View:
    """A view of a feed, which depends on who asks."""
    return telling(view, by_key=True)


class Asker:
    """Whoever asks. ``terms`` says what may be told; ``key`` is ``None`` for anybody."""

    def __init__(self, key: Key | None = None) -> None:
        self.key = key
        self.terms: Terms = key.partner.terms if key else EVERYTHING

    @property
    def known(self) -> bool:
        return self.key is not None


def asking(request: HttpRequest, *, now: datetime) -> Asker:
    """Without a key no query, with one at most three. Raises ``Refused`` (401, 403)."""
    if any(keys.holds_key(text) for _, texts in request.GET.lists() for text in texts):
        raise Refused(401, IN_ADDRESS)
    header = request.META.get("HTTP_AUTHORIZATION")
    if header is None:
        return Asker()
    key = keys.find(_shown(header), now=now)
    if key is None:
        raise Refused(401, INVALID)
    if not key.partner.active:
        raise Refused(403, INACTIVE)
    if Scope.READ not in key.scopes:
        raise Refused(403, NO_SCOPE)
    return Asker(key)


def counted(asker: Asker, answer: HttpResponseBase) -> None:
    """Count a partner's request when the client has the whole answer."""
    if asker.key is not None:
        # Django's own list of what happens when an answer is closed.
        answer._resource_closers.append(  # type: ignore[attr-defined]
            partial(_count, answer, asker.key)
        )


def _count(answer: Any, key: Key) -> None:
    TALLY.count(key.pk, UsageKind.LIST, size=len(answer.content), at=timezone.now())
    TALLY.write_if_due()


def _shown(header: str) -> str:
    """The key in a header (RFC 6750, section 2.1; RFC 7617, section 2); ``""`` if there is none."""
    scheme, _, rest = header.partition(" ")
    match scheme.lower():
        case "bearer":
            return rest.strip()
        case "basic":
            try:
                pair = base64.b64decode(rest.strip(), validate=True).decode()
            except (binascii.Error, ValueError):
                return ""
            return pair.partition(":")[2]
        case _:
            return ""
