"""The page of one document: its text, what machines read in the head, and where it stands.

Pure but for the templates, so that a preview can show exactly what readers will see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import mark_safe

from reader.around import Around
from reader.cards import day_in_words
from record.document import Document
from renderings import highwire, html, jsonld, social
from renderings.activity import ActorAddresses
from renderings.addresses import Addresses, OnSite
from renderings.dates import local
from renderings.html_cite import FORMS
from renderings.standing import marked_title

__all__ = ["Standing", "article_context", "standing"]


@dataclass(frozen=True)
class Standing:
    """Where a version stands beside the current one of its article."""

    number: int
    day: str
    current_number: int
    current_day: str
    retracted: bool

    @property
    def current(self) -> bool:
        return self.number == self.current_number

    @property
    def next_number(self) -> int:
        """The version that changed this one, if it is not the current one."""
        return self.number + 1


def article_context(
    document: Document,
    on_site: OnSite,
    where: Standing | None = None,
    *,
    around: Around | None = None,
    in_the_fediverse: bool = False,
) -> Mapping[str, Any]:
    """What the template ``reader/article.html`` shows. ``where`` is given on versions' pages,
    ``around`` on those of current ones.
    ``in_the_fediverse``: whoever pastes the page's address into a search there finds it.

    ``article``, ``head`` and ``data`` are HTML of the renderings, which escape all text.
    """
    addresses = Addresses(on_site.site)  # what machines read names the host
    head = (highwire.render(document, addresses), social.render(document, addresses))
    return {
        "document": document,
        "title": marked_title(document),
        "article": mark_safe(html.article(document, on_site)),
        "head": mark_safe("\n".join(head)),
        "data": mark_safe(jsonld.render(document, addresses)),
        "around": around,
        "translations": [
            (each.language, addresses.article(each.slug))
            for each in (around.translations if around else ())
        ],
        "forms": [(ending, media) for ending, _, media in FORMS],
        "standing": where,
        "activity": ActorAddresses(on_site.site).article(document.article)
        if in_the_fediverse
        else "",
    }


def standing(
    document: Document, current_number: int, current_at: datetime, *, retracted: bool
) -> Standing:
    """The standing of a document whose article's current version is that one."""
    return Standing(
        number=document.number,
        day=day_in_words(local(document.published, document.publication)),
        current_number=current_number,
        current_day=day_in_words(local(current_at, document.publication)),
        retracted=retracted,
    )
