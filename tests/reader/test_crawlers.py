"""What crawlers, and finders of faults, are told."""

from datetime import timedelta

import pytest
from defusedxml.ElementTree import fromstring
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from feeds import sitemaps

pytestmark = pytest.mark.django_db

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = "http://127.0.0.1:8000"


def locations(client, address, element="url"):
    answer = client.get(address)
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    root = fromstring(answer.content)
    return {
        entry.find("s:loc", NS).text: entry.findtext("s:lastmod", None, NS)
        for entry in root.findall(f"s:{element}", NS)
    }


def test_the_sitemap_names_everything_public_with_the_day_it_changed(client, corrected):
    found = locations(client, "/sitemap.xml")

    assert found[f"{SITE}/articles/{corrected.slug}/"] == "2026-01-07T10:00:00Z"
    for path in ("", "about/", "authors/mirae-yoon/", "sections/commentary/", "topics/trade/",
                 "regions/east-asia/", "issues/3-2/", "corrections/"):  # fmt: skip
        assert f"{SITE}/{path}" in found


def test_every_address_of_the_sitemap_can_be_read(client, site):
    for address in locations(client, "/sitemap.xml"):
        assert client.get(address.removeprefix(SITE)).status_code == 200, address


def test_a_long_sitemap_is_an_index_of_parts(client, make_public, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART_SIZE", 2)
    for number in range(5):
        make_public(slug=f"n-{number}")

    parts = locations(client, "/sitemap.xml", "sitemap")
    found = {}
    for part in parts:
        found |= locations(client, part.removeprefix(SITE))

    assert list(parts) == [
        f"{SITE}/sitemap-articles-1.xml",
        f"{SITE}/sitemap-articles-2.xml",
        f"{SITE}/sitemap-articles-3.xml",
        f"{SITE}/sitemap-directory.xml",
    ]
    assert {f"{SITE}/articles/n-{number}/" for number in range(5)} < set(found)
    assert client.get("/sitemap-articles-4.xml").status_code == 404


def test_robots_may_read_everything_but_the_back_office(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines


def test_whoever_finds_a_vulnerability_knows_whom_to_tell(client, publication):
    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:desk@harbour.example"
    assert fields["Canonical"] == f"{SITE}/.well-known/security.txt"
    expires = parse_datetime(fields["Expires"])
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)


def test_without_an_address_the_about_page_is_the_contact(client):
    assert f"Contact: {SITE}/about/" in client.get("/.well-known/security.txt").content.decode()
