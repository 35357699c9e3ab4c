"""Runs the decoding of pictures in a process of its own that may fail without harm.

A decoder meets bytes of strangers: what it costs is bounded by the kernel (memory, CPU
time, open files), what it breaks is only itself, and it is given no secrets. A fresh
interpreter is started rather than a fork, so that a server's memory and threads are not
copied. The other side of this door is `photos.decoding`.
"""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

__all__ = ["ChildFailed", "run_in_child"]

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[1]

MEGABYTE = 1024 * 1024

# The largest acceptable picture costs about 1 GB while its colours are converted.
MEMORY = 2048 * MEGABYTE
# Kept of what a failing child says.
_LAST_WORDS = 600


class ChildFailed(Exception):
    """The child gave no answer. `reason`: it ran out of "time" or "memory", or had a "crash"."""

    def __init__(self, reason: Literal["time", "memory", "crash"], detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"decoding a picture ended by {reason}")


def run_in_child(
    task: str, arguments: dict[str, Any], *, seconds: int, memory: int = MEMORY
) -> dict[str, Any]:
    """What the task of `photos.decoding` answers to these arguments (both plain JSON).

    `seconds` bounds CPU time and, threefold, time on the clock; `memory` is the address
    space in bytes. Raises ChildFailed when the child exceeds them or ends without an answer.
    """
    request = {"task": task, "arguments": arguments, "seconds": seconds, "memory": memory}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "photos.decoding"],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=3 * seconds,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise ChildFailed("time") from expired
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    last_words = done.stderr[-_LAST_WORDS:].decode(errors="replace")
    logger.warning("Decoding a picture ended with status %s: %r", done.returncode, last_words)
    raise ChildFailed(_reason(done.returncode, last_words), last_words)


def _environment() -> dict[str, str]:
    """Only what the interpreter needs to find this package: no password travels along."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "MALLOC_ARENA_MAX": "2",  # each arena reserves 64 MB of address space
    }


def _reason(status: int, last_words: str) -> Literal["time", "memory", "crash"]:
    # -24 is SIGXCPU; a kill from outside (-9) is mostly the kernel's, for memory.
    if status == -24:
        return "time"
    if status == -9 or "MemoryError" in last_words:
        return "memory"
    return "crash"
