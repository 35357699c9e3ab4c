"""Puts a sound SQLite library in place before Django loads one.

The library that Debian 12 ships (3.40.1) can corrupt a database in WAL mode when
two connections checkpoint at once; the fault was mended in 3.51.3 and backported to
3.44.6 and 3.50.7. `pysqlite3` bundles a later one under the same interface.
"""

import sys

import pysqlite3
import pysqlite3.dbapi2

__all__ = ["carries_wal_fault", "install"]

# First and last release with the fault, and the older lines that received the mending.
FAULT_BEGINS = (3, 7, 0)
FAULT_ENDS = (3, 51, 2)
MENDED_LINES = ((3, 44, 6), (3, 50, 7))


def install() -> None:
    """Answer every later `import sqlite3` with pysqlite3. Call before Django loads."""
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def carries_wal_fault(version: tuple[int, ...]) -> bool:
    """Whether this SQLite release can corrupt a WAL database that two processes write."""
    if not FAULT_BEGINS <= version <= FAULT_ENDS:
        return False
    return not any(version[:2] == line[:2] and version >= line for line in MENDED_LINES)
