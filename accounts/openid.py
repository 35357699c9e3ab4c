"""Signing in by a sign-on of the house's own: OpenID Connect Core 1.0, the authorization code flow
with PKCE (RFC 7636).

The three requests (where things are, the code's exchange, the keys) go through `outgoing`. What the
sign-on says is believed when it is signed by its keys, meant for this site and this very sign-in.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol
from urllib.parse import quote_plus, urlencode

import jwt

from outgoing import requests
from outgoing.rules import Rules

__all__ = ["Attempt", "Client", "NotSignedIn", "Person", "begin", "finish"]

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")  # asymmetric ones
LEEWAY = 60  # seconds by which two clocks may differ
SCOPE = "openid email profile"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Client(Protocol):
    """What the sign-on knows this site as (`masthead.configuration.OpenID`)."""

    @property
    def issuer(self) -> str: ...

    @property
    def client_id(self) -> str: ...

    @property
    def client_secret(self) -> str: ...


class NotSignedIn(Exception):
    """The sign-on did not say who this is, or nothing that may be believed. `reason` is for the
    operator's log: people are told only that it did not work."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Attempt:
    """One sign-in under way, kept in the session between going and coming back."""

    state: str
    nonce: str
    verifier: str
    next: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class Person:
    """Who the sign-on says it is. `email` is empty unless the sign-on has verified it."""

    subject: str
    email: str


def begin(
    client: Client, *, redirect_uri: str, next_address: str, rules: Rules
) -> tuple[str, Attempt]:
    """The address to send the person to, and what to keep meanwhile. Raises NotSignedIn."""
    attempt = Attempt(
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        next=next_address,
    )
    challenge = hashlib.sha256(attempt.verifier.encode()).digest()
    question = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": redirect_uri,
        "scope": SCOPE,
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    address = _endpoint(_discovered(client, rules), "authorization_endpoint", rules)
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{urlencode(question)}", attempt


def finish(
    client: Client,
    attempt: Attempt,
    answer: Mapping[str, str],
    *,
    redirect_uri: str,
    rules: Rules,
) -> Person:
    """Who came back, from what the sign-on put into the address. Raises NotSignedIn."""
    if not hmac.compare_digest(answer.get("state", ""), attempt.state):
        raise NotSignedIn("The answer belongs to another sign-in.")
    if not answer.get("code"):
        raise NotSignedIn(f"The sign-on answered {answer.get('error', 'nothing')[:100]!r}.")
    found = _discovered(client, rules)
    given = _exchanged(client, found, answer["code"], attempt, redirect_uri, rules)
    claims = _verified(client, found, str(given.get("id_token", "")), rules)
    if not hmac.compare_digest(str(claims.get("nonce", "")), attempt.nonce):
        raise NotSignedIn("The identity was made for another sign-in.")
    if "email" not in claims and found.get("userinfo_endpoint"):
        claims = {**claims, **_told(found, str(given.get("access_token", "")), claims, rules)}
    verified = claims.get("email_verified") in (True, "true")
    email = claims.get("email") if verified else ""
    return Person(subject=str(claims["sub"]), email=str(email or ""))


def _discovered(client: Client, rules: Rules) -> dict[str, Any]:
    """OpenID Connect Discovery 1.0, 4."""
    address = f"{client.issuer.rstrip('/')}/.well-known/openid-configuration"
    found = _json("GET", address, rules=rules)
    if found.get("issuer") != client.issuer:
        raise NotSignedIn("The sign-on calls itself by another name than OPENID_ISSUER.")
    return found


def _exchanged(
    client: Client,
    found: Mapping[str, Any],
    code: str,
    attempt: Attempt,
    redirect_uri: str,
    rules: Rules,
) -> dict[str, Any]:
    """The code for an identity (RFC 6749, 4.1.3)."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": attempt.verifier,
    }
    headers = dict(FORM)
    ways = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if "client_secret_basic" in ways:
        # RFC 6749, 2.3.1: encoded as in a form before they are joined.
        both = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret)}"
        headers["Authorization"] = f"Basic {base64.b64encode(both.encode()).decode()}"
    else:
        form |= {"client_id": client.client_id, "client_secret": client.client_secret}
    address = _endpoint(found, "token_endpoint", rules)
    return _json("POST", address, rules=rules, body=urlencode(form).encode(), headers=headers)


def _verified(client: Client, found: Mapping[str, Any], token: str, rules: Rules) -> dict[str, Any]:
    """The claims of an identity token (OpenID Connect Core 1.0, 3.1.3.7)."""
    keys = _json("GET", _endpoint(found, "jwks_uri", rules), rules=rules)
    try:
        known = jwt.PyJWKSet.from_dict(keys).keys
        named = jwt.get_unverified_header(token).get("kid")
        fitting = [key for key in known if key.key_id == named or named is None]
        if len(fitting) != 1:
            raise NotSignedIn("The identity is signed with a key the sign-on does not show.")
        claims: dict[str, Any] = jwt.decode(
            token,
            fitting[0],
            algorithms=list(ALGORITHMS),
            audience=client.client_id,
            issuer=client.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "sub", "aud", "iss"]},
        )
    except jwt.PyJWTError as error:
        raise NotSignedIn(f"The identity is not valid: {error}") from error
    if claims.get("azp", client.client_id) != client.client_id:
        raise NotSignedIn("The identity was made for another site.")
    return claims


def _told(
    found: Mapping[str, Any], access: str, claims: Mapping[str, Any], rules: Rules
) -> dict[str, Any]:
    """What the sign-on tells of the person beside the token (OpenID Connect Core 1.0, 5.3)."""
    headers = {"Authorization": f"Bearer {access}"}
    address = _endpoint(found, "userinfo_endpoint", rules)
    told = _json("GET", address, rules=rules, headers=headers)
    if told.get("sub") != claims["sub"]:
        raise NotSignedIn("The sign-on told of another person.")
    return {name: told[name] for name in ("email", "email_verified") if name in told}


def _endpoint(found: Mapping[str, Any], name: str, rules: Rules) -> str:
    address = found.get(name)
    schemes = tuple(f"{scheme}://" for scheme in rules.schemes())
    if not isinstance(address, str) or not address.startswith(schemes):
        raise NotSignedIn(f"The sign-on says no usable {name}.")
    return address


def _json(
    method: str,
    address: str,
    *,
    rules: Rules,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    headers = {"Accept": "application/json", **(headers or {})}
    try:
        answer = requests.send(method, address, body=body, headers=headers, rules=rules)
    except (requests.Refused, requests.Failed, ValueError) as failure:
        raise NotSignedIn(f"{address}: {failure}") from failure
    if answer.status != 200:
        raise NotSignedIn(f"{address} answered {answer.status}.")
    try:
        found = json.loads(answer.body)
    except ValueError as error:
        raise NotSignedIn(f"{address} answered no JSON.") from error
    if not isinstance(found, dict):
        raise NotSignedIn(f"{address} answered no JSON object.")
    return found
