"""Who signs an article, as printed: what the byline says, and what the profiles add to it."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from articles import body
from articles.models import Article, Contribution
from authors.affiliations import current_affiliations
from authors.names import display_name, sort_name
from record import document as doc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authors.models import Affiliation, Author

__all__ = ["contributions", "employers", "freeze", "writers"]

# What publishing writes into a contribution from its profile, if it is empty there.
_NAMES = ("given_name", "family_name", "name_order", "native_name", "suffix")


def contributions(article: Article, *, on: date) -> tuple[doc.Contribution, ...]:
    """The byline as it would be printed that day."""
    return tuple(_statement(line, on=on) for line in _lines(article))


def writers(byline: Iterable[doc.Contribution]) -> tuple[doc.Contribution, ...]:
    """Those who wrote it; an unsigned draft has none."""
    return tuple(line for line in byline if line.role == "author")


def employers(article: Article, *, on: date) -> list[int]:
    """Primary keys of the organisations the writers work for that day."""
    return [
        affiliation.organisation_id
        for line in _lines(article)
        if line.author
        for affiliation in current_affiliations(line.author, on)
    ]


def freeze(article: Article, *, on: date) -> None:
    """Write into the byline what it prints, so that no later change of a profile changes it."""
    for line in _lines(article):
        if line.author is not None and not line.frozen:
            for name, value in _resolved(line, line.author, on=on).items():
                setattr(line, name, value)
            line.works = [dataclasses.asdict(work) for work in _works(line)]
        line.frozen = True
        line.save()


def _lines(article: Article) -> Iterable[Contribution]:
    lines = list(article.contributions.all())
    prefetch_related_objects(lines, "author__affiliations__organisation", "author__works")
    return lines


def _resolved(line: Contribution, author: Author, *, on: date) -> dict[str, str]:
    """The line's texts, each its own or else the profile's. Names are taken all or none."""
    posts = current_affiliations(author, on)
    named = line if line.family_name or line.given_name else author
    values = {name: getattr(named, name) for name in _NAMES}
    values["name_order"] = values["name_order"] or author.name_order
    values["native_name"] = values["native_name"] or author.native_name
    values["title"] = line.title or _title(author, posts)
    values["affiliation"] = line.affiliation or (posts[0].organisation.name if posts else "")
    values["affiliation_ror"] = line.affiliation_ror
    if not line.affiliation and posts:
        values["affiliation_ror"] = posts[0].organisation.ror
    values["biography"] = line.biography or author.biography
    return values


def _title(author: Author, posts: list[Affiliation]) -> str:
    return (posts[0].role if posts else "") or author.title


def _statement(line: Contribution, *, on: date) -> doc.Contribution:
    if line.collective_name:
        return doc.Contribution(
            name=line.collective_name,
            role=line.role,
            sort_name=line.collective_name,
            collective=True,
            affiliation=line.affiliation,
            affiliation_ror=line.affiliation_ror,
            biography=body.paragraphs(line.biography),
            credit_roles=tuple(line.credit_roles),
        )
    author = line.author
    said = _resolved(line, author, on=on) if author and not line.frozen else _own(line)
    given, family, suffix = said["given_name"], said["family_name"], said["suffix"]
    return doc.Contribution(
        name=display_name(given, family, said["name_order"], suffix),
        role=line.role,
        author=author.slug if author else "",
        given_name=given,
        family_name=family,
        sort_name=sort_name(given, family, suffix),
        native_name=said["native_name"],
        suffix=suffix,
        orcid=author.orcid if author else "",
        title=said["title"],
        affiliation=said["affiliation"],
        affiliation_ror=said["affiliation_ror"],
        biography=body.paragraphs(said["biography"]),
        works=_works(line),
        credit_roles=tuple(line.credit_roles),
    )


def _own(line: Contribution) -> dict[str, str]:
    names = (*_NAMES, "title", "affiliation", "affiliation_ror", "biography")
    return {name: getattr(line, name) for name in names} | {
        "name_order": line.name_order or "given-first"
    }


def _works(line: Contribution) -> tuple[doc.Work, ...]:
    if line.works or line.frozen or line.author is None:
        return tuple(doc.Work(**work) for work in line.works)
    return tuple(
        doc.Work(w.title, w.publisher, str(w.year or ""), w.url, w.doi)
        for w in line.author.works.all()
    )
