"""Nothing is missed, early or out of order, whichever worker dies when: with real processes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def scene(root: Path, database_url: str, tmp_path: Path) -> Callable[[str, int], Any]:
    def run(scenario: str, count: int) -> Any:
        program = [sys.executable, str(root / "tests/webhooks/scene.py"), scenario, str(count)]
        done = subprocess.run(
            [*program, str(tmp_path / "heard")],
            env={**os.environ, "DATABASE_URL": database_url},
            capture_output=True,
            text=True,
            timeout=200,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_workers_killed_at_random_deliver_every_event_in_the_order_of_its_article(scene):
    seen = scene("killing", 15)

    assert seen["killed"] >= 10, "the test must really kill"
    assert seen["pending"] == 0
    heard = [(told["id"], told["event"], told["number"]) for told in seen["heard"]]
    assert set(heard) == {tuple(entry) for entry in seen["entries"]}, "at least once"
    for article in {told[0] for told in heard}:
        numbers = [number for key, _, number in heard if key == article]
        assert numbers == sorted(numbers), "in order"
    last = {told["id"]: told for told in seen["heard"]}
    assert {key for key, told in last.items() if told["article"] is None} == set(seen["withdrawn"])


def test_of_scheduled_articles_nobody_hears_before_their_hour_and_then_of_all(scene):
    seen = scene("scheduled", 100)

    assert len({told["id"] for told in seen["heard"]}) == 100
    assert min(told["heard"] for told in seen["heard"]) >= seen["hour"]
