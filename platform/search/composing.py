"""What of an article is indexed: made from its current document and its row, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from record.document import Document, body_text, plain
from record.models import PublishedArticle
from renderings.dates import first_day
from search import keys, tags, words
from search.models import IndexedText
from search.tags import MARKS, Place

__all__ = ["MOST_WORDS", "Composed", "Text", "compose", "words_of"]

# PostgreSQL counts places in a text up to 16,383: of longer texts the beginning is indexed.
MOST_WORDS = 14_000
MOST_ABOVE = 1_000  # words of title, heading and people, whose places are counted twice
MOST_CHARACTERS = 200_000  # of the body: as many words have room in a vector of 1 MB

RETRACTED = 0.2

# A text says a word often that it says three times, or in a long one every four hundred words.
OFTEN, PER_OFTEN = 3, 400


@dataclass(frozen=True)
class Text:
    """What the databases are given: ``runs`` of words that follow one another, phrases never
    reaching from one into the next, and ``tags`` without a place."""

    key: int
    runs: tuple[list[str], ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Composed:
    """A row of the index, its ``words`` as they are counted, and what it is found by."""

    row: IndexedText
    words: list[str]
    text: Text


def compose(article: PublishedArticle, document: Document, names: dict[str, list[int]]) -> Composed:
    """``names`` are the keys of the rows that the current version names, by kind."""
    key = keys.key(article.first_published, article.pk)
    row = IndexedText(
        key=key,
        article=article,
        version_id=article.current_id,
        weight=keys.recency(key) * (RETRACTED if document.retracted else 1),
        tags=" ".join(_facets(document, names)),
        title=_lines([document.title]),
        heading=_lines(_heading(document)),
        people=_lines(_people(document)),
        body=_body(document),
    )
    title, heading, people, body = _runs(row)
    runs = (
        _standing("title", title),
        *(_standing("above", run) for run in (title, heading, people)),
        *(title, heading, people, body),
    )
    found_by = (*_tags(document, names), *_standing("often", _often(body)))
    return Composed(row, [*title, *heading, *people, *body], Text(key, runs, found_by))


def words_of(row: IndexedText) -> list[str]:
    """All that it is found by and that readers can type."""
    return [word for run in _runs(row) for word in run]


def _runs(row: IndexedText) -> list[list[str]]:
    """The words of title, heading, people and body, of which long ones lose their ends."""
    left = MOST_ABOVE
    found = []
    for text in (row.title, row.heading, row.people):
        found.append(list(islice(words.indexed(text), left)))
        left -= len(found[-1])
    return [*found, list(islice(words.indexed(row.body), MOST_WORDS - MOST_ABOVE + left))]


def _standing(place: Place, run: Iterable[str]) -> list[str]:
    return [MARKS[place] + word for word in run]


def _often(body: list[str]) -> list[str]:
    least = max(OFTEN, len(body) // PER_OFTEN)
    return [
        word
        for word, times in Counter(body).items()
        if times >= least and len(word) > 1 and word not in words.EVERYWHERE
    ]


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
    for kind, rows in names.items():
        yield from (f"{tags.LETTERS[kind]}{pk}" for pk in rows)
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
    for kind, rows in names.items():
        found += [tags.row(kind, pk) for pk in rows]
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
