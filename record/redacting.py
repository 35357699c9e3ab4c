"""Removing a published text when law or ethics demand it, without breaking the chain."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from record.ledger import enter, locked_head
from record.models import Appearance, Event, PublishedArticle, Redaction, Status, Version
from record.summary import emptied

__all__ = ["StillCurrent", "redact"]


class StillCurrent(Exception):
    """The version is what readers see now. Publish a correction, or withdraw the article, first."""

    def __init__(self, version: Version) -> None:
        super().__init__(f"{version} is the current version")
        self.version = version


def redact(version: Version, *, notice: str, by: str, at: datetime) -> Redaction:
    """Replace a version's text by a notice; its number, digest and place in the chain remain.

    Redacting twice changes nothing. Raises ``StillCurrent`` for the version readers see now.
    """
    at = at.replace(microsecond=0)
    with transaction.atomic():
        head = locked_head()
        if done := Redaction.objects.filter(version=version).first():
            return done
        current = PublishedArticle.objects.filter(current=version)
        if current.exclude(status=Status.WITHDRAWN).exists():
            raise StillCurrent(version)
        redaction = Redaction.objects.create(version=version, notice=notice, by=by, at=at)
        Version.objects.filter(pk=version.pk).update(document="")
        Appearance.objects.filter(version=version).delete()
        for article in PublishedArticle.objects.filter(current=version):  # a tombstone
            article.summary = emptied(article.summary)
            article.save(update_fields=["summary"])
        enter(head, [(version, Event.REDACTED, at)])
    version.document = ""
    return redaction
