"""A serial with what belongs to it, all invented."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from editing.slugs import free_slug
from publication.disclaimers import set_wording
from publication.models import (
    Disclaimer,
    Issue,
    Licence,
    Publication,
    Region,
    Section,
    Topic,
)


@pytest.fixture
def licence_cc_by(db: None) -> Licence:
    # Seeded by a migration, unless a test with real transactions has emptied the tables.
    return Licence.objects.get_or_create(
        spdx="CC-BY-4.0",
        defaults={
            "name": "Creative Commons Attribution 4.0 International",
            "url": "https://creativecommons.org/licenses/by/4.0/",
            "republishing_allowed": True,
        },
    )[0]


@pytest.fixture
def make_disclaimer(db: None) -> Callable[..., Disclaimer]:
    numbers = count(1)

    def make(
        label: str = "",
        one: str = "The writer speaks for nobody else, least of all {publication}.",
        several: str = "The writers speak for nobody else, least of all {publication}.",
    ) -> Disclaimer:
        disclaimer = Disclaimer.objects.create(label=label or f"Disclaimer {next(numbers)}")
        set_wording(disclaimer, one, several)
        return disclaimer

    return make


@pytest.fixture
def make_publication(
    licence_cc_by: Licence, make_disclaimer: Callable[..., Disclaimer]
) -> Callable[..., Publication]:
    def make(**fields: Any) -> Publication:
        values = {
            "title": "Harbour Review",
            "short_title": "HR",
            "tagline": "Notes from both shores",
            "publisher": "Institute for Harbour Studies",
            "place": "Antwerp, Belgium",
            "contact_email": "desk@harbour.example",
            "language": "en",
            "languages": ["en", "fr"],
            "time_zone": "Europe/Brussels",
            "issn_online": "2049-3630",
            "doi_prefix": "10.5555",
            "licence": licence_cc_by,
            "is_default": not Publication.objects.exists(),
        } | fields
        if "disclaimer" not in values:
            values["disclaimer"] = make_disclaimer()
        return Publication.objects.create(**values)

    return make


@pytest.fixture
def publication(make_publication: Callable[..., Publication]) -> Publication:
    return make_publication()


@pytest.fixture
def make_section(db: None) -> Callable[..., Section]:
    def make(name: str = "Commentary", **fields: Any) -> Section:
        fields.setdefault("slug", free_slug(Section, name))
        return Section.objects.create(name=name, **fields)

    return make


@pytest.fixture
def make_topic(db: None) -> Callable[..., Topic]:
    def make(name: str = "Maritime trade", **fields: Any) -> Topic:
        fields.setdefault("slug", free_slug(Topic, name))
        return Topic.objects.create(name=name, **fields)

    return make


@pytest.fixture
def make_region(db: None) -> Callable[..., Region]:
    def make(name: str = "Atlantis", **fields: Any) -> Region:
        fields.setdefault("slug", free_slug(Region, name))
        return Region.objects.create(name=name, **fields)

    return make


@pytest.fixture
def region_kr(db: None) -> Region:
    return Region.objects.get_or_create(
        code="KR", defaults={"name": "South Korea", "slug": "south-korea"}
    )[0]


@pytest.fixture
def make_issue(publication: Publication) -> Callable[..., Issue]:
    numbers = count(1)

    def make(**fields: Any) -> Issue:
        number = str(next(numbers))
        values = {"publication": publication, "volume": "3", "number": number} | fields
        values.setdefault("slug", free_slug(Issue, f"3-{number}"))
        return Issue.objects.create(**values)

    return make
