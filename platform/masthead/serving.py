"""The process tree of an embedded installation: the web server and the worker under one parent."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

__all__ = ["PortTaken", "demand_free_port", "serve"]

ROOT = Path(__file__).resolve().parents[2]
WEB_PROCESSES = 2
WEB_THREADS = 4  # in each web process
PATIENCE = 10.0  # seconds a child gets to finish what it is doing
SET_PARENT_DEATH_SIGNAL = 1  # prctl(2)


class PortTaken(Exception):
    """Another program listens there. Stop it, or choose another port."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"Port {port} of {host} is taken. Choose another: make demo PORT=8001")
        self.host = host
        self.port = port


def demand_free_port(host: str, port: int) -> None:
    """Raise ``PortTaken`` if somebody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(host, port) from error


def serve(host: str, port: int, *, say: Callable[[str], None]) -> int:
    """Run web server and worker until Ctrl-C or SIGTERM; the exit status.

    The worker is started again if it dies; the site ends with its web server.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    os.environ["PORT"] = str(port)  # the site's address, where SITE_URL does not give it
    web = _start(_web_command(host, port))
    worker = _start([sys.executable, str(ROOT / "manage.py"), "work"])
    try:
        while not stop.wait(0.2):
            if web.poll() is not None:
                say("The web server has stopped.")
                return 1
            if worker.poll() is not None:
                say("The worker has stopped; starting it again.")
                stop.wait(1.0)
                worker = _start([sys.executable, str(ROOT / "manage.py"), "work"])
    finally:
        for child in (web, worker):
            _end(child)
    return 0


def _web_command(host: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "masthead.wsgi:application",
        "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws", "--http", "1",
        "--workers", str(WEB_PROCESSES), "--blocking-threads", str(WEB_THREADS),
        "--respawn-failed-workers", "--http1-header-read-timeout", "10000",
        "--log-level", "warning",
    ]  # fmt: skip


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
    # In a session of its own, so that Ctrl-C reaches the parent only, which ends it in order.
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  no threads yet
    )


def _die_with_parent() -> None:
    """A parent that is killed must not leave a site running behind it."""
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
