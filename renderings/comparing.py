"""What differs between two states of an article, field by field, in words its readers know."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable, Iterable, Mapping

from record.document import Document, RelatedArticle, Term
from renderings.readable import (
    body_lines,
    contribution_lines,
    photo_lines,
    reference_line,
)
from renderings.word_changes import Passage, passages

__all__ = ["NOT_COMPARED", "FieldChange", "change", "document_changes", "reader_changes"]


@dataclasses.dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's two texts and the way from one to the other."""

    label: str
    before: str
    after: str
    passages: tuple[Passage, ...]

    @property
    def is_long(self) -> bool:
        """Whether it is read better in one text than in two beside each other."""
        return max(len(self.before), len(self.after)) > BESIDE_EACH_OTHER


BESIDE_EACH_OTHER = 120  # characters of a text that is read as a whole


def change(label: str, before: str, after: str) -> FieldChange:
    """The change of one field; it need not have changed."""
    return FieldChange(label, before, after, tuple(passages(before, after)))


def document_changes(before: Document, after: Document) -> list[FieldChange]:
    """Every field that readers would see changed, in the order of the page."""
    return _changes(READINGS, before, after)


def reader_changes(before: Document, after: Document) -> list[FieldChange]:
    """The same for whoever reads rather than edits: the text runs on without signs of how it is
    set. Where lines kept their words and are only set otherwise, that is a change of its own.
    """
    found = _changes({**READINGS, "body": ("Text", _running_text)}, before, after)
    return [*found, *_set_otherwise(before, after)]


def _changes(readings: Readings, before: Document, after: Document) -> list[FieldChange]:
    texts = ((label, read(before), read(after)) for label, read in readings.values())
    return [change(label, one, other) for label, one, other in texts if one != other]


def _set_otherwise(before: Document, after: Document) -> list[FieldChange]:
    plain = [_running_text(document).split("\n") for document in (before, after)]
    signed = [_body(document).split("\n") for document in (before, after)]
    matcher = difflib.SequenceMatcher(a=plain[0], b=plain[1], autojunk=False)
    pairs = [
        (signed[0][one + place], signed[1][other + place])
        for one, other, length in matcher.get_matching_blocks()
        for place in range(length)
    ]
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    if not changed:
        return []
    old, new = map(_lines, zip(*changed, strict=True))
    return [change("Headings and emphasis", old, new)]


Readings = Mapping[str, tuple[str, Callable[[Document], str]]]

# Which version a document is, not what it says; ``photos`` are compared with the body.
NOT_COMPARED = {
    "article", "number", "kind", "first_published", "published", "notices", "schema", "notes",
}  # fmt: skip


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _publication(document: Document) -> str:
    parts = dataclasses.asdict(document.publication)
    return _lines(f"{name.replace('_', ' ')}: {text}" for name, text in parts.items() if text)


def _section(document: Document) -> str:
    return document.section.name


def _issue(document: Document) -> str:
    if document.issue is None:
        return ""
    issue = document.issue
    return ", ".join(filter(None, [issue.volume, issue.number, issue.title]))


def _body(document: Document) -> str:
    return _lines(body_lines(document.body, document.notes, document.photos))


def _running_text(document: Document) -> str:
    return _lines(body_lines(document.body, document.notes, document.photos, signs=False))


def _photos(document: Document) -> str:
    return _lines(line for photo in document.photos for line in photo_lines(photo))


def _lead_photo(document: Document) -> str:
    return _lines(photo_lines(document.lead_photo)) if document.lead_photo else ""


def _byline(document: Document) -> str:
    return _lines(line for entry in document.byline for line in contribution_lines(entry))


def _licence(document: Document) -> str:
    return document.licence.name if document.licence else ""


def _terms(terms: Iterable[Term]) -> str:
    return ", ".join(term.name for term in terms)


def _related(articles: Iterable[RelatedArticle | None]) -> str:
    return _lines(f"{article.title} ({article.language})" for article in articles if article)


# By field of Document: what it is called, and its words.
READINGS: Readings = {
    "title": ("Title", lambda d: d.title),
    "subtitle": ("Subtitle", lambda d: d.subtitle),
    "standfirst": ("Standfirst", lambda d: d.standfirst),
    "abstract": ("Abstract", lambda d: d.abstract),
    "byline": ("Byline", _byline),
    "lead_photo": ("Lead photo", _lead_photo),
    "body": ("Body", _body),
    "photos": ("Photos in the body", _photos),
    "references": ("References", lambda d: _lines(map(reference_line, d.references))),
    "section": ("Section", _section),
    "issue": ("Issue", _issue),
    "topics": ("Topics", lambda d: _terms(d.topics)),
    "regions": ("Regions", lambda d: _terms(d.regions)),
    "keywords": ("Keywords", lambda d: ", ".join(d.keywords)),
    "language": ("Language", lambda d: d.language),
    "disclaimers": ("Disclaimers", lambda d: _lines(d.disclaimers)),
    "licence": ("Licence", _licence),
    "funding": ("Funding statement", lambda d: d.funding),
    "competing_interests": ("Competing interests", lambda d: d.competing_interests),
    "translation_of": ("Translation of", lambda d: _related([d.translation_of])),
    "related": ("Related articles", lambda d: _related(d.related)),
    "slug": ("Address", lambda d: d.slug),
    "doi": ("DOI", lambda d: d.doi),
    "publication": ("Publication", _publication),
}
