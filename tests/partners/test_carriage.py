"""Who carries what, and whose pages lie where."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners import carriage
from partners.hosts import InvalidHost, normalise_host
from partners.models import Carriage

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_what_is_carried_is_noted_once_for_each_way_it_is_known(make_partner):
    partner, article = make_partner(), uuid.uuid4()

    for minutes, number in ((0, 1), (1, 2), (30, 1)):
        at = NOW + timedelta(minutes=minutes)
        carriage.note(partner, article, how="webhook", number=number, at=at)
    carriage.note(partner, article, how="counter", at=NOW)

    known = {row.how: row for row in carriage.carriers(article)}
    assert set(known) == {"webhook", "counter"}
    assert (known["webhook"].number, known["webhook"].since) == (2, NOW)
    assert known["webhook"].last_at == NOW + timedelta(minutes=30)
    assert known["counter"].number == 0


@pytest.mark.django_db
def test_noting_the_same_again_and_again_only_reads(make_partner, django_assert_num_queries):
    partner, article = make_partner(), uuid.uuid4()
    carriage.note(partner, article, how="api", number=3, at=NOW)

    with django_assert_num_queries(1):
        carriage.note(partner, article, how="api", number=3, at=NOW + timedelta(minutes=5))

    assert Carriage.objects.get().last_at == NOW


@pytest.mark.django_db
def test_a_partner_is_recognised_by_its_domains_and_their_subdomains(make_partner):
    delta = make_partner("Delta", hosts=["delta.example", "xn--mnchen-3ya.example"])
    news = make_partner("Delta News", hosts=["news.delta.example"])

    assert carriage.partner_at("delta.example") == delta
    assert carriage.partner_at("WWW.Delta.Example:8080") == delta
    assert carriage.partner_at("münchen.example.") == delta
    assert carriage.partner_at("a.news.delta.example") == news
    for stranger in ("notdelta.example", "example", "", "delta.example.org", "127.0.0.1", "[::1]"):
        assert carriage.partner_at(stranger) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("News.Example", "news.example"),
        ("https://news.example/path?x#y", "news.example"),
        ("http://user:secret@news.example:8080", "news.example"),
        (" news.example. ", "news.example"),
        ("bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_a_domain_is_kept_in_one_form(typed, kept):
    assert normalise_host(typed) == kept


@given(st.text(max_size=300))
def test_any_text_is_a_domain_or_refused(text):
    try:
        name = normalise_host(text)
    except InvalidHost:
        return
    assert normalise_host(name) == name
    assert name.isascii()
