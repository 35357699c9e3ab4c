"""Readers as the web server sees them."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from counting.writing import Hit, write

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def look() -> Callable[..., None]:
    """`look("/articles/ferries/", at=…, client=…, browser=…)`: somebody does, and is counted.

    Without a client it is somebody new; without a time it is noon of 2 March 2026.
    """
    somebody = (f"192.0.2.{n}" for n in itertools.count(1))

    def one(*paths: str, at: datetime = NOON, client: str = "", browser: str = FIREFOX) -> None:
        who = client or next(somebody)
        write([Hit(path, who, browser, at) for path in paths])

    return one
