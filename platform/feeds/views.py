"""The feeds: of everything, and of an author, a section, a topic or a region."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from editing.slugs import current_object
from feeds.answers import answered, moved
from feeds.subjects import KINDS, addresses, channel_of, channel_of_all
from record import listings
from record.canonical import loads
from record.document import Document
from record.models import PublishedArticle
from renderings import atom, json_feed, rss
from renderings.addresses import Addresses
from renderings.syndication import Channel

__all__ = ["FORMS", "articles", "entry"]

NEWEST = 20  # articles in a feed


@dataclass(frozen=True)
class Form:
    content_type: str
    render: Callable[[Channel, Sequence[Document], Addresses], str]


FORMS: Mapping[str, Form] = {
    "rss": Form("application/rss+xml; charset=utf-8", rss.render),
    "atom": Form("application/atom+xml; charset=utf-8", atom.render),
    "json": Form("application/feed+json; charset=utf-8", json_feed.render),
}


@csrf_exempt  # nothing here changes anything, so a POST is told that it isn't allowed, no more
@require_safe
def articles(request: HttpRequest, form: str) -> HttpResponseBase:
    """The newest articles."""
    return _fed(request, form, channel_of_all(form), listings.articles())


@csrf_exempt
@require_safe
def entry(request: HttpRequest, plural: str, slug: str, form: str) -> HttpResponseBase:
    """The newest articles that name an entry of the directory."""
    kind = KINDS[plural]
    found = listings.public(kind.model).filter(slug=slug).first()
    if found is None:
        return moved(reverse("feeds:entry", args=[plural, _successor(kind.model, slug), form]))
    return _fed(request, form, channel_of(plural, found, form), kind.articles(found))


def _successor(model: type[Model], slug: str) -> str:
    """The present slug of a public entry that had this one. Raises ``Http404``."""
    present = current_object(model, slug)
    if present is None or not listings.public(model).filter(pk=present.pk).exists():
        raise Http404
    return str(present.slug)  # type: ignore[attr-defined]


def _fed(
    request: HttpRequest, form: str, channel: Channel, rows: QuerySet[PublishedArticle]
) -> HttpResponseBase:
    changed = listings.last_changed()
    newest = list(rows.values_list("pk", "current_id")[:NEWEST])
    chosen = FORMS[form]
    return answered(
        request,
        lambda: chosen.render(channel, _documents([pk for pk, _ in newest]), addresses()),
        content_type=chosen.content_type,
        depends_on=(channel, newest, addresses()),
        last_modified=changed,
    )


def _documents(keys: Sequence[int]) -> list[Document]:
    """The current documents of those articles, latest first: one query."""
    some = listings.articles().filter(pk__in=keys).select_related("current")
    return [loads(article.current.document) for article in some]
