"""What there are feeds of: everything, or an entry of the directory."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model, Q
from django.urls import reverse

from authors.models import Author
from editing.models import FormerSlug
from editing.slugs import model_label
from feeds.paging import Order
from publication.default import default_publication
from publication.models import Issue, Region, Section, Topic
from record.document import Document
from record.listings import INDEX_ORDER, naming
from renderings.addresses import Addresses
from renderings.syndication import Channel

__all__ = [
    "EVERYTHING",
    "KINDS",
    "NOTHING",
    "Kind",
    "Subject",
    "absolute",
    "addresses",
    "channel_of",
    "channel_of_all",
    "subject",
]


@dataclass(frozen=True)
class Kind:
    """A kind of entry: ``phrase`` describes its feed, ``page`` is the address of its page, and
    ``named`` are the slugs of those that a document names, as it names them."""

    model: type[Model]
    phrase: str
    page: Callable[[Addresses, str], str]
    named: Callable[[Document], Iterable[str]]


# By the first part of their addresses.
KINDS: Mapping[str, Kind] = {
    "authors": Kind(
        Author,
        "Articles by {name}",
        Addresses.author,
        lambda document: (person.author for person in document.byline if person.author),
    ),
    "sections": Kind(
        Section,
        "{name}",
        Addresses.section,
        lambda document: (document.section.slug,),
    ),
    "topics": Kind(
        Topic,
        "Articles about {name}",
        Addresses.topic,
        lambda document: (term.slug for term in document.topics),
    ),
    "regions": Kind(
        Region,
        "Articles about {name}",
        Addresses.region,
        lambda document: (term.slug for term in document.regions),
    ),
    "issues": Kind(
        Issue,
        "{name}",
        Addresses.issue,
        lambda document: (document.issue.slug,) if document.issue else (),
    ),
}


@dataclass(frozen=True)
class Subject:
    """Which articles a feed has. ``naming`` is a condition on the joined rows of the index whose
    columns ``order`` names; ``names`` says whether a document belongs to it, however its entry
    was called when that was published."""

    order: Order
    naming: Q
    names: Callable[[Document], bool]


EVERYTHING = Subject(Order("first_published", "pk"), Q(), lambda _: True)
NOTHING = Subject(EVERYTHING.order, Q(pk__in=()), lambda _: False)


def subject(plural: str, entry: Model) -> Subject:
    """The articles whose current version names that entry of the directory."""
    kind = KINDS[plural]

    def names(document: Document) -> bool:
        return not called.isdisjoint(kind.named(document))

    called = _Slugs(entry)
    return Subject(Order(*INDEX_ORDER), naming(str(entry._meta.model_name), entry), names)


class _Slugs:
    """The present and former slugs of an entry, asked for when they are first needed."""

    def __init__(self, entry: Model) -> None:
        self._entry = entry
        self._all: frozenset[str] | None = None

    def isdisjoint(self, others: Iterable[str]) -> bool:
        if self._all is None:
            label = model_label(type(self._entry))
            former = FormerSlug.objects.filter(model=label, object_id=self._entry.pk)
            present: Any = self._entry
            self._all = frozenset([present.slug, *former.values_list("slug", flat=True)])
        return self._all.isdisjoint(others)


def channel_of_all(form: str) -> Channel:
    """The feed of all articles, in that form: one query."""
    serial = default_publication()
    title = serial.title if serial else "Articles"
    return Channel(
        title=title,
        description=serial.tagline if serial else "",
        page=addresses().home(),
        address=absolute(reverse("feeds:articles", args=[form])),
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
    return dataclasses.replace(
        whole,
        title=f"{whole.title}: {phrase}",
        description=f"{phrase}, in {whole.title}",
        page=KINDS[plural].page(addresses(), slug),
        address=absolute(reverse("feeds:entry", args=[plural, slug, form])),
    )


def addresses() -> Addresses:
    """From the configuration, whatever a request claims."""
    return Addresses(settings.SITE_URL)


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path
