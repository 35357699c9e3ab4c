"""What stands at the head and foot of every page: the serial's name and its sections."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from publication.default import default_publication
from publication.models import Publication, Section
from record import document
from record.listings import public

__all__ = ["FURNITURE_LANGUAGE", "Serial", "serial", "serial_of"]

# The language of the words around the content. They are said in no other yet.
FURNITURE_LANGUAGE = "en"


@dataclass(frozen=True)
class Serial:
    """The serial as its pages name it. Empty text where nothing is set; ``sections`` are public.

    ``row`` is ``None`` where the head comes from a document, or no publication exists yet.
    """

    title: str = "Masthead"
    tagline: str = ""
    publisher: str = ""
    place: str = ""
    issn: str = ""
    language: str = FURNITURE_LANGUAGE
    time_zone: str = "UTC"
    sections: tuple[Section, ...] = ()
    row: Publication | None = None

    @property
    def page_language(self) -> str:
        """The ``lang`` of pages: that of the words around the content, which must be true."""
        primary = self.language.partition("-")[0].lower()
        return self.language if primary == FURNITURE_LANGUAGE else FURNITURE_LANGUAGE

    @property
    def stamp(self) -> tuple[Any, ...]:
        """Equal for equal heads and feet."""
        texts = [getattr(self, name) for name in _TEXTS]
        return (*texts, *((s.slug, s.name) for s in self.sections))

    def naming(self, published: document.Publication) -> Serial:
        """The same, under the name the serial had when it published something."""
        return dataclasses.replace(
            self,
            title=published.title,
            tagline=published.tagline,
            publisher=published.publisher,
            place=published.place,
            issn=published.issn,
            time_zone=published.time_zone,
        )


_TEXTS = ("title", "tagline", "publisher", "place", "issn", "language", "time_zone")


def serial() -> Serial:
    """The default publication and its sections: two queries. Without any, a nameless serial."""
    sections = _sections()
    row = default_publication()
    if row is None:
        return Serial(sections=sections)
    return Serial(
        title=row.title,
        tagline=row.tagline,
        publisher=row.publisher,
        place=row.place,
        issn=row.issn_online or row.issn_print or row.issn_linking,
        language=row.language,
        time_zone=row.time_zone,
        sections=sections,
        row=row,
    )


def serial_of(published: document.Publication) -> Serial:
    """The serial as an article names it, with the sections of today: one query."""
    return Serial(sections=_sections()).naming(published)


def _sections() -> tuple[Section, ...]:
    return tuple(public(Section).order_by("position", "name"))
