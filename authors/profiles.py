"""Making a profile, and finding one by a name as printed somewhere."""

import unicodedata
from typing import Any

from django.db.models import Q

from authors.models import Author
from editing.richtext import clean_simple
from editing.slugs import save_under_free_slug
from editing.text import clean_line, clean_text

__all__ = ["create_author", "find_by_name"]

CLEANING = {"biography": clean_simple, "private_notes": clean_text}


def create_author(**fields: Any) -> Author:
    """A new profile under a free slug made from its name; fields as in the model.

    Cleaned, checked and normalised as in the admin. Raises ValidationError.
    """
    cleaned = {
        name: CLEANING.get(name, clean_line)(value) if isinstance(value, str) else value
        for name, value in fields.items()
    }
    author = Author(**cleaned)
    author.full_clean(exclude=["slug"])
    save_under_free_slug(author, author.slug or author.display_name)
    return author


def find_by_name(name: str) -> list[Author]:
    """Profiles of this name, whatever its order, case and accents; those spelt alike first."""
    return spelt_alike(name) or [
        *Author.objects.filter(pk__in=like_sounding(words_of(name))).order_by("pk")
    ]


def spelt_alike(name: str) -> list[Author]:
    words = name.replace(",", " ").split()
    spelt = Q(native_name__iexact=" ".join(words))
    for cut in range(len(words) + 1):
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        spelt |= Q(given_name__iexact=first, family_name__iexact=second)
        spelt |= Q(given_name__iexact=second, family_name__iexact=first)
    return [*Author.objects.filter(spelt).order_by("pk")] if words else []


def like_sounding(words: list[str]) -> list[int]:
    names = Author.objects.values_list("pk", "given_name", "family_name", "suffix", "native_name")
    return [
        pk
        for pk, given, family, suffix, native in names.iterator()
        if words
        and words
        in (words_of(f"{given} {family}"), words_of(f"{given} {family} {suffix}"), words_of(native))
    ]


def words_of(name: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(
        letter if letter.isalnum() else " "
        for letter in decomposed
        if not unicodedata.combining(letter)
    )
    return sorted(bare.split())
