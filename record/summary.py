"""What a list shows of an article: a small JSON-ready extract of its Document.

It is stored beside the article when a version is appended, so that cards, API lists and the heads
of feeds read one row and load no text. Pure: no Django, no clock, no settings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from record.document import Document, Licence, Photograph, Term, body_text

__all__ = ["count_words", "emptied", "instant", "reading_minutes", "summarise"]

# Reading silently, an adult manages about these in a minute: words of alphabetic scripts, and
# characters of scripts that write a syllable or a word with one sign.
WORDS_PER_MINUTE = 238
SIGNS_PER_MINUTE = 500

# Scripts written without spaces between words: each sign counts as a word, as word processors
# count. Han and its extensions, Hiragana, Katakana, Bopomofo.
_UNSPACED = re.compile(
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af]"
)
_HANGUL = re.compile("[\uac00-\ud7a3]")
_LETTER = re.compile(r"\w")


def summarise(document: Document) -> dict[str, Any]:
    """The card of a document: only strings, integers, booleans, nulls, lists and dicts.

    Instants are RFC 3339 in UTC with ``Z``. ``corrected`` is the instant of the last correction
    or update or ``None``; ``issn`` is the one printed on the page; ``lead_photo`` and ``licence``
    are ``None`` where absent. A withdrawn article keeps title, byline and dates.
    """
    text = body_text(document)
    return {
        "slug": document.slug,
        "number": document.number,
        "kind": document.kind.value,
        "retracted": document.retracted,
        "language": document.language,
        "title": document.title,
        "subtitle": document.subtitle,
        "standfirst": document.standfirst,
        "section": {"slug": document.section.slug, "name": document.section.name},
        "byline": [
            {"name": c.name, "author": c.author, "role": c.role, "collective": c.collective}
            for c in document.byline
        ],
        "first_published": instant(document.first_published),
        "published": instant(document.published),
        "corrected": instant(document.corrected) if document.corrected else None,
        "doi": document.doi,
        "issn": document.publication.issn,
        "publication": document.publication.title,
        "time_zone": document.publication.time_zone,
        "lead_photo": _photo(document.lead_photo) if document.lead_photo else None,
        "topics": [_term(topic) for topic in document.topics],
        "regions": [{**_term(region), "code": region.code} for region in document.regions],
        "keywords": list(document.keywords),
        "licence": _licence(document.licence) if document.licence else None,
        "word_count": count_words(text),
        "reading_minutes": reading_minutes(text),
    }


def emptied(summary: Mapping[str, Any]) -> dict[str, Any]:
    """The card of an article whose last words were removed: its place in time, and no word."""
    words = ("title", "subtitle", "standfirst")
    lists = ("byline", "topics", "regions", "keywords")
    return {
        **summary,
        **dict.fromkeys(words, ""),
        **{name: [] for name in lists},
        "lead_photo": None,
    }


def instant(at: datetime) -> str:
    """RFC 3339 in UTC, to the second: ``2026-03-01T00:00:00Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def count_words(text: str) -> int:
    """Words between spaces, and each sign of a script that puts no spaces between words."""
    text = unicodedata.normalize("NFC", text)
    signs = len(_UNSPACED.findall(text))
    return signs + _spaced_words(_UNSPACED.sub(" ", text))


def reading_minutes(text: str) -> int:
    """How long reading takes, in whole minutes, at least 1; 0 for no words at all."""
    text = unicodedata.normalize("NFC", text)
    signs = len(_UNSPACED.findall(text)) + len(_HANGUL.findall(text))
    words = _spaced_words(_HANGUL.sub(" ", _UNSPACED.sub(" ", text)))
    if not signs and not words:
        return 0
    seconds = 60 * words / WORDS_PER_MINUTE + 60 * signs / SIGNS_PER_MINUTE
    return max(1, round(seconds / 60))


def _spaced_words(text: str) -> int:
    """Punctuation standing alone, such as a dash between spaces, is no word."""
    return sum(1 for word in text.split() if _LETTER.search(word))


def _term(term: Term) -> dict[str, str]:
    return {"slug": term.slug, "name": term.name}


def _licence(licence: Licence) -> dict[str, str]:
    return {"spdx": licence.spdx, "name": licence.name, "url": licence.url}


def _photo(photo: Photograph) -> dict[str, Any]:
    return {
        "sha256": photo.sha256,
        "width": photo.width,
        "height": photo.height,
        "alt_text": photo.alt_text,
        "credit_line": photo.credit_line,
        "cropping_allowed": photo.cropping_allowed,
        "licence": photo.licence.spdx if photo.licence else "",
    }
