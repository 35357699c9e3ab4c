"""A database of its own, for what must commit and be killed."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection


@pytest.fixture
def database_url(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of its own, of the same kind as the tests' database."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path}/newsroom.sqlite3"
        return
    request.getfixturevalue("django_db_blocker").unblock()
    name = f"faults_{uuid.uuid4().hex}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    base, _, options = os.environ["DATABASE_URL"].partition("?")
    yield f"{base.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
