"""The worker does what the database says is undone, and may be stopped and started at will."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article
from masthead import working
from record import listings
from record.models import Cursor

pytestmark = pytest.mark.django_db


@pytest.mark.sqlite  # PostgreSQL tells the time itself, and it cannot be moved
def test_a_round_publishes_what_is_due_and_tells_the_followers(make_article, time_machine):
    article = make_article()
    now = timezone.now()
    publishing.schedule(article, by=None, at=now + timedelta(minutes=5), now=now)

    assert working.round_of_work() == 0
    time_machine.move_to(now + timedelta(minutes=5))
    working.round_of_work()

    assert listings.find_article(article.slug) is not None
    assert Cursor.objects.get(follower="announce").position == 1
    assert working.round_of_work() == 0


def test_a_round_makes_the_renditions_of_one_photo(make_photo):
    photos = [make_photo(), make_photo()]

    working.round_of_work()

    assert [photo.renditions.exists() for photo in photos] == [True, False]


def test_every_publication_stands_in_the_operators_log(make_article, caplog):
    article = make_article()
    publishing.publish(article, by=None, at=timezone.now())

    with caplog.at_level("INFO", logger="masthead.working"):
        working.round_of_work()

    assert f"1: {article.key} v1 published" in caplog.text


def test_a_failing_database_does_not_end_the_worker_and_a_signal_does(root, tmp_path):
    # A database without tables: every round fails.
    worker = subprocess.Popen(
        [sys.executable, str(root / "manage.py"), "work", "--skip-checks"],
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )

    assert any("the database failed; trying again" in line for line in worker.stdout)
    assert worker.poll() is None
    worker.send_signal(signal.SIGTERM)

    assert worker.wait(20) == 0


def test_nothing_is_published_by_a_worker_before_its_hour(make_article):
    now = timezone.now()
    article = make_article()
    publishing.schedule(article, by=None, at=now + timedelta(hours=1), now=now)

    working.round_of_work()

    assert Article.objects.get(pk=article.pk).state == "scheduled"
