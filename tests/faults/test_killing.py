"""Publishing is whole or not at all, and once, whoever is killed when: with real processes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def scene(root: Path, database_url: str) -> Callable[[str, int], Any]:
    def run(scenario: str, count: int) -> Any:
        done = subprocess.run(
            [sys.executable, str(root / "tests/faults/scene.py"), scenario, str(count)],
            env={**os.environ, "DATABASE_URL": database_url},
            capture_output=True,
            text=True,
            timeout=240,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.mark.parametrize(("scenario", "count"), [("dying-at-lines", 30), ("dying-at-queries", 300)])
def test_publishing_killed_anywhere_leaves_the_old_state_or_the_new_one(scene, scenario, count):
    seen = scene(scenario, count)

    ends = seen["ends"]
    assert ends["killed"] >= 0.9 * seen["points"] >= 20, "the test must really kill"
    assert ends["untouched"] >= 10
    assert ends.get("failed", 0) == 0
    assert seen["halves"] == []
    # And publishing again, after all those kills, publishes each of them once.
    assert seen["versions"] == seen["entries"] == seen["listed"] == seen["articles"]
    assert seen["findings"] == []


def test_eight_schedulers_some_of_them_killed_publish_each_due_article_once(scene):
    seen = scene("racing", 60)

    assert seen["killed"] >= 10, "the test must really kill"
    assert (seen["versions"], seen["entries"], seen["listed"]) == (60, 60, 60)
    assert seen["early"] == 0
    assert seen["findings"] == []


def test_eight_clicks_at_once_publish_once_and_none_of_them_fails(scene):
    seen = scene("clicking", 5)

    assert seen["failed"] == 0
    assert (seen["versions"], seen["entries"]) == (5, 5)
    assert seen["findings"] == []
