"""The program that opens word processors' files, started by ``child`` with hard limits.

One JSON request on standard input: the file's path, and the folder its pictures and the answer
are written into. Once everything is loaded it gives up what it does not need: the network,
other programs, every file but those two.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from articles.importing.office.docx import read_docx
from articles.importing.office.docx_parts import is_docx
from articles.importing.office.odt import is_odt, read_odt
from articles.importing.office.package import MEGABYTE, Package
from articles.importing.office.refusing import TOO_MUCH, Refused

__all__ = ["ANSWER", "main", "read_package"]

ANSWER = "answer.json"
LARGEST_FILE = 100 * MEGABYTE  # that it may write
OPEN_FILES = 32
_NEW_NETWORK = 0x40000000  # CLONE_NEWNET: a network without any interface
_NEW_USER = 0x10000000  # CLONE_NEWUSER, which lets others than root ask for one
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "ctypes.",
)

_OTHER = Refused(
    "It is neither a Word document nor an OpenDocument text.",
    "Save it as .docx or .odt in the program it was made with, and import that.",
)


def main() -> None:
    """Answer the one request."""
    request = json.load(sys.stdin)
    path, folder = Path(request["path"]), Path(request["folder"])
    _limit(memory=request["memory"], seconds=request["seconds"])
    _leave_the_network()
    sys.addaudithook(_allowing(folder))
    try:
        answer = read_package(path, folder)
    except Refused as refused:
        answer = {"refused": [refused.what, refused.what_to_do]}
    except RecursionError:
        answer = {"refused": [TOO_MUCH.what, TOO_MUCH.what_to_do]}
    (folder / ANSWER).write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")


def read_package(path: Path, folder: Path) -> dict[str, Any]:
    """The answer to a file, its pictures written into ``folder``; raises ``Refused``."""
    package = Package(path)
    if is_docx(package):
        return read_docx(package, folder).as_json()
    if is_odt(package):
        return read_odt(package, folder).as_json()
    raise _OTHER


def _limit(*, memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _leave_the_network() -> None:
    """Where the kernel allows it; elsewhere the hook below is all that keeps us from it."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None and unshare(_NEW_NETWORK):
        unshare(_NEW_USER | _NEW_NETWORK)


def _allowing(folder: Path) -> Any:
    """A hook for the interpreter that ends the program at the first step outside ``folder``."""
    allowed = f"{folder.resolve()}{os.sep}"
    libraries = (sys.prefix, sys.base_prefix, str(Path(__file__).resolve().parents[3]))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise PermissionError(f"not here: {event}")
        if event == "open" and isinstance(arguments[0], str):
            path = os.path.abspath(arguments[0])  # noqa: PTH100 (resolving would open links)
            # Modules may still be loaded late; they are read, never written.
            reads_code = path.endswith((".py", ".pyc", ".so")) and path.startswith(libraries)
            if not path.startswith(allowed) and not reads_code:
                raise PermissionError(f"not here: {path}")

    return hook


if __name__ == "__main__":
    main()
