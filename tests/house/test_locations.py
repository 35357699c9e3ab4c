"""Addresses of database, cache, files and mail."""

from pathlib import Path

import pytest

from masthead import locations
from masthead.locations import NotUnderstood

HOME = Path("/home/review")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:////srv/review.sqlite3", "/srv/review.sqlite3"),
        ("sqlite:///var/review.sqlite3", "/home/review/var/review.sqlite3"),
        ("sqlite:////srv/with%20space.sqlite3", "/srv/with space.sqlite3"),
    ],
    ids=["absolute", "relative to the root", "quoted"],
)
def test_a_sqlite_address_names_a_file(url, path):
    assert locations.database(url, root=HOME)["NAME"] == Path(path)


def test_a_postgresql_address_gives_its_parts_and_bounded_waits():
    read = locations.database("postgres://ed:p%40ss@db.example:6432/review", root=HOME)

    assert read["ENGINE"] == "django.db.backends.postgresql"
    assert (read["USER"], read["PASSWORD"]) == ("ed", "p@ss")
    assert (read["HOST"], read["PORT"], read["NAME"]) == ("db.example", "6432", "review")
    assert read["CONN_HEALTH_CHECKS"] is True
    assert read["OPTIONS"]["connect_timeout"] == 2
    assert "statement_timeout=5000" in read["OPTIONS"]["options"]


def test_a_postgresql_address_may_name_a_socket_and_lift_the_time_limit():
    read = locations.database("postgres:///review?host=/run/pg&statement_timeout=0", root=HOME)

    assert read["HOST"] == "/run/pg"
    assert "statement_timeout=0" in read["OPTIONS"]["options"]


@pytest.mark.parametrize(
    "url",
    [
        "mysql://user:hidden@host/name",
        "postgres://user:hidden@host",
        "postgres://user:hidden@host/name?surprise=1",
        "postgres://user:hidden@host/name?statement_timeout=1;drop",
        "sqlite://",
        "sqlite:///",
        "",
    ],
)
def test_other_databases_are_refused_without_showing_a_password(url):
    with pytest.raises(NotUnderstood) as refusal:
        locations.database(url, root=HOME)

    assert "hidden" not in str(refusal.value)


def test_redis_may_hold_the_cache():
    assert locations.cache("redis://cache.example:6379/1")["LOCATION"].startswith("redis://")


@pytest.mark.parametrize("url", ["s3://bucket", "/srv/media", "file://host/srv", "file:", ""])
def test_other_places_for_files_are_refused_with_the_one_understood(url):
    with pytest.raises(NotUnderstood, match="file:///absolute/path is"):
        locations.media(url)


@pytest.mark.parametrize(
    ("url", "port", "implicit", "starttls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp://ed:word@mail.example", 587, False, True),
        ("smtps://ed:word@mail.example", 465, True, False),
        ("smtp://ed:word@mail.example:2525", 2525, False, True),
    ],
)
def test_a_password_for_mail_never_travels_in_the_clear(url, port, implicit, starttls):
    read = locations.email(url)

    assert (read.port, read.implicit_tls, read.starttls) == (port, implicit, starttls)
