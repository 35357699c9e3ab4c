"""Authors: the index by family name, and the profile of one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from authors.models import Author
from editing.slugs import current_object
from reader import answers, cards
from reader.answers import moved, reading
from reader.errors import not_found
from reader.paging import page_of, place
from reader.profiles import profile
from reader.serial import serial
from record.listings import articles, public

__all__ = ["author", "authors"]

# What the index shows; the rest of a row is not loaded.
SHOWN = (
    "slug", "given_name", "family_name", "name_order", "suffix", "native_name", "title",
)  # fmt: skip
OTHER = "#"  # stands for every first letter outside the Latin alphabet


@reading
def authors(request: HttpRequest) -> HttpResponseBase:
    """Everybody who signed something readable, by family name: three queries."""
    found = sorted(public(Author).only(*SHOWN), key=sorting_key)
    return answers.page(
        request,
        "reader/authors.html",
        lambda: {"letters": by_letter(found)},
        serial=serial(),
        stamp=[[getattr(each, name) for name in SHOWN] for each in found],
    )


@reading
def author(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A profile and the author's articles: seven queries, however much there is."""
    begin = place(request)
    rows = public(Author).select_related("portrait").defer("email", "phone", "private_notes")
    row = rows.filter(slug=slug).first()
    if row is None:
        return _elsewhere(request, slug)
    shown, page = profile(row), page_of(articles(author=row), "first_published", begin)
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


def sorting_key(person: Author) -> tuple[bool, str, str]:
    """As an index sorts: Latin letters first; accents and case only decide between equals."""
    return initial(person) == OTHER, bare(person.sort_name), person.sort_name


def bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def initial(person: Author) -> str:
    """The letter of the Latin alphabet a name begins with, or ``OTHER``."""
    first = bare(person.sort_name)[:1].upper()
    return first if "A" <= first <= "Z" else OTHER


def by_letter(people: Sequence[Author]) -> list[tuple[str, list[Author]]]:
    """Sorted people under their first letters."""
    return [(letter, list(group)) for letter, group in groupby(people, key=initial)]
