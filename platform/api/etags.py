"""Entity tags: digests of what a representation depends on, known without making it."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from record.changes import Reading
from record.models import PublishedArticle, Version
from renderings.build import BUILD

__all__ = ["of_changes", "of_list", "of_representation", "of_version", "of_versions"]

LENGTH = 32  # hexadecimal digits


def of_version(version: Version, article: PublishedArticle) -> str:
    """Of the article as that version has it, without what is withheld of it."""
    return _digest("version", version.digest, *article.state[2:])


def of_versions(versions: Iterable[Version]) -> str:
    """Of the history of an article. A version that was redacted has another state than before."""
    return _digest("versions", *(f"{v.digest} {hasattr(v, 'redaction')}" for v in versions))


def of_list(address: str, rows: Iterable[PublishedArticle], *, ends: bool) -> str:
    """Of a page of articles. ``ends`` says whether it is the last one."""
    states = [str(row.state) for row in rows]
    return _digest("list", address, str(ends), *states)


def of_changes(address: str, reading: Reading) -> str:
    """Of a part of the stream of changes."""
    states = [f"{c.token} {c.article.state} {c.available}" for c in reading.changes]
    return _digest("changes", address, reading.token, str(reading.more), *states)


def of_representation(data: Any) -> str:
    """Of what has no history, from the data themselves."""
    return _digest("data", json.dumps(data))


def _digest(*parts: str) -> str:
    text = "\n".join((BUILD, settings.SITE_URL, *parts))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
