"""What crawlers, and finders of faults, are told."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def test_robots_may_read_everything_but_the_back_office_and_what_is_searched(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert [line for line in lines if line.startswith("Disallow")] == [
        "Disallow: /admin/",
        "Disallow: /search/",
    ]
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert f"Sitemap: {SITE}/news-sitemap.xml" in lines


def test_every_sitemap_that_robots_are_told_of_is_there(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    for address in (line.partition(": ")[2] for line in lines if line.startswith("Sitemap")):
        assert client.get(address.removeprefix(SITE)).status_code == 200


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
