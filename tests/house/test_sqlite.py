"""SQLite runs in the one mode that neither loses nor refuses writes."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.db import connection

from masthead.checks import sound_sqlite
from masthead.sqlite import carries_wal_fault

SHOW = """
from django.db import connection, transaction
with connection.cursor() as cursor:
    for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema"):
        print(name, cursor.execute(f"PRAGMA {name}").fetchone()[0])
print("version", connection.Database.sqlite_version)
print("mode", connection.transaction_mode)
"""


def test_a_database_file_is_opened_in_the_safe_mode(root, tmp_path):
    answer = subprocess.run(
        [sys.executable, root / "manage.py", "shell", "--no-imports", "-c", SHOW],
        env={"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{tmp_path}/trial.sqlite3"},
        capture_output=True,
        text=True,
        check=True,
    )
    shown = dict(line.split(" ", 1) for line in answer.stdout.splitlines())

    assert shown["journal_mode"] == "wal"
    assert shown["synchronous"] == "2"  # FULL
    assert shown["foreign_keys"] == "1"
    assert shown["busy_timeout"] == "20000"
    assert shown["trusted_schema"] == "0"
    assert shown["mode"] == "IMMEDIATE"
    assert not carries_wal_fault(tuple(map(int, shown["version"].split("."))))


@pytest.mark.sqlite
def test_requests_do_not_take_the_write_lock_by_themselves():
    assert connection.settings_dict["ATOMIC_REQUESTS"] is False


@pytest.mark.parametrize(
    ("version", "faulty"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_the_releases_that_can_corrupt_a_database_are_known(version, faulty):
    assert carries_wal_fault(version) is faulty


@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
def test_a_faulty_library_fails_the_checks(monkeypatch, settings):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    embedded = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
    elsewhere = {"default": {"ENGINE": "django.db.backends.postgresql"}}

    settings.DATABASES = embedded
    assert [error.id for error in sound_sqlite(None)] == ["masthead.E001"]

    settings.DATABASES = elsewhere
    assert sound_sqlite(None) == []
