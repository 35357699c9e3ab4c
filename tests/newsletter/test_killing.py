"""Never twice, never missed, whichever worker dies when: with real processes and a real server."""

import email
import email.policy
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ARTICLES, READERS = 12, 30


@pytest.fixture
def seen(root: Path, database_url: str, tmp_path: Path):
    program = [sys.executable, str(root / "tests/newsletter/scene.py")]
    done = subprocess.run(
        [*program, str(ARTICLES), str(READERS), str(tmp_path / "taken")],
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def articles_in(raw: str) -> list[str]:
    mail = email.message_from_string(raw, policy=email.policy.SMTP)
    text = mail.get_body(("plain",)).get_content()
    return re.findall(r"/articles/article-(\d{3})/", text)


def wanted(kind: str) -> set[str]:
    numbers = range(ARTICLES)
    if kind != "everything":
        numbers = [n for n in numbers if n % 2 == (kind == "odd")]
    return {f"{number:03}" for number in numbers}


def test_workers_killed_at_random_send_every_article_to_every_reader_once_at_most(seen):
    got = {address: Counter() for address in seen["wants"]}
    for taken in seen["taken"]:
        got[taken["to"]].update(articles_in(taken["raw"]))

    assert seen["killed"] >= 30, "the test must really kill"
    twice = {a: c for a, c in got.items() if any(number > 1 for number in c.values())}
    assert twice == {}
    missed = {a: wanted(kind) - set(got[a]) for a, kind in seen["wants"].items()}
    missed = {address: articles for address, articles in missed.items() if articles}
    # What is missing is what the operator is shown: a worker died with the mail in its hands.
    assert set(missed) <= set(seen["unknown"])
    assert set(seen["states"]) <= {"sent", "unknown"}
    assert len(seen["unknown"]) <= seen["killed"], (
        "each death leaves one mail in doubt, not a batch"
    )
    assert all(set(got[a]) <= wanted(kind) for a, kind in seen["wants"].items())
