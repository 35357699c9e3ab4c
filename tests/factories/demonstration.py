"""The demonstration as `make demo` shows it: a server and a worker in processes of their own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

START = 180  # seconds it may take to make the content on a slow machine


@pytest.fixture(scope="session")
def demonstration(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address; the content, on a database of its own, is there."""
    folder = tmp_path_factory.mktemp("demonstration")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "PYTHONPATH": os.pathsep.join([str(root), str(root / "platform")]),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_STORAGE_URL": f"file://{folder}/media",
        "PORT": str(port),
    }
    log = folder / "log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, str(root / "manage.py"), "demo"],
            env=environment, stdout=said, stderr=said, cwd=root,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, server, log)
        wait_for_pictures(address)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until it answers. Fails with what it said if it ends before, or takes too long."""
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address + "/healthz", timeout=5).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the demonstration did not start:\n{log.read_text()[-3000:]}")


def wait_for_pictures(address: str) -> None:
    """Until the worker has made all that the front page shows."""
    page = urllib.request.urlopen(address + "/", timeout=20).read().decode()
    until = time.monotonic() + START
    for path in sorted(set(re.findall(r"/photos/[^\s\"]+", page))):
        while not answers(address + path):
            if time.monotonic() > until:
                pytest.fail(f"the demonstration does not show {path}")
            time.sleep(0.2)


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=20).read()
    except OSError:
        return False
    return True
