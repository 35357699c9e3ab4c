"""The only writer of the record.

Appending is one short transaction: it locks the head (so entries get a gapless total order even
with many writers), checks that the version follows its predecessor, writes it, and brings the
index up to date. Either all of it happens or none.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from authors.models import Author
from editing.slugs import current_object, remember_slug
from photos.models import Photo
from publication.models import Issue, Region, Section, Topic
from record.canonical import canonical, digest, dumps
from record.document import Document, Kind
from record.models import (
    Appearance,
    Entry,
    Event,
    Head,
    PublishedArticle,
    Status,
    Version,
)
from record.summary import summarise
from record.withheld import without_lead

__all__ = [
    "OutOfOrder", "UnknownName", "append", "append_many", "chained", "enter", "locked_head",
    "withheld_of",
]  # fmt: skip

EVENTS = {
    Kind.PUBLICATION: Event.PUBLISHED,
    Kind.CORRECTION: Event.CORRECTED,
    Kind.UPDATE: Event.UPDATED,
    # Whoever carries the article has to take over both, and misses nothing by these names.
    Kind.CLARIFICATION: Event.CORRECTED,
    Kind.TYPO: Event.UPDATED,
    Kind.RETRACTION: Event.RETRACTED,
    Kind.WITHDRAWAL: Event.WITHDRAWN,
}


class OutOfOrder(Exception):
    """A version does not follow the last one. Compose it again from the record as it stands now."""

    def __init__(self, document: Document, last: int) -> None:
        super().__init__(f"version {document.number} of {document.slug} cannot follow {last}")
        self.document = document
        self.last = last


class UnknownName(Exception):
    """A document names something the directory does not hold. Save that entry first."""

    def __init__(self, what: str, names: Iterable[str]) -> None:
        self.what = what
        self.names = tuple(sorted(names))
        super().__init__(f"no {what} called {', '.join(self.names)}")


def append(document: Document) -> Version:
    """Publish a document as the next version of its article.

    Raises ``OutOfOrder`` if its number is not the next one, ``UnknownName`` if it names an author,
    term or photo that is not in the directory, and ``IntegrityError`` if its slug is another's.
    """
    return append_many([document])[0]


def append_many(documents: Sequence[Document]) -> list[Version]:
    """Publish documents in the order given: all of them or none, in a constant number of queries.

    At most one document of an article in one call.
    """
    with transaction.atomic():
        head = locked_head()
        directory = _Directory.naming(documents)
        last = _last_versions(documents)
        versions = Version.objects.bulk_create(
            [_version(document, last.get(uuid.UUID(document.article))) for document in documents]
        )
        pairs = list(zip(documents, versions, strict=True))
        enter(head, [(version, EVENTS[d.kind], d.published) for d, version in pairs])
        articles = _place(pairs, directory)
        _retire_appearances(pairs, articles)
        Appearance.objects.bulk_create(
            appearance
            for (document, version), article in zip(pairs, articles, strict=True)
            for appearance in directory.appearances(document, version, article)
        )
    return versions


def locked_head() -> Head:
    """The head, locked until the transaction ends: whoever holds it is the only writer."""
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    return head


def enter(head: Head, events: Iterable[tuple[Version, Event, datetime]]) -> None:
    """Write entries behind the head and move it. The caller holds ``locked_head()``."""
    entries = []
    for version, event, at in events:
        head.position += 1
        head.chain = chained(head.chain, head.position, version, event, at)
        entries.append(
            Entry(position=head.position, version=version, event=event, at=at, chain=head.chain)
        )
    Entry.objects.bulk_create(entries)
    head.save(update_fields=["position", "chain"])


def chained(before: str, position: int, version: Version, event: str, at: datetime) -> str:
    """The chain's next link: SHA-256 of the canonical JSON of all that an entry asserts."""
    link = {
        "before": before,
        "position": position,
        "article": str(version.article),
        "number": version.number,
        "kind": str(version.kind),
        "digest": version.digest,
        "predecessor": version.predecessor,
        "event": str(event),
        "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return hashlib.sha256(canonical(link).encode()).hexdigest()


def withheld_of(photos: Iterable[Photo]) -> dict[str, str]:
    """Those of them that are withheld, as ``PublishedArticle.withheld`` holds them."""
    return {
        photo.sha256: photo.rights_expire_on.isoformat()
        for photo in photos
        if photo.withheld and photo.rights_expire_on
    }


# --- the version ------------------------------------------------------------------------------


def _last_versions(documents: Sequence[Document]) -> dict[uuid.UUID, Version]:
    keys = [uuid.UUID(document.article) for document in documents]
    if len(set(keys)) != len(keys):
        raise ValueError("one call appends at most one version of an article")
    published = PublishedArticle.objects.filter(article__in=keys).select_related("current")
    return {article.article: article.current for article in published}


def _version(document: Document, last: Version | None) -> Version:
    if document.number != (last.number if last else 0) + 1:
        raise OutOfOrder(document, last.number if last else 0)
    text = dumps(document)
    return Version(
        article=uuid.UUID(document.article),
        number=document.number,
        kind=document.kind.value,
        document=text,
        digest=digest(text),
        predecessor=last.digest if last else "",
        published_at=document.published,
    )


# --- the index --------------------------------------------------------------------------------


def _status(document: Document) -> Status:
    if document.withdrawn:
        return Status.WITHDRAWN
    return Status.RETRACTED if document.retracted else Status.PUBLIC


def _place(
    pairs: Sequence[tuple[Document, Version]], directory: _Directory
) -> list[PublishedArticle]:
    """The articles' rows, moved to their new versions; a slug that changes leaves a redirect."""
    keys = [version.article for _, version in pairs]
    known = {a.article: a for a in PublishedArticle.objects.filter(article__in=keys)}
    fresh = []
    for document, version in pairs:
        article = known.get(version.article)
        if article is None:
            article = PublishedArticle(article=version.article)
            _describe(article, document, version, directory)
            fresh.append(article)
        else:
            former = article.slug
            _describe(article, document, version, directory)
            article.save()
            remember_slug(article, former)
        known[version.article] = article
    PublishedArticle.objects.bulk_create(fresh)
    return [known[key] for key in keys]


def _describe(
    article: PublishedArticle, document: Document, version: Version, directory: _Directory
) -> None:
    article.slug = document.slug
    article.status = _status(document)
    article.current = version
    article.first_published = document.first_published
    article.modified = document.published
    article.language = document.language
    article.doi = document.doi
    article.section_id = directory.rows["section"][document.section.slug]
    article.licence = document.licence.spdx if document.licence else ""
    article.translation_of = document.translation_of.slug if document.translation_of else ""
    named = {photo.sha256 for photo in document.every_photo()}
    ended = {name: day for name, day in directory.withheld.items() if name in named}
    article.withheld = {} if document.withdrawn else {**article.withheld, **ended}
    article.summary = without_lead(summarise(document), article.withheld)


def _retire_appearances(
    pairs: Sequence[tuple[Document, Version]], articles: Sequence[PublishedArticle]
) -> None:
    """Earlier versions leave the listings; those of a withdrawn article are no longer readable."""
    withdrawn = [a.pk for a, (d, _) in zip(articles, pairs, strict=True) if d.withdrawn]
    later = [a.pk for a, (d, _) in zip(articles, pairs, strict=True) if d.number > 1]
    if withdrawn:
        Appearance.objects.filter(article__in=withdrawn).delete()
    if later:
        Appearance.objects.filter(article__in=later, current=True).update(current=False)


@dataclass(frozen=True)
class _Directory:
    """The rows that some documents name, by slug or, for photos, by digest.

    ``withheld`` are those of the photos that are (a notice repeats an older text).
    """

    rows: dict[str, dict[str, int]]
    withheld: dict[str, str]

    @classmethod
    def naming(cls, documents: Sequence[Document]) -> _Directory:
        wanted: dict[str, set[str]] = {}
        for document in documents:
            wanted.setdefault("section", set()).add(document.section.slug)
            for what, names in _names(document).items():
                wanted.setdefault(what, set()).update(names)
        photos = _photos(wanted.pop("photo", set()))
        rows = {what: _rows(what, names) for what, names in wanted.items()}
        rows["photo"] = {photo.sha256: photo.pk for photo in photos}
        return cls(rows, withheld_of(photos))

    def appearances(
        self, document: Document, version: Version, article: PublishedArticle
    ) -> Iterable[Appearance]:
        for what, names in _names(document).items():
            for name in dict.fromkeys(names):
                yield Appearance(
                    article=article,
                    version=version,
                    current=True,
                    first_published=document.first_published,
                    **{f"{what}_id": self.rows[what][name]},
                )


def _names(document: Document) -> dict[str, list[str]]:
    """What a document makes public, by column of ``Appearance``. A tombstone: nothing."""
    if document.withdrawn:
        return {}
    return {
        "author": [c.author for c in document.byline if c.author],
        "topic": [topic.slug for topic in document.topics],
        "region": [region.slug for region in document.regions],
        "section": [document.section.slug],
        "issue": [document.issue.slug] if document.issue else [],
        "photo": [photo.sha256 for photo in document.every_photo()],
    }


_SOURCES: dict[str, tuple[type[models.Model], str]] = {
    "author": (Author, "slug"),
    "topic": (Topic, "slug"),
    "region": (Region, "slug"),
    "section": (Section, "slug"),
    "issue": (Issue, "slug"),
}


def _photos(names: set[str]) -> list[Photo]:
    if not names:
        return []
    columns = ("pk", "sha256", "withheld", "rights_expire_on")
    found = list(Photo.objects.filter(sha256__in=names).only(*columns))
    if missing := names - {photo.sha256 for photo in found}:
        raise UnknownName("photo", missing)
    return found


def _rows(what: str, names: set[str]) -> dict[str, int]:
    """The rows' keys by name. A notice repeats an older text: its slugs may be former ones."""
    model, column = _SOURCES[what]
    found = dict(
        model._default_manager.filter(**{f"{column}__in": names}).values_list(column, "pk")
    )
    for name in names - found.keys():
        if (successor := current_object(model, name)) is None:
            raise UnknownName(what, names - found.keys())
        found[name] = successor.pk
    return found
