"""What there are feeds of: everything, or an entry of the directory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.urls import reverse

from authors.models import Author
from publication.default import default_publication
from publication.models import Region, Section, Topic
from record import listings
from record.models import PublishedArticle
from renderings.addresses import Addresses
from renderings.syndication import Channel

__all__ = ["KINDS", "Kind", "addresses", "channel_of", "channel_of_all"]


@dataclass(frozen=True)
class Kind:
    """A kind of entry: ``phrase`` describes its feed, ``page`` is the address of its page, and
    ``articles`` are those that name it."""

    model: type[Model]
    phrase: str
    page: Callable[[Addresses, str], str]
    articles: Callable[[Any], QuerySet[PublishedArticle]]


# By the first part of their addresses.
KINDS: Mapping[str, Kind] = {
    "authors": Kind(
        Author,
        "Articles by {name}",
        Addresses.author,
        lambda author: listings.articles(author=author),
    ),
    "sections": Kind(
        Section,
        "{name}",
        Addresses.section,
        lambda section: listings.articles(section=section),
    ),
    "topics": Kind(
        Topic,
        "Articles about {name}",
        Addresses.topic,
        lambda topic: listings.articles(topic=topic),
    ),
    "regions": Kind(
        Region,
        "Articles about {name}",
        Addresses.region,
        lambda region: listings.articles(region=region),
    ),
}


def channel_of_all(form: str) -> Channel:
    """The feed of all articles, in that form: one query."""
    serial = default_publication()
    title = serial.title if serial else "Articles"
    return Channel(
        title=title,
        description=serial.tagline if serial else "",
        page=addresses().home(),
        address=_absolute(reverse("feeds:articles", args=[form])),
        publication=title,
        publisher=serial.publisher if serial else "",
        issn=(serial.issn_online or serial.issn_print or serial.issn_linking) if serial else "",
        language=serial.language if serial else "en",
    )


def channel_of(plural: str, entry: Model, form: str) -> Channel:
    """The feed of the articles that name an entry of the directory: one query."""
    whole = channel_of_all(form)
    slug = entry.slug  # type: ignore[attr-defined]  # each of KINDS has one
    phrase = KINDS[plural].phrase.format(name=entry)
    return Channel(
        title=f"{whole.title}: {phrase}",
        description=f"{phrase}, in {whole.title}",
        page=KINDS[plural].page(addresses(), slug),
        address=_absolute(reverse("feeds:entry", args=[plural, slug, form])),
        publication=whole.publication,
        publisher=whole.publisher,
        issn=whole.issn,
        language=whole.language,
    )


def addresses() -> Addresses:
    """From the configuration, whatever a request claims."""
    return Addresses(settings.SITE_URL)


def _absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path
