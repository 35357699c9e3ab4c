"""Followers are handed every entry, once, in order, however often they are stopped."""

import random

import pytest

from record.following import caught_up, follow
from record.models import Cursor

pytestmark = pytest.mark.django_db


def test_a_follower_reads_on_from_where_it_stopped(make_public):
    seen = []
    make_public()
    make_public()

    assert follow("reader", seen.extend) == 2
    make_public()
    assert follow("reader", seen.extend) == 1
    assert follow("reader", seen.extend) == 0

    assert [entry.position for entry in seen] == [1, 2, 3]


def test_a_follower_that_fails_is_handed_the_same_entries_again(make_public):
    make_public()

    def fail(entries):
        raise OSError("the receiver is down")

    with pytest.raises(OSError, match="down"):
        follow("reader", fail)

    seen = []
    follow("reader", seen.extend)
    assert [entry.position for entry in seen] == [1]


def test_followers_do_not_disturb_each_other(make_public):
    make_public()
    one, other = [], []

    follow("one", one.extend)
    make_public()
    follow("other", other.extend)

    assert len(one) == 1
    assert len(other) == 2
    assert set(Cursor.objects.values_list("follower", "position")) == {("one", 1), ("other", 2)}


def test_whatever_the_batches_and_the_failures_nothing_is_missed_and_nothing_comes_twice(
    make_public,
):
    chance = random.Random(3)
    for _ in range(25):
        make_public()
    seen = []

    def handle(entries):
        if chance.random() < 0.4:
            raise OSError
        seen.extend(entry.position for entry in entries)

    while len(seen) < 25:
        try:
            follow("reader", handle, limit=chance.randint(1, 6))
        except OSError:
            continue

    assert seen == list(range(1, 26))


def test_who_has_caught_up_is_asked_for_all_at_once(make_public, django_assert_num_queries):
    follow("on an empty record", list)
    assert caught_up() == {"on an empty record"}

    make_public()
    follow("quick", list)
    make_public()
    follow("slow", list, limit=1)
    follow("quick", list)

    with django_assert_num_queries(1):
        assert caught_up() == {"quick"}
