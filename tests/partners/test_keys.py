"""Keys: shown once, known by their digest, replaced with an overlap, revoked at once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import serializers

from partners import keys
from partners.models import Key

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_a_key_is_found_by_its_text_with_one_read(make_key, django_assert_num_queries):
    issued = make_key(scopes=["read", "advance"])

    with django_assert_num_queries(1):
        found = keys.find(issued.text, now=NOW)
        assert found.partner == issued.key.partner

    assert found == issued.key
    assert found.scopes == ["advance", "read"]


def test_scanners_can_recognise_a_key(make_key):
    issued = make_key()

    assert re.fullmatch(r"mh_[0-9a-z]{8}_[0-9A-Za-z]{40}", issued.text)
    assert keys.holds_key(f"https://example.org/?x={issued.text}&y")
    assert not keys.holds_key("mh_ is how a key begins")


def test_nothing_that_is_kept_opens_anything(make_key):
    issued = make_key()
    secret = issued.text.rpartition("_")[2]

    kept = serializers.serialize("json", Key.objects.all()) + repr(issued) + str(issued.key)

    assert secret not in kept
    assert issued.key.prefix in issued.text


def test_an_unknown_scope_is_refused(make_key):
    with pytest.raises(ValueError, match="write"):
        make_key(scopes=["write"])


@pytest.mark.parametrize(
    "text",
    ["", "mh_", "Bearer", "é", "\udc80", "x" * 10_000, "mh_00000000_" + "0" * 40],
    ids=["empty", "mark", "word", "accent", "surrogate", "long", "well-formed"],
)
def test_whatever_is_no_key_is_looked_up_once_and_not_found(text, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert keys.find(text, now=NOW) is None


def test_a_key_ends_with_its_time(make_key):
    issued = make_key(expires_at=NOW)

    assert keys.find(issued.text, now=NOW - timedelta(seconds=1)) == issued.key
    assert keys.find(issued.text, now=NOW) is None


def test_a_revoked_key_is_refused_from_then_on(make_key):
    issued = make_key()

    keys.revoke(issued.key, now=NOW)
    keys.revoke(issued.key, now=NOW + timedelta(days=1))

    assert keys.find(issued.text, now=NOW) is None
    assert issued.key.revoked_at == NOW


def test_a_rotated_key_is_valid_until_the_overlap_ends(make_key):
    old = make_key(scopes=["advance", "read"])

    new = keys.rotate(old.key, overlap=timedelta(days=7), now=NOW)

    assert (new.key.replaces, new.key.label) == (old.key, old.key.label)
    assert new.key.scopes == old.key.scopes
    assert keys.find(old.text, now=NOW + timedelta(days=6)) == old.key
    assert keys.find(old.text, now=NOW + timedelta(days=7)) is None
    assert keys.find(new.text, now=NOW + timedelta(days=7)) == new.key


def test_rotating_never_lengthens_a_life(make_key):
    old = make_key(expires_at=NOW + timedelta(days=1))

    keys.rotate(old.key, overlap=timedelta(days=7), now=NOW)

    assert old.key.expires_at == NOW + timedelta(days=1)
