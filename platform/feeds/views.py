"""The feeds: of everything, and of an entry of the directory; and a proof for search engines."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from editing.slugs import current_object
from feeds.answers import answered, moved, telling
from feeds.feeding import address_of, feed
from feeds.paging import asked_for
from feeds.partners import asking, by_key
from feeds.subjects import EVERYTHING, KINDS, channel_of, channel_of_all, subject
from record import listings

__all__ = ["articles", "entry", "indexnow_key"]


@by_key
def articles(request: HttpRequest, form: str) -> HttpResponseBase:
    """The newest articles."""
    now = timezone.now()
    asker = asking(request, now=now)
    channel = channel_of_all(form)
    return feed(request, form, channel=channel, subject=EVERYTHING, asker=asker, now=now)


@by_key
def entry(request: HttpRequest, plural: str, slug: str, form: str) -> HttpResponseBase:
    """The newest articles that name an entry of the directory."""
    now = timezone.now()
    asker = asking(request, now=now)
    model = KINDS[plural].model
    found = listings.public(model).filter(slug=slug).first()
    if found is None:
        path = reverse("feeds:entry", args=[plural, _successor(model, slug), form])
        # Whoever is walking the feed while it is renamed goes on where it was.
        return moved(address_of(path, asked_for(request.GET)), private=asker.known)
    return feed(
        request,
        form,
        channel=channel_of(plural, found, form),
        subject=subject(plural, found),
        asker=asker,
        now=now,
    )


@telling
def indexnow_key(request: HttpRequest, key: str) -> HttpResponseBase:
    """The key under its own name, which proves that announcements come from this site."""
    if key != settings.INDEXNOW_KEY:
        raise Http404
    plain = "text/plain; charset=utf-8"
    return answered(request, lambda: key, content_type=plain, depends_on=key)


def _successor(model: type[Model], slug: str) -> str:
    """The present slug of a public entry that had this one. Raises ``Http404``."""
    present = current_object(model, slug)
    if present is None or not listings.public(model).filter(pk=present.pk).exists():
        raise Http404
    return str(present.slug)  # type: ignore[attr-defined]
