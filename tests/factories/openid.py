"""A small sign-on on this machine: OpenID Connect as a test wants it, right or wrong."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from masthead.configuration import OpenID

CLIENT, SECRET = "masthead", "s3cret:&"


class SignOn:
    """`authorize(address, email=…)` is what a person does there: it gives the answer's fields."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.codes: dict[str, dict[str, Any]] = {}
        self.claims: dict[str, Any] = {}  # what a test wants told otherwise
        self.signing: Any = self.key
        self.in_userinfo = False
        self.issuer = ""

    def authorize(self, address: str, **person: Any) -> dict[str, str]:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_hex(8)
        self.codes[code] = asked | {"person": {"sub": "1815", "email_verified": True} | person}
        return {"code": code, "state": asked["state"]}

    def exchange(self, form: dict[str, str], authorization: str) -> dict[str, Any]:
        both = base64.b64encode(b"masthead:s3cret%3A%26").decode()
        assert authorization == f"Basic {both}"
        asked = self.codes.pop(form["code"])
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
        assert form["redirect_uri"] == asked["redirect_uri"]
        now = int(time.time())
        person = asked["person"]
        self.told = person
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        claims |= {"nonce": asked["nonce"], "sub": person["sub"]}
        claims |= {} if self.in_userinfo else person
        token = jwt.encode(claims | self.claims, self.signing, "RS256", headers={"kid": "one"})
        return {"id_token": token, "access_token": "opens", "token_type": "Bearer"}

    def answer(self, path: str) -> dict[str, Any]:
        if path.endswith("openid-configuration"):
            return {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "userinfo_endpoint": f"{self.issuer}/person",
            }
        if path == "/person":
            return self.told
        shown = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [shown | {"kid": "one", "alg": "RS256", "use": "sig"}]}


@pytest.fixture
def sign_on(settings: Any) -> Iterator[SignOn]:
    """The sign-on, running, and this site configured for it."""
    made = SignOn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.say(made.answer(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            try:
                self.say(made.exchange(form, self.headers["Authorization"]))
            except (AssertionError, KeyError):
                self.send_error(400)

        def say(self, what: dict[str, Any]) -> None:
            text = json.dumps(what).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.issuer = f"http://127.0.0.1:{server.server_port}"
    settings.OUTGOING_ALLOWED_NETWORKS = ("127.0.0.1/32",)
    settings.OPENID = OpenID(
        issuer=made.issuer, client_id=CLIENT, client_secret=SECRET, label="House"
    )
    yield made
    server.shutdown()
    server.server_close()
