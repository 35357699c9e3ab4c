"""Versions below these have known holes; the pins must never fall under them."""

import re
from importlib.metadata import version

import pytest

FLOORS = {
    "django": (5, 2, 19),
    "djangorestframework": (3, 18, 3),
    "pillow": (13, 0),
    "lxml": (6, 1, 3),
    "nh3": (0, 3, 8),
    "defusedxml": (0, 7, 1),
    "pysqlite3": (0, 6, 1),
}


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text))


@pytest.mark.parametrize("name", FLOORS)
def test_a_dependency_is_installed_above_its_floor(name):
    assert numbers(version(name)) >= FLOORS[name]


@pytest.mark.parametrize("name", FLOORS)
def test_a_dependency_is_pinned_above_its_floor(name, root):
    pinned = re.search(rf"(?m)^{name}==(\S+)", (root / "requirements.txt").read_text())

    assert pinned
    assert numbers(pinned[1]) >= FLOORS[name]


@pytest.mark.parametrize("name", ["requirements", "requirements-scale", "requirements-dev"])
def test_every_pin_carries_hashes_and_names_no_place_of_its_own(name, root):
    text = (root / f"{name}.txt").read_text()

    for block in re.findall(r"(?m)^\S+==.*(?:\n .*)*", text):
        assert "--hash=sha256:" in block
    assert not re.search(r"index-url|find-links|file:|https?:|(?m:^/)", text)


def test_the_runtime_carries_nothing_that_tests_need(root):
    text = (root / "requirements.txt").read_text()

    assert "pytest" not in text
    assert "psycopg" not in text
