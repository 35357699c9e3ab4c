"""Has an article's pages set by a process of its own, which may fail without harm.

What it costs is bounded by the kernel, it is given no secrets, and a server's threads and memory
are not copied, for a fresh interpreter is started. The other side is ``child``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from record.document import Document
from renderings import pdf
from renderings.addresses import Addresses
from renderings.pdf_metadata import xmp

__all__ = ["Failed", "typeset"]

ROOT = Path(__file__).resolve().parents[3]

SECONDS = 60  # of CPU: three hundred pages; an article takes half of one
CLOCK = 60  # seconds
MEMORY = 3 * 1024**3  # bytes of address space, most of it never touched
LAST_WORDS = 600  # bytes kept of what a failing child says


class Failed(Exception):
    """There is no file. Its text says why."""


def typeset(
    document: Document, addresses: Addresses, pictures: Mapping[str, bytes], *, niceness: int = 0
) -> bytes:
    """The PDF. ``pictures`` are JPEGs by the SHA-256 of their photo. Raises ``Failed``."""
    with TemporaryDirectory(prefix="typesetting-") as folder:
        for name, content in pictures.items():
            (Path(folder) / f"{name}.jpg").write_bytes(content)
        request = {
            "article": pdf.tree(document, addresses),
            "metadata": xmp(document, addresses, accessible=True),
            "plain_metadata": xmp(document, addresses, accessible=False),
            "timestamp": int(document.published.timestamp()),
            "folder": folder,
            "seconds": SECONDS,
            "memory": MEMORY,
            "niceness": niceness,
        }
        return _answer(json.dumps(request).encode(), folder)


def _answer(request: bytes, folder: str) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "reader.typesetting.child"],
            input=request,
            capture_output=True,
            timeout=CLOCK,
            env=_environment(folder),
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise Failed(f"it took more than {CLOCK} seconds") from expired
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        last_words = done.stderr[-LAST_WORDS:].decode(errors="replace")
        raise Failed(f"the typesetter ended with status {done.returncode}: {last_words}")
    return done.stdout


def _environment(folder: str) -> dict[str, str]:
    """Only what the interpreter needs to find this package: no password travels along."""
    return {
        "PATH": os.defpath,
        "HOME": folder,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "MALLOC_ARENA_MAX": "2",  # each arena reserves 64 MB of address space
        "RAYON_NUM_THREADS": "1",  # the other cores are the readers'
    }
