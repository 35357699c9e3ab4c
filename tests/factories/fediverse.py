"""Another server of the fediverse, on loopback, with signatures of its own making.

It knows nothing of our code: it signs and verifies with `cryptography` and these few lines, by the
text of draft-cavage-http-signatures-12.
"""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.test import Client

OURS = "https://review.example"
ACTOR = f"{OURS}/fediverse/actor/"
TYPE = "application/activity+json"


@dataclass
class Received:
    """A request as it came over the wire; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def activity(self) -> dict[str, Any]:
        return json.loads(self.body)


@dataclass
class Elsewhere:
    """``people`` by name with their keys; ``received`` is every request in order."""

    site: str
    keys: list[rsa.RSAPrivateKey]
    people: dict[str, rsa.RSAPrivateKey] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    in_trouble: bool = False
    changes: dict[str, Any] = field(default_factory=dict)
    status: int = 202
    delay: float = 0.0  # seconds

    def person(self, name: str) -> str:
        """The address of an actor who lives here from now on."""
        self.people.setdefault(name, self.keys[len(self.people) % len(self.keys)])
        return f"{self.site}/users/{name}"

    def document(self, name: str) -> dict[str, Any]:
        actor = self.person(name)
        public = (
            self.people[name]
            .public_key()
            .public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )
        return {
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": actor,
            "type": "Person",
            "preferredUsername": name,
            "inbox": f"{actor}/inbox",
            "endpoints": {"sharedInbox": f"{self.site}/inbox"},
            "publicKey": {
                "id": f"{actor}#main-key",
                "owner": actor,
                "publicKeyPem": public.decode(),
            },
            **self.changes,
        }

    def posted(self, activity: str = "") -> list[Received]:
        """What was sent to an inbox here, of one type of activity or of any."""
        posts = [each for each in self.received if each.method == "POST"]
        return [each for each in posts if not activity or each.activity["type"] == activity]

    def follow(self, name: str) -> dict[str, Any]:
        actor = self.person(name)
        return {
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": f"{self.site}/follows/{name}",
            "type": "Follow",
            "actor": actor,
            "object": ACTOR,
        }

    def unfollow(self, name: str) -> dict[str, Any]:
        follow = self.follow(name)
        return {**follow, "id": f"{follow['id']}#undo", "type": "Undo", "object": follow}

    def signed(self, name: str, body: bytes, **changes: Any) -> dict[str, str]:
        """The headers of a POST of that body by that person.

        ``changes`` are ``key``, ``key_id``, ``date``, ``covered``, ``algorithm``.
        """
        actor = self.person(name)
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        values = {
            "(request-target)": "post /fediverse/inbox/",
            "host": "review.example",
            "date": format_datetime(changes.get("date") or datetime.now(UTC), usegmt=True),
            "digest": f"SHA-256={digest}",
            "content-type": TYPE,
        }
        covered = changes.get("covered", "(request-target) host date digest content-type")
        text = "\n".join(f"{each}: {values[each]}" for each in covered.split(" "))
        key = changes.get("key") or self.people[name]
        signature = key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        parameters = {
            "keyId": changes.get("key_id", f"{actor}#main-key"),
            "algorithm": changes.get("algorithm", "rsa-sha256"),
            "headers": covered,
            "signature": base64.b64encode(signature).decode(),
        }
        written = ",".join(f'{each}="{value}"' for each, value in parameters.items())
        return {
            "host": values["host"],
            "date": values["date"],
            "digest": values["digest"],
            "signature": written,
        }

    def send(self, client: Client, name: str, activity: Any, **changes: Any) -> Any:
        """POST an activity to our inbox. After signing, ``headers`` and ``body`` take the place of
        what was signed."""
        body = activity if isinstance(activity, bytes) else json.dumps(activity).encode()
        sent = changes.pop("body", body)
        headers = self.signed(name, body, **changes) | changes.get("headers", {})
        return client.post("/fediverse/inbox/", data=sent, content_type=TYPE, headers=headers)


def is_signed_by(request: Received, actor: dict[str, Any]) -> bool:
    """Whether that actor's key signed exactly this request: target, host, date and body."""
    parts = request.headers["signature"].split('",')
    parameters = dict(part.rstrip('"').split('="', 1) for part in parts)
    digest = base64.b64encode(hashlib.sha256(request.body).digest()).decode()
    covered = parameters["headers"].split(" ")
    if request.body and request.headers.get("digest") != f"SHA-256={digest}":
        return False
    if not {"(request-target)", "host", "date", *(["digest"] if request.body else [])} <= set(
        covered
    ):
        return False
    values = {
        **request.headers,
        "(request-target)": f"{request.method.lower()} {request.path}",
    }
    text = "\n".join(f"{each}: {values[each]}" for each in covered)
    assert parameters["keyId"] == actor["publicKey"]["id"]
    key = serialization.load_pem_public_key(actor["publicKey"]["publicKeyPem"].encode())
    assert isinstance(key, rsa.RSAPublicKey)
    try:
        signature = base64.b64decode(parameters["signature"])
        key.verify(signature, text.encode(), padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def _handler(elsewhere: Elsewhere) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

        def _take(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            elsewhere.received.append(
                Received(self.command, self.path, headers, self.rfile.read(length))
            )
            time.sleep(elsewhere.delay)

        def do_POST(self) -> None:
            self._take()
            self._answer(elsewhere.status)

        def do_GET(self) -> None:
            self._take()
            name = self.path.removeprefix("/users/")
            if elsewhere.in_trouble:
                self._answer(503)
            elif name in elsewhere.gone:
                self._answer(410)
            elif name in elsewhere.people:
                self._answer(200, json.dumps(elsewhere.document(name)).encode())
            else:
                self._answer(404)

        def _answer(self, status: int, body: bytes = b"") -> None:
            self.send_response(status)
            self.send_header("Content-Type", TYPE)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


@pytest.fixture(scope="session")
def rsa_keys() -> list[rsa.RSAPrivateKey]:
    """Three keys, for making one takes a tenth of a second."""
    return [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(3)]


@pytest.fixture
def make_elsewhere(rsa_keys: list[rsa.RSAPrivateKey]) -> Iterator[Callable[[], Elsewhere]]:
    """`make_elsewhere()`: another server of the fediverse."""
    servers = []

    def make() -> Elsewhere:
        server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        server.daemon_threads = True
        elsewhere = Elsewhere(f"http://127.0.0.1:{server.server_port}", rsa_keys)
        server.RequestHandlerClass = _handler(elsewhere)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return elsewhere

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def elsewhere(make_elsewhere: Callable[[], Elsewhere]) -> Elsewhere:
    return make_elsewhere()


@pytest.fixture
def federated(settings: Any) -> str:
    """The site takes part in the fediverse; servers on loopback may be reached."""
    settings.SITE_URL = OURS
    settings.ALLOWED_HOSTS = ["review.example", "testserver"]
    settings.FEDIVERSE_NAME = "strait_review"
    settings.OUTGOING_ALLOWED_NETWORKS = ("127.0.0.1/32",)
    return OURS


@pytest.fixture
def our_actor(db: None, federated: str) -> Callable[[], dict[str, Any]]:
    """`our_actor()`: the actor as another server reads it."""
    return lambda: Client().get("/fediverse/actor/", headers={"accept": TYPE}).json()
