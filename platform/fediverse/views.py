"""The actor, its collections, and its articles as objects."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.templatetags.static import static
from django.utils import timezone

from fediverse import keys
from fediverse.answers import answered, fault, for_a_browser, offered, wants_html
from fediverse.identity import actor as describe
from fediverse.models import Follower
from fediverse.outbox import Malformed, Place, page_after
from publication.default import default_publication
from record import listings
from renderings import activity
from renderings.activity import ActorAddresses
from renderings.addresses import Addresses

__all__ = ["actor", "article", "followers", "outbox", "where"]


def where() -> ActorAddresses:
    """The addresses of this site's actor."""
    return ActorAddresses(settings.SITE_URL)


@offered("GET", "HEAD")
def actor(request: HttpRequest) -> HttpResponseBase:
    """The actor; people get the page about the publication."""
    if wants_html(request):
        return for_a_browser(Addresses(settings.SITE_URL).about())
    own = keys.ensure(secret_key=settings.SECRET_KEY, now=timezone.now())
    icon = f"{settings.SITE_URL}{static('fediverse/icon.png')}"
    described = describe(
        default_publication(),
        name=settings.FEDIVERSE_NAME,
        icon=icon,
        public_key=own.public,
        where=where(),
    )
    return answered(request, described)


@offered("GET", "HEAD")
def article(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """An article as it stands; 410 with its tombstone once it is withdrawn."""
    row = listings.current_article(key)
    if row is None or not row.current.document:
        raise Http404
    document = listings.shown(row)
    if wants_html(request):
        return for_a_browser(Addresses(settings.SITE_URL).article(document.slug))
    if document.withdrawn:
        gone = activity.tombstone(document, where())
        return answered(request, {"@context": activity.CONTEXT, **gone}, status=410)
    return answered(request, {"@context": activity.CONTEXT, **activity.article(document, where())})


@offered("GET", "HEAD")
def followers(request: HttpRequest) -> HttpResponseBase:
    """How many follow. Who they are is nobody's business."""
    return answered(
        request,
        {
            "@context": activity.CONTEXT,
            "id": where().followers,
            "type": "OrderedCollection",
            "totalItems": Follower.objects.count(),
        },
    )


@offered("GET", "HEAD")
def outbox(request: HttpRequest) -> HttpResponseBase:
    """Every article, latest first, in pages that cost the same however far back."""
    address = where().outbox
    asked = request.GET.get("page")
    if asked is None:
        collection = {
            "@context": activity.CONTEXT,
            "id": address,
            "type": "OrderedCollection",
            "totalItems": listings.articles().count(),
            "first": f"{address}?page=latest",
        }
        return answered(request, collection)
    try:
        place = Place.read(asked)
    except Malformed:
        return fault(400, "No page of the outbox has that name.")
    documents, following = page_after(place)
    page = {
        "@context": activity.CONTEXT,
        "id": f"{address}?{urlencode({'page': asked})}",
        "type": "OrderedCollectionPage",
        "partOf": address,
        "orderedItems": [activity.create(document, where()) for document in documents],
    }
    if following:
        page["next"] = f"{address}?{urlencode({'page': str(following)})}"
    return answered(request, page)
