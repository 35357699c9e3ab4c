"""Those who are told that something changed: a hub, or search engines."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest


class Listener:
    """A server that notes what it is sent and answers with `statuses`, then with 204."""

    def __init__(self) -> None:
        self.requests, self.statuses = [], []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                listener.requests.append((self.headers, body))
                self.send_response(listener.statuses.pop(0) if listener.statuses else listener.ok)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.ok = 204
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/told"
        polling = {"poll_interval": 0.01}
        threading.Thread(target=self.server.serve_forever, kwargs=polling, daemon=True).start()

    @property
    def feeds(self) -> list[str]:
        """The addresses a hub was told of, in order."""
        return [dict(parse_qsl(body))["hub.url"] for _, body in self.requests]


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.server.shutdown()
    made.server.server_close()
