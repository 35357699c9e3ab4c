"""Invented partners, with what their programs show."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any

import pytest
from django.conf import settings

from api.counting import COUNTERS
from partners import endpoints, keys
from partners.keys import Issued
from partners.models import Endpoint, Host, Licences, Partner, Sections
from partners.usage import TALLY


@pytest.fixture(autouse=True)
def _nobody_is_limited(settings: Any) -> Iterator[None]:
    """A test asks more in a second than readers do in a minute. Each begins with nothing counted:
    what a process remembers outlives the rows of a test."""
    settings.API_ANONYMOUS_PER_MINUTE = 1_000_000
    yield
    TALLY.forget()
    COUNTERS.forget()


@pytest.fixture
def make_partner(db: None) -> Callable[..., Partner]:
    """`make_partner("Delta Daily", hosts=["delta.example"], licences=[…], sections=[…])`.

    Without licences and sections it may carry everything.
    """
    numbers = count(1)

    def make(name: str = "", *, hosts: Iterable[str] = (), **fields: Any) -> Partner:
        number = next(numbers)
        licences, sections = fields.pop("licences", None), fields.pop("sections", None)
        values = {
            "name": name or f"Partner {number}",
            "slug": f"partner-{number}",
            "licence_rule": Licences.ALL if licences is None else Licences.CHOSEN,
            "section_rule": Sections.ALL if sections is None else Sections.CHOSEN,
        } | fields
        partner = Partner.objects.create(**values)
        partner.licences.set(licences or ())
        partner.sections.set(sections or ())
        Host.objects.bulk_create(Host(partner=partner, name=host) for host in hosts)
        return partner

    return make


@pytest.fixture
def make_key(make_partner: Callable[..., Partner]) -> Callable[..., Issued]:
    """`make_key(partner, scopes=["read", "advance"])`: `.key` and, this once, its `.text`."""

    def make(partner: Partner | None = None, **fields: Any) -> Issued:
        values = {"label": "website"} | fields
        return keys.issue(partner or make_partner(), **values)

    return make


@pytest.fixture
def bearer(make_key: Callable[..., Issued]) -> Callable[..., dict[str, str]]:
    """`client.get(path, headers=bearer(partner))`: asked with a new key of that partner."""

    def make(partner: Partner | None = None, **fields: Any) -> dict[str, str]:
        return {"Authorization": f"Bearer {make_key(partner, **fields).text}"}

    return make


@pytest.fixture
def make_endpoint(make_partner: Callable[..., Partner]) -> Callable[..., Endpoint]:
    """`make_endpoint(partner, url=…)`: an endpoint, with a secret to sign with."""
    numbers = count(1)

    def make(partner: Partner | None = None, **fields: Any) -> Endpoint:
        values = {"url": f"https://hooks.example/{next(numbers)}"} | fields
        endpoint = Endpoint(partner=partner or make_partner(), **values)
        endpoints.give_secret(endpoint, secret_key=settings.SECRET_KEY)
        endpoint.save()
        return endpoint

    return make
