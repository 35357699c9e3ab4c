"""What all tests share: the factories, and which tests need a machine's extras.

Fixtures that make content live in tests/factories, one module per room; each is loaded here
as a plugin, for tests cannot import one another.
"""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytest_plugins = [
    f"tests.factories.{path.stem}" for path in sorted((ROOT / "tests/factories").glob("[!_]*.py"))
]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return ROOT


@pytest.fixture(autouse=True)
def _fast_passwords(settings) -> None:
    """Real hashing costs a third of a second for each account a test makes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# Their stories are about pages and forms. What these ask the database is the ORM's, and what it
# finds is tried with the record, the search, the API and the newsroom.
ABOUT_PAGES = ("tests/reader/", "tests/feeds/", "tests/republishing/", "tests/fediverse/")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database says the same on each, and so do long walks over every address and
    page, which are marked `once`: PostgreSQL is tried with the others only."""
    for item in items:
        if item.nodeid.startswith(ABOUT_PAGES):
            item.add_marker("pages")
    if not _on_postgresql():
        return
    asks = {"db", "transactional_db", "database_url"}
    silent = [
        item
        for item in items
        if isinstance(item, pytest.Function)
        and item.get_closest_marker("postgresql") is None
        and (
            item.get_closest_marker("once")
            or not (item.get_closest_marker("django_db") or asks.intersection(item.fixturenames))
        )
    ]
    config.hook.pytest_deselected(items=silent)
    left_out = set(silent)
    items[:] = [item for item in items if item not in left_out]


def _on_postgresql() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A missing browser skips its tests on a developer's machine and fails them in CI."""
    if item.get_closest_marker("browser") and not shutil.which("chromium"):
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("needs Chromium: apt-get install chromium")
    postgresql = _on_postgresql()
    if item.get_closest_marker("postgresql") and not postgresql:
        pytest.skip("only on PostgreSQL: make test-postgresql")
    if item.get_closest_marker("sqlite") and postgresql:
        pytest.skip("only on SQLite: make test")
