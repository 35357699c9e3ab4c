"""Refuses, through `manage.py check` and every start, what would harm the data."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from masthead.sqlite import carries_wal_fault

__all__ = ["sound_sqlite"]


@register(Tags.compatibility)
def sound_sqlite(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E001 when SQLite is the database and its library can corrupt a WAL file."""
    engines = {database["ENGINE"] for database in settings.DATABASES.values()}
    if not any(engine.endswith("sqlite3") for engine in engines):
        return []
    if not carries_wal_fault(sqlite3.sqlite_version_info):
        return []
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} can corrupt a database that two processes write.",
            hint="Install the pinned requirements: pysqlite3 brings a sound library.",
            id="masthead.E001",
        )
    ]
