"""What the worker does for the feeds, with the settings of this installation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.conf import settings
from django.utils import timezone

from feeds import indexnow, websub
from feeds.announcing import announce, forget, queue
from feeds.changed import changed_by
from feeds.models import Receiver
from outgoing import rules
from outgoing.rules import Rules
from record.models import Entry

__all__ = ["announce_feeds", "announce_pages", "follow"]


def follow(entries: Sequence[Entry]) -> None:
    """Follows the record, from now on: notes what is to be announced, if anybody is to be told."""
    hub, key = settings.WEBSUB_HUB, settings.INDEXNOW_KEY
    nobody = [] if hub else [Receiver.HUB]
    nobody += [] if key else [Receiver.SEARCH_ENGINES]
    forget(nobody)
    if not hub and not key:
        return
    changed, now = changed_by(entries), timezone.now()
    position = entries[-1].position
    if hub:
        queue(Receiver.HUB, changed.feeds, position=position, now=now)
    if key:
        queue(Receiver.SEARCH_ENGINES, changed.pages, position=position, now=now)


def announce_feeds() -> int:
    """A chore: tell the hub of changed feeds; how many it was told of."""
    hub = settings.WEBSUB_HUB
    if not hub:
        return 0
    tell = partial(websub.tell, hub, rules=_rules())
    return announce(Receiver.HUB, tell, at_once=websub.AT_ONCE, now=timezone.now())


def announce_pages(endpoint: str = indexnow.ENDPOINT) -> int:
    """A chore: tell search engines of changed pages; how many they were told of."""
    key = settings.INDEXNOW_KEY
    if not key:
        return 0
    tell = partial(
        indexnow.tell, key=key, site=settings.SITE_URL, rules=_rules(), endpoint=endpoint
    )
    return announce(Receiver.SEARCH_ENGINES, tell, at_once=indexnow.AT_ONCE, now=timezone.now())


def _rules() -> Rules:
    return rules.from_names(settings.OUTGOING_ALLOWED_NETWORKS, https_only=settings.PRODUCTION)
