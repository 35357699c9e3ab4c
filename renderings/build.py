"""Which state of the renderings' code this is, for entity tags.

A form's text depends on its Document and on the code that sets it. An entity tag made of both
becomes stale by an upgrade, as it must, without rendering anything.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["BUILD"]


def _digest(folder: Path) -> str:
    code = hashlib.sha256()
    for file in sorted(folder.glob("*.py")):
        code.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return code.hexdigest()


# 64 hexadecimal digits, equal on all machines that run the same code.
BUILD = _digest(Path(__file__).parent)
