"""A mirror that is killed at random holds what the record holds."""

import json
import os
import subprocess
import sys

ACTS, KILLS = 1_000, 12


def test_the_mirror_killed_during_a_thousand_acts_equals_the_record(root, database_url):
    done = subprocess.run(
        [sys.executable, str(root / "tests/faults/mirroring.py"), str(ACTS), str(KILLS)],
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=400,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    seen = json.loads(done.stdout)
    assert (seen["status"], seen["too many"], seen["differing"]) == (0, [], [])
    assert seen["killed"] > KILLS / 2
    assert seen["public"] > 200
    assert seen["withdrawn"] > 20
    assert seen["entries"] > 0.8 * ACTS
