"""Authors: the index by family name, and the profile of one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from authors.models import Author
from editing.slugs import current_object
from reader import answers, cards
from reader.answers import moved, reading
from reader.errors import not_found
from reader.paging import place
from reader.profiles import profile
from reader.serial import serial
from reader.shelves import those_naming
from record.listings import public

__all__ = ["author", "authors"]

# What the index shows; the rest of a row is not loaded.
SHOWN = (
    "slug", "given_name", "family_name", "suffix", "native_name", "title",
)  # fmt: skip
OTHER = "#"  # stands for every first letter outside the Latin alphabet


@reading
def authors(request: HttpRequest) -> HttpResponseBase:
    """Everybody who signed something readable, by family name: three queries."""
    found = sorted(entry(person) for person in public(Author).only(*SHOWN))
    return answers.page(
        request,
        "reader/authors.html",
        lambda: {"letters": by_letter(found)},
        serial=serial(),
        stamp=found,
    )


@reading
def author(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A profile and the author's articles: seven queries, however much there is."""
    begin = place(request)
    rows = public(Author).select_related("portrait").defer("email", "phone", "private_notes")
    row = rows.filter(slug=slug).first()
    if row is None:
        return _elsewhere(request, slug)
    shown, page = profile(row), those_naming(row, begin)
    return answers.page(
        request,
        "reader/author.html",
        lambda: {"author": shown, "page": page, "cards": cards.cards(page.rows)},
        serial=serial(),
        stamp=(shown, cards.stamp(page)),
    )


def _elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """A redirect if the slug is a former one of a public author; else it was never here."""
    present = current_object(Author, slug)
    if present is None or not public(Author).filter(pk=present.pk).exists():
        return not_found(request)
    return moved(reverse("reader:author", args=[present.slug]))


@dataclass(frozen=True, order=True)
class Entry:
    """A person in the index, in its order: Latin letters first, then whatever else.

    ``letter`` is the one a name begins with, or ``OTHER``; ``bare`` is the name without accents
    and case, which only decide between equals.
    """

    other: bool
    bare: str
    name: str
    letter: str
    slug: str
    native_name: str
    title: str


def entry(person: Author) -> Entry:
    name = person.sort_name
    bare = _bare(name)
    first = bare[:1].upper()
    letter = first if "A" <= first <= "Z" else OTHER
    return Entry(letter == OTHER, bare, name, letter, person.slug, person.native_name, person.title)


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def by_letter(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """Sorted entries under their letters."""
    return [(letter, list(group)) for letter, group in groupby(entries, key=lambda e: e.letter)]
