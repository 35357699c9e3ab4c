"""Finding a silent change: every digest and chain computed again from what is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from photos.models import Photo
from record.canonical import MalformedDocument, digest, loads
from record.ledger import chained
from record.models import Appearance, Entry, Head, PublishedArticle, Redaction, Version
from record.summary import summarise
from record.withheld import without_lead

__all__ = ["Finding", "findings"]

CHUNK = 200  # rows in memory at once


@dataclass(frozen=True)
class Finding:
    """What is wrong with what. ``altered`` is false for what was redacted openly."""

    subject: str
    fault: str
    altered: bool = True

    def __str__(self) -> str:
        return f"{self.subject}: {self.fault}"


def findings() -> Iterator[Finding]:
    """Every deviation of the record from its digests, chains and photos; nothing if it is sound."""
    yield from _entries()
    yield from _versions()
    yield from _index()
    yield from _photos()


def _entries() -> Iterator[Finding]:
    expected, chain = 1, ""
    for entry in Entry.objects.order_by("position").select_related("version").iterator(CHUNK):
        if entry.position != expected:
            yield Finding(f"entry {expected}", "is missing")
        chain = chained(chain, entry.position, entry.version, entry.event, entry.at)
        if entry.chain != chain:
            yield Finding(f"entry {entry.position}", "breaks the chain")
        expected, chain = entry.position + 1, entry.chain
    head = Head.objects.first() or Head()
    if (head.position, head.chain) != (expected - 1, chain):
        yield Finding("the head", f"says {head.position} entries, found {expected - 1}")
    unentered = Version.objects.filter(entries=None).order_by("article", "number")
    for version in unentered.iterator(CHUNK):
        yield Finding(str(version), "was never entered")


def _versions() -> Iterator[Finding]:
    redactions = dict(Redaction.objects.values_list("version_id", "notice"))
    last: Version | None = None
    for version in Version.objects.order_by("article", "number").iterator(CHUNK):
        before = last if last and last.article == version.article else None
        if version.number != (before.number if before else 0) + 1:
            yield Finding(str(version), "its predecessor is missing")
        elif version.predecessor != (before.digest if before else ""):
            yield Finding(str(version), "does not carry its predecessor's digest")
        yield from _version(version, redactions)
        last = version


def _version(version: Version, redactions: dict[int, str]) -> Iterator[Finding]:
    if version.document == "":
        if version.pk in redactions:
            yield Finding(str(version), f"redacted ({redactions[version.pk]})", altered=False)
        else:
            yield Finding(str(version), "its document is gone and no redaction was entered")
        return
    if digest(version.document) != version.digest:
        yield Finding(str(version), "its document was altered: the digest does not match")
        return
    try:
        document = loads(version.document)
    except MalformedDocument as error:
        yield Finding(str(version), f"its document cannot be read ({error})")
        return
    said = (document.article, document.number, document.kind.value)
    if said != (str(version.article), version.number, version.kind):
        yield Finding(str(version), "its document belongs to another version")


def _index() -> Iterator[Finding]:
    """The index is derived; here it is held against what it derives from."""
    for article in PublishedArticle.objects.select_related("current").iterator(CHUNK):
        current = article.current
        later = Version.objects.filter(article=article.article, number__gt=current.number)
        if current.article != article.article or later.exists():
            yield Finding(article.slug, "does not show its last version")
            continue
        try:
            document = loads(current.document)
        except MalformedDocument:
            continue  # reported with its version
        card = without_lead(summarise(document), article.withheld)
        if article.summary != card or article.slug != document.slug:
            yield Finding(article.slug, "its listing was altered: it differs from the document")


def _photos() -> Iterator[Finding]:
    """The originals named by readable versions, byte for byte."""
    named = Appearance.objects.filter(photo__isnull=False).values("photo")
    for photo in Photo.objects.filter(pk__in=named).iterator(CHUNK):
        subject = f"photo {photo.sha256}"
        try:
            with photo.original.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            yield Finding(subject, "its file is missing")
            continue
        if found != photo.sha256:
            yield Finding(subject, "its file was altered")
