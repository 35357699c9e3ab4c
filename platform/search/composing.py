"""What of an article is indexed: made from its current document and its row, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from record.document import Document, body_text, plain
from record.models import PublishedArticle
from renderings.dates import first_day
from search import tags, words
from search.keys import key
from search.models import IndexedText

__all__ = ["MOST_WORDS", "Composed", "compose", "words_of"]

# PostgreSQL counts places in a text up to 16,383: of longer texts the beginning is indexed.
MOST_WORDS = 15_000
MOST_CHARACTERS = 200_000  # of the body: as many words have room in a vector of 1 MB

# A text of ten years ago counts half of one of today that says as much. Measured from a fixed day,
# so that the order of two texts never depends on the day of asking.
HALF_LIFE = 10 * 365.25 * 24 * 60 * 60  # seconds
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
RETRACTED = 0.2


@dataclass(frozen=True)
class Composed:
    """A row of the index, and the tags its article is found by."""

    row: IndexedText
    tags: tuple[str, ...]


def compose(article: PublishedArticle, document: Document, names: dict[str, list[int]]) -> Composed:
    """``names`` are the keys of the rows that the current version names, by kind."""
    age = (EPOCH - article.first_published).total_seconds()
    found_by = _tags(document, names)
    row = IndexedText(
        key=key(article.first_published, article.pk),
        article=article,
        version_id=article.current_id,
        weight=2 ** -(age / HALF_LIFE) * (RETRACTED if document.retracted else 1),
        tags=" ".join(_facets(document, names)),
        title=_lines([document.title]),
        heading=_lines(_heading(document)),
        people=_lines(_people(document)),
        body=_body(document),
    )
    return Composed(row, found_by)


def words_of(row: IndexedText) -> dict[str, list[str]]:
    """The words of each column, in order: what the databases are given."""
    left = MOST_WORDS
    found = {}
    for column in ("title", "heading", "people", "body"):
        found[column] = list(islice(words.indexed(getattr(row, column)), left))
        left -= len(found[column])
    return found


def _heading(document: Document) -> Iterable[str]:
    yield from (document.subtitle, document.standfirst, document.abstract, document.section.name)
    yield from document.keywords
    yield from (term.name for term in (*document.topics, *document.regions))


def _people(document: Document) -> Iterable[str]:
    for person in document.byline:
        yield person.name
        if person.native_name:
            yield person.native_name


def _body(document: Document) -> str:
    notes = [plain(note.content) for note in document.notes]
    return _lines([document.standfirst, document.abstract, body_text(document), *notes])[
        :MOST_CHARACTERS
    ]


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part.replace("\0", " ") for part in parts if part)


def _facets(document: Document, names: dict[str, list[int]]) -> Iterable[str]:
    for kind, keys in names.items():
        yield from (f"{tags.LETTERS[kind]}{pk}" for pk in keys)
    yield f"y{_year(document)}"
    yield f"l{document.language.lower()}"


def _tags(document: Document, names: dict[str, list[int]]) -> tuple[str, ...]:
    language = document.language.lower()
    found = [
        tags.EVERYTHING,
        tags.year(_year(document)),
        tags.language(language),
        tags.language(language.partition("-")[0]),
        tags.licence(document.licence.spdx if document.licence else ""),
    ]
    for kind, keys in names.items():
        found += [tags.row(kind, pk) for pk in keys]
    for kind, name in _names(document):
        found += [tags.named(kind, word) for word in words.indexed(name)]
    return tuple(dict.fromkeys(found))


def _names(document: Document) -> Iterable[tuple[str, str]]:
    yield "section", document.section.name
    yield from (("topic", topic.name) for topic in document.topics)
    yield from (("region", region.name) for region in document.regions)
    yield from (("author", name) for name in _people(document))


def _year(document: Document) -> int:
    """On the clock of the publication, as its own archive counts."""
    return first_day(document).year
