"""HTTP signatures as the fediverse writes them (draft-cavage-http-signatures-12), RSA and SHA-256.

Pure: no database, no network. ``read`` says what a request claims and checks all that the request
alone can show; ``verify`` checks the signature itself, for which its sender's key is needed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

__all__ = ["Claim", "Unsigned", "digest", "public_key", "read", "signed_headers", "verify"]

TOLERANCE = timedelta(hours=1)  # between their clock and ours, either way
# What a signature must cover, so that it is good for this request only.
COVERED = frozenset({"(request-target)", "host", "date", "digest"})
ALGORITHMS = frozenset({"rsa-sha256", "hs2019", ""})
LEAST_BITS, MOST_BITS = 2048, 8192
LONGEST_HEADER = 4_000  # characters
LONGEST_SIGNED = 8_000

_PARAMETER = re.compile(r'\s*([A-Za-z]+)=(?:"([^"\\]*)"|([0-9]+))\s*')


class Unsigned(Exception):
    """The request has no signature that could be valid; the text says what is wrong, in a word."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who claims to have signed what. ``signed`` is the text, ``signature`` in Base64."""

    key_id: str
    signed: str
    signature: str


def digest(body: bytes) -> str:
    """The ``Digest`` header (RFC 3230, with SHA-256 of RFC 5843)."""
    return f"SHA-256={base64.b64encode(hashlib.sha256(body).digest()).decode()}"


def signed_headers(
    method: str,
    target: str,
    host: str,
    *,
    body: bytes | None,
    key_id: str,
    key: RSAPrivateKey,
    now: datetime,
) -> dict[str, str]:
    """``Date``, ``Digest`` (with a body) and ``Signature`` of a request to ``target`` at ``host``.

    ``target`` is the path with its query, ``host`` the value of the ``Host`` header.
    """
    headers = {"Date": format_datetime(now.astimezone(UTC), usegmt=True)}
    if body is not None:
        headers["Digest"] = digest(body)
    named = {"(request-target)": f"{method.lower()} {target}", "host": host}
    named |= {name.lower(): value for name, value in headers.items()}
    text = "\n".join(f"{name}: {value}" for name, value in named.items())
    signature = base64.b64encode(key.sign(text.encode(), PKCS1v15(), hashes.SHA256())).decode()
    headers["Signature"] = (
        f'keyId="{key_id}",algorithm="rsa-sha256",headers="{" ".join(named)}",'
        f'signature="{signature}"'
    )
    return headers


def read(
    method: str, target: str, headers: Mapping[str, str], body: bytes, *, now: datetime
) -> Claim:
    """What a request with a body claims. Header names are in lower case. Raises ``Unsigned``.

    Its date and digest are checked, and that the signature covers them, the host and the target.
    """
    parameters = _parameters(headers.get("signature", ""))
    covered = parameters.get("headers", "date").split(" ")
    if len(set(covered)) != len(covered) or not set(covered) >= COVERED:
        raise Unsigned("headers")
    if parameters.get("algorithm", "").lower() not in ALGORITHMS:
        raise Unsigned("algorithm")
    _check_date(headers.get("date", ""), now)
    _check_digest(headers.get("digest", ""), body)
    signature, key_id = parameters.get("signature", ""), parameters.get("keyId", "")
    if not _decoded(signature) or not key_id:
        raise Unsigned("signature")
    values = {**headers, "(request-target)": f"{method.lower()} {target}"}
    try:
        signed = "\n".join(f"{name}: {values[name].strip()}" for name in covered)
    except KeyError:
        raise Unsigned("headers") from None
    if len(signed) > LONGEST_SIGNED or "\0" in signed:
        raise Unsigned("headers")
    return Claim(key_id, signed, signature)


def verify(signed: str, signature: str, key: RSAPublicKey) -> bool:
    """Whether the text was signed with that key's other half."""
    try:
        key.verify(_decoded(signature), signed.encode("latin-1"), PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, UnicodeEncodeError):
        return False
    return True


def public_key(pem: str) -> RSAPublicKey | None:
    """An RSA key of a sound length in PEM; ``None`` for anything else."""
    try:
        key = serialization.load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm):
        return None
    if not isinstance(key, RSAPublicKey) or not LEAST_BITS <= key.key_size <= MOST_BITS:
        return None
    return key


def _parameters(header: str) -> dict[str, str]:
    """``name="text"`` and ``name=number`` with commas between, each name once (section 2.1)."""
    if not header or len(header) > LONGEST_HEADER:
        raise Unsigned("signature")
    found: dict[str, str] = {}
    place = 0
    while place < len(header):
        match = _PARAMETER.match(header, place)
        if match is None or match[1] in found:
            raise Unsigned("signature")
        found[match[1]] = match[2] if match[2] is not None else match[3]
        place = match.end()
        if place < len(header):
            if header[place] != ",":
                raise Unsigned("signature")
            place += 1
    return found


def _check_date(text: str, now: datetime) -> None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        raise Unsigned("date") from None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    if abs(now - at) > TOLERANCE:
        raise Unsigned("date")


def _check_digest(header: str, body: bytes) -> None:
    wanted = digest(body).partition("=")[2]
    found = [
        value
        for name, _, value in (part.strip().partition("=") for part in header.split(","))
        if name.upper() == "SHA-256"
    ]
    if not found or not all(hmac.compare_digest(v.encode(), wanted.encode()) for v in found):
        raise Unsigned("digest")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
