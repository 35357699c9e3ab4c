"""Starts the process that opens word processors' files, and bounds what it may cost.

A file of a stranger meets XML and ZIP readers: what that costs is bounded by the kernel (memory,
CPU time, size of files), what it breaks is only itself, and it is given no secrets. The other side
of this door is ``articles.importing.office.program``.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from articles.importing.office.refusing import DAMAGED, TOO_MUCH, Refused

__all__ = ["read_in_child"]

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[3]
MEMORY = 512 * 1024 * 1024  # bytes of address space
CPU_TIME = 20  # seconds
WALL_TIME = 30  # seconds
LARGEST_ANSWER = 20 * 1024 * 1024  # bytes; a long book has a tenth of it
ANSWER = "answer.json"
_LAST_WORDS = 600  # characters kept of what a failing child says


def read_in_child(path: Path, folder: Path) -> dict[str, Any]:
    """What ``program.read_package`` answers for the file at ``path``, which lies in ``folder``.

    Raises ``Refused`` also where the process exceeds its limits or breaks down.
    """
    request = {"path": str(path), "folder": str(folder), "memory": MEMORY, "seconds": CPU_TIME}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "articles.importing.office.program"],
            input=json.dumps(request).encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=WALL_TIME,
            env=_environment(),
            cwd=folder,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise TOO_MUCH from expired
    if done.returncode:
        last_words = done.stderr[-_LAST_WORDS:].decode(errors="replace")
        logger.warning("Reading a file ended with status %s: %r", done.returncode, last_words)
        # Negative is a signal: for CPU time, or the kernel's for memory.
        exceeded = done.returncode < 0 or "MemoryError" in last_words
        raise TOO_MUCH if exceeded else DAMAGED
    answer = folder / ANSWER
    if answer.stat().st_size > LARGEST_ANSWER:
        raise TOO_MUCH
    found: dict[str, Any] = json.loads(answer.read_bytes())
    if "refused" in found:
        raise Refused(*found["refused"])
    return found


def _environment() -> dict[str, str]:
    """Only what the interpreter needs to find this package: no password travels along."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "MALLOC_ARENA_MAX": "2",  # each arena reserves 64 MB of address space
    }
