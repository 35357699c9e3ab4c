"""What stands at the head and foot of every page: the serial's name, its looks, its sections and
pages."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse

from photos.marks import LOOK, shown_by
from photos.models import Mark
from publication.default import default_publication
from publication.models import PlainPage, Publication, Section
from reader import theme
from record import document
from record.listings import public

__all__ = ["FURNITURE_LANGUAGE", "MenuPage", "Picture", "Serial", "Wordmark", "serial", "serial_of"]

# The language of the words around the content. They are said in no other yet.
FURNITURE_LANGUAGE = "en"


class MenuPage(NamedTuple):
    """A page of the review's own that stands in the menu. ``language`` is that of its title."""

    slug: str
    title: str
    language: str


class Picture(NamedTuple):
    """A mark's two addresses, which look alike, and its size in pixels."""

    webp: str
    png: str
    width: int
    height: int


class Wordmark(NamedTuple):
    """The name as a picture; ``dark`` is for dark ground, if there is one."""

    light: Picture
    dark: Picture | None


@dataclass(frozen=True)
class Serial:
    """The serial as its pages name it. Empty text where nothing is set; ``sections`` are public.

    ``theme`` is the address of the accent's sheet, ``pages`` are those of the menu,
    ``shows_counts`` says whether readers see how often articles are read. ``row`` is ``None`` where
    the head comes from a document, or no publication exists yet.
    """

    title: str = "Masthead"
    tagline: str = ""
    publisher: str = ""
    place: str = ""
    issn: str = ""
    language: str = FURNITURE_LANGUAGE
    time_zone: str = "UTC"
    theme: str = ""
    logo: Picture | None = None
    wordmark: Wordmark | None = None
    sections: tuple[Section, ...] = ()
    pages: tuple[MenuPage, ...] = ()
    shows_counts: bool = False
    row: Publication | None = None

    @property
    def page_language(self) -> str:
        """The ``lang`` of pages: that of the words around the content, which must be true."""
        primary = self.language.partition("-")[0].lower()
        return self.language if primary == FURNITURE_LANGUAGE else FURNITURE_LANGUAGE

    @property
    def stamp(self) -> tuple[Any, ...]:
        """Equal for equal heads and feet."""
        said = [getattr(self, name) for name in _SAID]
        return (*said, *((s.slug, s.name) for s in self.sections))

    def naming(self, published: document.Publication) -> Serial:
        """The same, under the name the serial had when it published something.

        A picture of today's name does not stand for another one.
        """
        return dataclasses.replace(
            self,
            wordmark=self.wordmark if published.title == self.title else None,
            title=published.title,
            tagline=published.tagline,
            publisher=published.publisher,
            place=published.place,
            issn=published.issn,
            time_zone=published.time_zone,
        )


# What a head and a foot show, besides the sections.
_SAID = (
    "title", "tagline", "publisher", "place", "issn", "language", "time_zone",
    "theme", "logo", "wordmark", "pages", "shows_counts",
)  # fmt: skip


def serial() -> Serial:
    """The default publication with its sections and pages: three queries. Without any, a nameless
    serial."""
    sections, row = _sections(), default_publication(*LOOK)
    pages = _pages(row.language if row else FURNITURE_LANGUAGE)
    if row is None:
        return Serial(sections=sections, pages=pages)
    marks = {kind: _picture(mark) for kind, mark in shown_by(row).items()}
    light = marks["wordmark"]
    return Serial(
        title=row.title,
        tagline=row.tagline,
        publisher=row.publisher,
        place=row.place,
        issn=row.issn_online or row.issn_print or row.issn_linking,
        language=row.language,
        time_zone=row.time_zone,
        theme=_theme(row.accent),
        logo=marks["logo"],
        wordmark=Wordmark(light, marks["wordmark_dark"]) if light else None,
        sections=sections,
        pages=pages,
        shows_counts=row.shows_counts,
        row=row,
    )


def serial_of(published: document.Publication) -> Serial:
    """The serial as an article names it, with the looks, sections and pages of today."""
    return dataclasses.replace(serial(), row=None).naming(published)


def _sections() -> tuple[Section, ...]:
    return tuple(public(Section).order_by("position", "name"))


def _pages(main_language: str) -> tuple[MenuPage, ...]:
    rows = PlainPage.objects.public().filter(in_menu=True)
    return tuple(
        MenuPage(slug, title, language or main_language)
        for slug, title, language in rows.values_list("slug", "title", "language")
    )


def _theme(accent: str) -> str:
    return reverse("reader:theme", args=[theme.digest(accent)]) if accent else ""


def _picture(mark: Mark | None) -> Picture | None:
    if mark is None:
        return None
    webp, png = (reverse("reader:mark", args=[mark.sha256, form]) for form in ("webp", "png"))
    return Picture(webp, png, mark.width, mark.height)
