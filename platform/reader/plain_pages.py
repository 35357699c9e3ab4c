"""Pages of the review's own, as editors write them, and the one about accessibility and privacy."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from editing.richtext import clean_page, to_plain
from editing.slugs import FALLBACK, make_slug
from publication.models import PlainPage
from reader import answers
from reader.answers import reading
from reader.cards import day_in_words
from reader.former import elsewhere
from reader.serial import serial
from renderings.dates import zone
from renderings.languages import direction

__all__ = ["Heading", "accessibility", "laid_out", "plain_page"]

SHOWN = ("slug", "title", "language", "body", "modified_at")
OUTLINED_FROM = 3  # headings: fewer are seen at a glance
DESCRIPTION = 200  # characters

HEADING = re.compile(r"<(h[23])>(.*?)</\1>", re.DOTALL)


class Heading(NamedTuple):
    """A heading that can be led to."""

    anchor: str
    text: str


@reading
def plain_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One page: four queries. One that readers may not see answers as if it had never been."""
    page = PlainPage.objects.public().filter(slug=slug).first()
    if page is None:
        return elsewhere(request, PlainPage.objects.public(), slug, route="page")
    head = serial()

    def context() -> dict[str, object]:
        html, headings = laid_out(page.body)
        language = page.language or head.language
        changed = page.modified_at.astimezone(zone(head.time_zone))
        return {
            "page": page,
            "language": language,
            "direction": direction(language),
            "html": html,
            "outline": headings if len(headings) >= OUTLINED_FROM else (),
            "changed": (f"{changed:%Y-%m-%d}", day_in_words(changed)),
            "description": Truncator(_words(page.body)).chars(DESCRIPTION),
        }

    return answers.page(
        request,
        "reader/plain.html",
        context,
        serial=head,
        stamp=[getattr(page, name) for name in SHOWN],
    )


@reading
def accessibility(request: HttpRequest) -> HttpResponseBase:
    """What the site does for everybody's access and privacy: three queries."""
    head = serial()
    contact = head.row.contact_email if head.row else ""
    return answers.page(
        request,
        "reader/accessibility.html",
        lambda: {"contact": contact, "followed": bool(settings.FEDIVERSE_NAME)},
        serial=head,
        stamp=(contact, settings.FEDIVERSE_NAME),
    )


def laid_out(body: str) -> tuple[SafeString, tuple[Heading, ...]]:
    """A page's text, cleaned once more on its way out, with anchors on its headings; and its main
    headings (h2)."""
    try:
        html = clean_page(body)
    except ValidationError:
        # Characters that would turn the line around: shown as what they are, plain text.
        return mark_safe(f"<p><bdi>{escape(body)}</bdi></p>"), ()
    taken: set[str] = set()
    main: list[Heading] = []

    def anchored(found: re.Match[str]) -> str:
        level, inside = found.groups()
        text = to_plain(inside)
        anchor = _anchor(text, taken)
        if level == "h2":
            main.append(Heading(anchor, text))
        return f'<{level} id="{anchor}">{inside}</{level}>'

    return mark_safe(HEADING.sub(anchored, html)), tuple(main)


def _anchor(text: str, taken: set[str]) -> str:
    """`section-peer-review`; of a heading without Latin letters its number. Adds it to `taken`."""
    slug = make_slug(text)
    wanted = f"section-{len(taken) + 1 if slug == FALLBACK else slug}"
    others = (f"{wanted}-{number}" for number in count(2))
    anchor = next(each for each in chain([wanted], others) if each not in taken)
    taken.add(anchor)
    return anchor


def _words(body: str) -> str:
    try:
        return " ".join(to_plain(body).split())
    except ValidationError:
        return ""
