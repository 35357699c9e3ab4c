"""How much may be asked, who is told how much is left, and that a lost cache breaks nothing."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from api.counting import COUNTERS, Counters
from partners.models import Usage
from partners.usage import TALLY

pytestmark = pytest.mark.django_db

ARTICLES = "/api/v1/articles/"
NOW = datetime(2026, 11, 24, 9, 30, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def asked(client):
    """`asked(3, headers)`: the statuses of so many requests."""

    def ask(number, headers=None, **extra):
        return [client.get(ARTICLES, headers=headers, **extra).status_code for _ in range(number)]

    return ask


def test_anybody_may_ask_so_much_a_minute(client, asked, settings, time_machine):
    settings.API_ANONYMOUS_PER_MINUTE = 3

    assert asked(4) == [200, 200, 200, 429]
    refused = client.get(ARTICLES)
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["Retry-After"] == "40"
    assert refused["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert refused["RateLimit"] == '"minute";r=0;t=40'
    assert refused["Cache-Control"] == "private, no-store"
    assert "Ask again in 40 seconds" in refused.json()["detail"]

    time_machine.move_to(NOW + timedelta(seconds=40), tick=False)
    assert asked(1) == [200]


def test_what_anybody_gets_says_nothing_of_who_asked(client):
    answers = [client.get(ARTICLES, REMOTE_ADDR=address) for address in ("8.8.8.8", "9.9.9.9")]

    assert answers[0].content == answers[1].content
    assert dict(answers[0].headers) == dict(answers[1].headers)
    assert not [name for name in answers[0].headers if name.startswith("RateLimit")]


def test_each_address_has_its_own_limit_and_ipv6_has_one_a_network(asked, settings):
    settings.API_ANONYMOUS_PER_MINUTE = 1

    assert asked(2, REMOTE_ADDR="8.8.8.8") == [200, 429]
    assert asked(1, REMOTE_ADDR="9.9.9.9") == [200]
    assert asked(1, REMOTE_ADDR="::ffff:9.9.9.9") == [429]
    assert asked(1, REMOTE_ADDR="2a00:1450:4001:81b::1") == [200]
    assert asked(1, REMOTE_ADDR="2a00:1450:4001:81b:ffff::2") == [429]
    assert asked(1, REMOTE_ADDR="2a00:1450:4001:81c::1") == [200]


def test_no_address_is_kept(asked):
    asked(1, REMOTE_ADDR="8.8.4.4")

    assert len(COUNTERS.memory.values) == 1
    assert "8.8.4.4" not in str(COUNTERS.memory.values)
    assert re.fullmatch(r"limit:[0-9a-f]{32}:\d+", next(iter(COUNTERS.memory.values)))


def test_a_partner_is_told_what_is_left(client, make_partner, bearer):
    headers = bearer(make_partner(per_minute=10, monthly_quota=1000))

    client.get(ARTICLES, headers=headers)
    answer = client.get(ARTICLES, headers=headers)

    november = 30 * 24 * 60 * 60
    left = november - int((NOW - NOW.replace(day=1, hour=0, minute=0, second=0)).total_seconds())
    assert answer["RateLimit-Policy"] == f'"minute";q=10;w=60, "month";q=1000;w={november}'
    assert answer["RateLimit"] == f'"minute";r=8;t=40, "month";r=998;t={left}'
    assert "Retry-After" not in answer


def test_all_keys_of_a_partner_share_its_limit_and_nobody_elses(asked, make_partner, bearer):
    partner = make_partner(per_minute=2)

    assert asked(2, bearer(partner)) == [200, 200]
    assert asked(1, bearer(partner)) == [429]
    assert asked(2, bearer(make_partner(per_minute=2))) == [200, 200]
    assert asked(1) == [200]


def test_a_month_is_counted_from_the_database_when_a_process_begins_anew(
    client, asked, make_partner, bearer, time_machine
):
    headers = bearer(make_partner(monthly_quota=5))
    assert asked(3, headers) == [200] * 3
    TALLY.write()
    COUNTERS.forget()

    assert asked(3, headers) == [200, 200, 429]
    refused = client.get(ARTICLES, headers=headers)
    assert int(refused["Retry-After"]) > 6 * 24 * 60 * 60

    time_machine.move_to(datetime(2026, 12, 1, 0, 0, 1, tzinfo=UTC), tick=False)
    assert asked(1, headers) == [200]


def test_a_wrong_key_is_refused_as_such_however_often(asked, settings):
    settings.API_ANONYMOUS_PER_MINUTE = 1

    assert asked(5, {"Authorization": "Bearer wrong"}) == [401] * 5


# --- use --------------------------------------------------------------------------------------


def test_the_use_of_a_key_is_counted_by_day_and_kind(client, make_public, make_partner, make_key):
    document = make_public()
    made = make_key(make_partner(per_minute=4))
    headers = {"Authorization": f"Bearer {made.text}"}

    size = len(client.get(ARTICLES, headers=headers).content)
    client.get(f"{ARTICLES}{document.slug}/", headers=headers)
    client.get(f"{ARTICLES}nothing/", headers=headers)
    client.get("/api/v1/", headers=headers)
    client.get(ARTICLES, headers=headers)
    TALLY.write()

    used = {row.kind: row for row in Usage.objects.all()}
    assert {kind: row.count for kind, row in used.items()} == {
        "list": 1, "detail": 2, "other": 1, "limited": 1,
    }  # fmt: skip
    assert used["list"].bytes == size
    assert used["list"].day == NOW.date()
    made.key.refresh_from_db()
    assert made.key.last_used_at == NOW


def test_counting_costs_the_answer_nothing_and_the_database_little(
    client, make_key, django_assert_num_queries
):
    headers = {"Authorization": f"Bearer {make_key().text}"}
    client.get("/api/v1/", headers=headers)  # the month's count is looked up, the use written

    with django_assert_num_queries(5 * 2):  # what is due, as at every address, and the key
        for _ in range(5):
            client.get("/api/v1/", headers=headers)

    assert sum(row.count for row in Usage.objects.all()) == 1
    TALLY.write()
    assert sum(row.count for row in Usage.objects.all()) == 6


def test_the_use_of_anybody_is_not_counted(client):
    client.get(ARTICLES)
    TALLY.write()

    assert not Usage.objects.exists()


def test_a_key_deleted_meanwhile_takes_its_counts_with_it(client, make_key, bearer):
    made = make_key()
    TALLY.count(made.key.pk, "list", size=1, at=NOW)
    made.key.delete()

    TALLY.write()

    assert not Usage.objects.exists()


# --- the cache --------------------------------------------------------------------------------


def test_without_the_cache_each_process_counts_for_itself(
    asked, settings, make_partner, bearer, caplog
):
    """Threat F7."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    settings.API_ANONYMOUS_PER_MINUTE = 2

    assert asked(3) == [200, 200, 429]
    assert asked(2, bearer(make_partner(per_minute=1))) == [200, 429]
    assert caplog.text.count("the cache does not answer") == 1


def test_processes_share_a_cache_and_use_it_again_when_it_is_back(settings, tmp_path):
    one, other = Counters(), Counters()
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(tmp_path / "cache"),
        }
    }

    counted = [each.add("n", seconds=60, start=lambda: 40) for each in (one, other, one)]
    one.asked_again_at = float("inf")
    alone = one.add("n", seconds=60)
    one.asked_again_at = 0.0

    assert counted == [41, 42, 43]
    assert alone == 1
    assert one.add("n", seconds=60) == 44


def test_counters_never_fill_the_memory(monkeypatch):
    monkeypatch.setattr("api.counting.MOST", 100)
    counters = Counters()

    for number in range(1_000):
        counters.add(f"n{number}", seconds=60)

    assert len(counters.memory.values) <= 100
