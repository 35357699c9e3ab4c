"""Endpoints that somebody listens at, and the worker's part in telling them."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from outgoing.rules import from_names
from partners.models import Endpoint
from record.following import follow
from webhooks.delivering import Courier
from webhooks.following import enqueue
from webhooks.models import Circuit, Delivery, State


@dataclass
class Heard:
    """A request that came in."""

    headers: dict[str, str]
    body: bytes
    status: int

    @property
    def data(self) -> dict[str, Any]:
        return json.loads(self.body)["data"]


@dataclass
class Receiver:
    """A partner's server. `answer(heard) -> status` or `(status, headers)` decides its answers."""

    url: str = ""
    answer: Callable[[Heard], Any] = lambda heard: 204
    all: list[Heard] = field(default_factory=list)

    @property
    def accepted(self) -> list[Heard]:
        return [heard for heard in self.all if 200 <= heard.status < 300]

    @property
    def events(self) -> list[tuple[str, int]]:
        """What was accepted: `("published", 1)` and so on."""
        return [(heard.data["event"], heard.data["number"]) for heard in self.accepted]


@pytest.fixture
def receive() -> Iterator[Callable[..., Receiver]]:
    """`receive(answer=lambda heard: 500)`: a partner's server on this machine."""
    servers = []

    def start(answer: Callable[[Heard], Any] | None = None) -> Receiver:
        receiver = Receiver()
        if answer:
            receiver.answer = answer
        lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                heard = Heard(dict(self.headers), body, 0)
                answered = receiver.answer(heard)
                status, headers = answered if isinstance(answered, tuple) else (answered, {})
                with lock:
                    heard.status = status
                    receiver.all.append(heard)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
        return receiver

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def courier() -> Courier:
    """The worker's courier, who may reach this machine, and is soon impatient."""
    return Courier(
        rules=from_names(["127.0.0.0/8"], https_only=False),
        site="https://review.example",
        secret_key=settings.SECRET_KEY,
        deadline=1.0,
        lease=timedelta(seconds=5),
    )


@pytest.fixture
def read_on() -> Callable[[], None]:
    """`read_on()`: write down who is to be told of what happened since the last time."""

    def read() -> None:
        while follow("webhooks", enqueue):
            pass

    return read


@pytest.fixture
def tell(read_on: Callable[[], None], courier: Courier) -> Callable[..., None]:
    """`tell()`: read on and deliver, until nothing is due."""

    def work(within: float = 10.0) -> None:
        read_on()
        courier.finish(within=within)

    return work


@pytest.fixture
def listening(
    receive: Callable[..., Receiver], make_endpoint: Callable[..., Endpoint]
) -> Callable[..., tuple[Receiver, Endpoint]]:
    """`listening(partner, answer=…)`: a partner's server, and the endpoint that leads there."""

    def make(
        partner: Any = None, *, answer: Any = None, **fields: Any
    ) -> tuple[Receiver, Endpoint]:
        receiver = receive(answer)
        return receiver, make_endpoint(partner, url=receiver.url, **fields)

    return make


@pytest.fixture
def hasten(db: None) -> Callable[[], None]:
    """`hasten()`: as if the pauses after failures were over."""

    def past() -> None:
        now = timezone.now()
        Circuit.objects.filter(open_until__gt=now).update(open_until=now)
        waiting = Delivery.objects.filter(state=State.PENDING, not_before__lte=now)
        waiting.update(next_at=now, lease_until=None)

    return past
