"""A partner's feed: at the same addresses, with its key, of what was agreed."""

import base64
from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone

from feeds import paging
from partners import keys
from partners.models import Usage
from partners.usage import TALLY
from publication.models import Licence as LicenceRow
from publication.models import Section as SectionRow
from record.document import Kind, Licence, Section

pytestmark = pytest.mark.django_db

FEED = "/feeds/articles.atom"
OPEN = Licence("CC-BY-4.0", "Creative Commons Attribution 4.0 International")
CLOSED = Licence("Own-1", "All rights reserved")


def slugs(answer) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [entry.link.split("/")[-2] for entry in feedparser.parse(answer.content).entries]


@pytest.fixture
def articles(make_public, licence_cc_by):
    """One under an open licence, one under none to be shared, one in another section."""
    make_public(slug="open", licence=OPEN)
    make_public(slug="closed", licence=CLOSED)
    make_public(slug="essay", licence=OPEN, section=Section("essay", "Essay", "research-article"))


def test_a_partner_gets_what_its_terms_cover_in_every_form(client, articles, make_partner, bearer):
    by_licence = bearer(make_partner(licences=[LicenceRow.objects.get(spdx="CC-BY-4.0")]))
    by_section = bearer(make_partner(sections=[SectionRow.objects.get(slug="essay")]))

    assert slugs(client.get(FEED)) == ["essay", "closed", "open"]
    assert slugs(client.get(FEED, headers=by_licence)) == ["essay", "open"]
    assert slugs(client.get(FEED, headers=by_section)) == ["essay"]
    assert slugs(client.get("/sections/commentary/feed.rss", headers=by_licence)) == ["open"]
    items = client.get("/authors/mirae-yoon/feed.json", headers=by_section).json()["items"]
    assert [item["url"].split("/")[-2] for item in items] == ["essay"]


def test_a_partner_that_waits_gets_an_article_when_its_time_has_come(
    client, make_public, make_partner, bearer, time_machine
):
    now = timezone.now().replace(microsecond=0)
    make_public(slug="new", first_published=now)
    headers = bearer(make_partner(delay_minutes=60))
    known = client.get(FEED, headers=headers)

    assert slugs(known) == []
    assert "Last-Modified" not in known
    time_machine.move_to(now + timedelta(minutes=61))
    later = client.get(FEED, headers={**headers, "If-None-Match": known["ETag"]})
    assert slugs(later) == ["new"]


def test_a_partners_withdrawals_are_those_of_what_it_may_carry(
    client, articles, make_public, make_later, make_partner, bearer
):
    make_later(make_public(slug="gone", licence=CLOSED), Kind.WITHDRAWAL, licence=CLOSED)
    headers = bearer(make_partner(licences=[LicenceRow.objects.get(spdx="CC-BY-4.0")]))

    assert b"deleted-entry" in client.get(FEED).content
    assert b"deleted-entry" not in client.get(FEED, headers=headers).content


def test_a_partner_walks_its_feed_to_the_end(
    client, make_public, make_partner, bearer, monkeypatch, licence_cc_by
):
    monkeypatch.setattr(paging, "PART_SIZE", 2)
    for number in range(9):
        make_public(slug=f"n{number}", licence=CLOSED if number % 2 else OPEN)
    headers = bearer(make_partner(licences=[licence_cc_by]))

    found, address = [], FEED
    while address:
        answer = client.get(address, headers=headers)
        found += slugs(answer)
        links = {link.rel: link.href for link in feedparser.parse(answer.content).feed.links}
        address = links.get("next", "").removeprefix("http://127.0.0.1:8000")

    assert found == ["n8", "n6", "n4", "n2", "n0"]


def test_what_a_key_gets_is_kept_by_nobody_and_announced_to_nobody(
    client, articles, make_partner, bearer, settings
):
    settings.WEBSUB_HUB = "https://hub.example/"

    answer = client.get(FEED, headers=bearer(make_partner()))
    known = {"If-None-Match": answer["ETag"]}
    again = client.get(FEED, headers={**bearer(make_partner()), **known})

    for each in (answer, again):
        assert each["Cache-Control"] == "private, no-store"
        assert each["Vary"] == "Authorization"
        assert "Link" not in each
    assert b"hub.example" not in answer.content
    assert again.status_code == 304


def test_a_feed_reader_may_show_the_key_as_a_password(client, articles, make_partner, make_key):
    key = make_key(make_partner(sections=[SectionRow.objects.get(slug="essay")]))

    pair = base64.b64encode(f"feeds:{key.text}".encode()).decode()

    assert slugs(client.get(FEED, headers={"Authorization": f"Basic {pair}"})) == ["essay"]


@pytest.mark.parametrize(
    "header",
    ["Bearer mh_00000000_" + "0" * 40, "Bearer", "Bearer \xff\xfe", "Basic !!!", "Basic YTpi",
     "Digest x", "", "Basic " + base64.b64encode(b"\xff:\xff").decode()],
)  # fmt: skip
def test_a_wrong_key_gets_nothing_and_is_told_why(client, articles, header):
    answer = client.get(FEED, headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Cache-Control"] == "no-store"
    assert "not valid" in answer.content.decode()


def test_a_key_that_was_revoked_or_switched_off_or_is_for_something_else_is_refused(
    client, articles, make_partner, make_key
):
    def status(issued):
        headers = {"Authorization": f"Bearer {issued.text}"}
        return client.get(FEED, headers=headers).status_code

    revoked = make_key()
    keys.revoke(revoked.key, now=timezone.now())

    assert status(revoked) == 401
    assert status(make_key(make_partner(active=False))) == 403
    assert status(make_key(scopes=["advance"])) == 403


def test_a_key_in_an_address_is_refused_even_if_it_is_valid(client, articles, make_key):
    answer = client.get(f"{FEED}?key={make_key().text}")

    assert answer.status_code == 401
    assert "addresses are kept in logs" in answer.content.decode()


def test_a_partners_requests_are_counted(client, articles, make_key, monkeypatch):
    monkeypatch.setattr(TALLY, "counts", {})
    issued = make_key()
    headers = {"Authorization": f"Bearer {issued.text}"}

    answer = client.get(FEED, headers=headers)
    TALLY.write()

    usage = Usage.objects.get(key=issued.key)
    assert (usage.kind, usage.count, usage.bytes) == ("list", 1, len(answer.content))


def test_a_key_costs_a_constant_number_of_queries(
    client, make_public, make_partner, bearer, django_assert_num_queries, licence_cc_by, monkeypatch
):
    monkeypatch.setattr(TALLY, "written_at", float("inf"))
    headers = bearer(make_partner(licences=[licence_cc_by]))
    for _ in range(25):
        make_public(licence=OPEN)
    client.get(FEED, headers=headers)

    # As for anybody, without the record's date, and with the key and one for its terms.
    with django_assert_num_queries(1 + 3 + 2):
        client.get("/feeds/articles.rss", headers=headers)
