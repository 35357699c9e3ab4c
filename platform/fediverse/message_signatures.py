"""HTTP message signatures (RFC 9421), as newer servers of the fediverse write them.

Of that standard the part that is used among them: one signature, RSA PKCS#1 v1.5 with SHA-256, over
whole fields and the derived components that name a request. Pure: no database, no network.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from fediverse.signatures import LONGEST_HEADER, LONGEST_SIGNED, TOLERANCE, Claim, Unsigned

__all__ = ["content_digest", "read"]

ALGORITHMS = frozenset({"rsa-v1_5-sha256", ""})

_PARAMETERS = r'(?:;[a-z]+=(?:"[^"\\]*"|[0-9]{1,12}))*'
_INPUT = re.compile(
    rf'(?P<label>[a-z][a-z0-9_-]*)=(?P<value>\((?P<names>"[a-z0-9@-]+"(?: "[a-z0-9@-]+")*)\)'
    rf"(?P<parameters>{_PARAMETERS}))"
)
_PARAMETER = re.compile(r';([a-z]+)=(?:"([^"\\]*)"|([0-9]{1,12}))')
_BYTES = re.compile(r"([a-z][a-z0-9_-]*)=:([A-Za-z0-9+/]+={0,2}):")


def content_digest(body: bytes) -> str:
    """The ``Content-Digest`` field (RFC 9530, section 2)."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def read(method: str, uri: str, headers: Mapping[str, str], body: bytes, *, now: datetime) -> Claim:
    """What a request with a body claims. ``uri`` is its whole address; header names in lower case.

    Its time and digest are checked, and that the signature covers method, address and digest.
    Raises ``Unsigned``.
    """
    given = _INPUT.fullmatch(headers.get("signature-input", "")[:LONGEST_HEADER])
    signature = _BYTES.fullmatch(headers.get("signature", "")[:LONGEST_HEADER])
    if given is None or signature is None or signature[1] != given["label"]:
        raise Unsigned("signature")
    covered = [name.strip('"') for name in given["names"].split(" ")]
    _check_covered(covered)
    parameters = _parameters(given["parameters"])
    _check_time(parameters, now)
    if parameters.get("alg", "") not in ALGORITHMS:
        raise Unsigned("algorithm")
    if not parameters.get("keyid"):
        raise Unsigned("keyId")
    digest = headers.get("content-digest", "")
    if not hmac.compare_digest(digest.encode(), content_digest(body).encode()):
        raise Unsigned("digest")
    values = {**headers, **_derived(method, uri)}
    return Claim(parameters["keyid"], _base(covered, values, given["value"]), signature[2])


def _check_covered(covered: list[str]) -> None:
    """So that it is good for this request only (section 3.2.1)."""
    named = set(covered)
    whole = "@target-uri" in named or named >= {"@authority", "@path"}
    if len(named) != len(covered) or not whole or not named >= {"@method", "content-digest"}:
        raise Unsigned("headers")


def _parameters(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words, number in _PARAMETER.findall(text):
        if name in found:
            raise Unsigned("signature")
        found[name] = words or number
    return found


def _check_time(parameters: dict[str, str], now: datetime) -> None:
    try:
        created = datetime.fromtimestamp(int(parameters["created"]), UTC)
        expires = parameters.get("expires")
        over = expires is not None and datetime.fromtimestamp(int(expires), UTC) < now
    except (KeyError, ValueError, OverflowError, OSError):
        raise Unsigned("date") from None
    if over or abs(now - created) > TOLERANCE:
        raise Unsigned("date")


def _derived(method: str, uri: str) -> dict[str, str]:
    """The components of section 2.2 that may be covered here."""
    parts = urlsplit(uri)
    return {
        "@method": method.upper(),
        "@target-uri": uri,
        "@scheme": parts.scheme,
        "@authority": parts.netloc.lower(),
        "@path": parts.path or "/",
        "@query": f"?{parts.query}",
    }


def _base(covered: list[str], values: Mapping[str, str], parameters: str) -> str:
    """The signature base (section 2.5)."""
    try:
        lines = [f'"{name}": {values[name].strip()}' for name in covered]
    except KeyError:
        raise Unsigned("headers") from None
    base = "\n".join([*lines, f'"@signature-params": {parameters}'])
    if len(base) > LONGEST_SIGNED or "\0" in base:
        raise Unsigned("headers")
    return base
