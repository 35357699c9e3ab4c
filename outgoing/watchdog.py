"""Ends a conversation at its deadline, whatever the other side is doing."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

__all__ = ["Watchdog"]


class Watchdog:
    """Shuts a connection down after some seconds.

    A socket's own timeout begins anew with every byte, so a server that sends one a second holds
    a reader for ever. ``barked`` says whether the time was up.
    """

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        # A duplicate, since TLS takes the socket it is given over: both are one connection.
        self._connection = connection.dup()
        self._timer = threading.Timer(max(seconds, 0), self._bark)
        self._timer.daemon = True
        self.barked = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        self._timer.join()  # or it might shut down a socket that has got our number since
        self._connection.close()

    def _bark(self) -> None:
        self.barked = True
        with contextlib.suppress(OSError):  # closed by the other side in this very moment
            self._connection.shutdown(socket.SHUT_RDWR)
