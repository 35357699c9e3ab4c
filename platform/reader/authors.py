"""Authors: the index by family name, and the profile of one."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.safestring import mark_safe

from authors.models import Author
from reader import answers, cards
from reader.alphabet import Entry, by_letter, letter_of, plain
from reader.answers import reading
from reader.company import NAMES, people_with
from reader.former import elsewhere
from reader.paging import place
from reader.profiles import described, native_name, profile
from reader.serial import serial
from reader.shelves import those_naming
from reader.tallies import tally
from record.listings import public
from renderings import profile_jsonld
from renderings.addresses import Addresses
from renderings.languages import script_language

__all__ = ["author", "authors"]

CO_AUTHORS = 12  # named on a profile


@reading
def authors(request: HttpRequest) -> HttpResponseBase:
    """Everybody who signed something readable, by family name: five queries, and one more after
    each publication."""
    numbers = tally(Author)
    people = public(Author).only(*NAMES, "title")
    found = [entry(person, numbers.get(person.pk, 0)) for person in people]
    return answers.page(
        request,
        "reader/authors.html",
        lambda: {"letters": by_letter(found), "number": len(found)},
        serial=serial(),
        stamp=found,
    )


@reading
def author(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A profile, the author's articles and co-authors: ten queries, however much there is."""
    begin = place(request)
    rows = public(Author).select_related("portrait").defer("email", "phone", "private_notes")
    row = rows.filter(slug=slug).first()
    if row is None:
        return elsewhere(request, public(Author), slug, route="author")
    shown, page = profile(row), those_naming(row, begin)
    company, number = people_with(row, number=CO_AUTHORS), tally(Author).get(row.pk, 0)
    here = Addresses(settings.SITE_URL)
    return answers.page(
        request,
        "reader/author.html",
        lambda: {
            "author": shown,
            "number": number,
            "page": page,
            "cards": cards.cards(page.rows),
            "company": company,
            "data": mark_safe(profile_jsonld.render(described(shown), here)),
        },
        serial=serial(),
        stamp=(shown, company, number, cards.stamp(page)),
    )


def entry(person: Author, articles: int) -> Entry:
    """A person in the index, with the number of articles."""
    name, native = person.sort_name, native_name(person)
    return Entry(
        letter=letter_of(name),
        plain=plain(name),
        name=name,
        slug=person.slug,
        native_name=native,
        native_language=script_language(native, ""),
        title=person.title,
        articles=articles,
    )
