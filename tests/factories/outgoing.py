"""Other people's servers, on this machine: plain sockets that answer as badly as one likes."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

Converse = Callable[[socket.socket], None]


@dataclass
class Listening:
    """A server on 127.0.0.1. `requests` are the bytes of each conversation as they came in."""

    port: int
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


def read_request(connection: socket.socket) -> bytes:
    """Head and body of one HTTP request."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536) or b"\r\n\r\n"
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    ]
    while lengths and len(body) < lengths[0]:
        more = connection.recv(65536)
        if not more:
            break
        body += more
    return head + b"\r\n\r\n" + body


@pytest.fixture
def listen() -> Iterator[Callable[..., Listening]]:
    """`listen(b"HTTP/1.1 …")`: a server that reads a request and answers with those bytes.

    `listen(converse=function)` hands each connection to a function instead.
    """
    with contextlib.ExitStack() as closing:

        def start(answer: bytes = b"", *, converse: Converse | None = None) -> Listening:
            listener = closing.enter_context(socket.create_server(("127.0.0.1", 0)))
            server = Listening(listener.getsockname()[1])

            def serve(connection: socket.socket) -> None:
                with connection, contextlib.suppress(OSError):
                    if converse:
                        converse(connection)
                        return
                    server.requests.append(read_request(connection))
                    connection.sendall(answer)

            def accept() -> None:
                with contextlib.suppress(OSError):
                    while True:
                        connection, _ = listener.accept()
                        server.connections += 1
                        threading.Thread(target=serve, args=(connection,), daemon=True).start()

            threading.Thread(target=accept, daemon=True).start()
            # Wakes the thread that accepts; closing alone would leave it waiting.
            closing.callback(lambda: _shut(listener))
            return server

        yield start


def _shut(listener: socket.socket) -> None:
    with contextlib.suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)
