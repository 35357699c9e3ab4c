"""What other servers send, read with suspicion: JSON of bounded depth, plain names, plain types.

JSON-LD allows the same thing to be said in countless ways; nothing is expanded here, no context is
looked at, still less fetched. Who writes otherwise than servers of the fediverse do is not
understood, and that is safe: what is not understood is not done. Pure: no database, no network.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

__all__ = ["Malformed", "Request", "Stranger", "host_of", "parse", "request_in", "stranger_in"]

DEEPEST = 32  # levels of lists and objects
LONGEST_ADDRESS = 500  # characters
LONGEST_HOST = 255
ACTOR_TYPES = frozenset({"Application", "Group", "Organization", "Person", "Service"})

# RFC 3986 in ASCII, with a host and without user information.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+(?:[/?#][!-~]*)?")


class Malformed(ValueError):
    """No JSON object of a sane shape."""


@dataclass(frozen=True, slots=True)
class Request:
    """What an activity asks of us: ``wish`` is ``follow``, ``unfollow``, ``vanish`` or ``""``.

    ``""`` is everything we have nothing to do with. ``follow`` is the id of the request to follow
    that is made or taken back; ``""`` if it is not named by an id.
    """

    actor: str
    wish: str
    follow: str


@dataclass(frozen=True, slots=True)
class Stranger:
    """What an actor's own document says. ``shared_inbox`` is ``""`` if its server has none."""

    actor: str
    inbox: str
    shared_inbox: str
    key_id: str
    public_key: str


def parse(body: bytes) -> dict[str, Any]:
    """The object in a JSON text. Raises ``Malformed``."""
    try:
        value = json.loads(body, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as fault:
        raise Malformed("no JSON") from fault
    if not isinstance(value, dict) or _deeper(value, DEEPEST):
        raise Malformed("no object, or too deep")
    return value


def request_in(activity: dict[str, Any], *, ours: str) -> Request:
    """What an activity asks. ``ours`` is our actor. Raises ``Malformed`` if it names no actor."""
    actor = _address(_named(activity.get("actor")))
    if not actor:
        raise Malformed("actor")
    about = activity.get("object")
    match activity.get("type"):
        case "Follow" if _named(about) == ours:
            return Request(actor, "follow", _address(activity.get("id")))
        case "Undo" if isinstance(about, str) and host_of(about) == host_of(actor):
            # Perhaps something else than a follow: its id is compared with what is known.
            return Request(actor, "unfollow", _address(about))
        case "Undo" if _is_follow(about, actor, ours):
            return Request(actor, "unfollow", "")
        case "Delete" if _named(about) == actor:
            return Request(actor, "vanish", "")
    return Request(actor, "", "")


def stranger_in(document: dict[str, Any], *, actor: str, key_id: str) -> Stranger | None:
    """The actor of that address, if the document is its own and has the key of that name.

    Its inboxes and its key must be at the actor's own host: nobody is made to receive what
    somebody else ordered.
    """
    key = _key(document.get("publicKey"), key_id)
    inbox = _address(document.get("inbox"))
    if (
        document.get("id") != actor
        or document.get("type") not in ACTOR_TYPES
        or key is None
        or _named(key.get("owner")) != actor
        or not isinstance(key.get("publicKeyPem"), str)
        or not host_of(inbox)
        or host_of(inbox) != host_of(actor)
    ):
        return None
    endpoints = document.get("endpoints")
    shared = _address(endpoints.get("sharedInbox")) if isinstance(endpoints, dict) else ""
    if host_of(shared) != host_of(actor):
        shared = ""
    return Stranger(actor, inbox, shared, key_id, key["publicKeyPem"])


def host_of(address: str) -> str:
    """Scheme, host and port, in lower case, as one text; ``""`` if the address is none."""
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that are no address
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower() if len(parts.netloc) <= LONGEST_HOST else ""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two members of one name mean two things to two readers."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _deeper(value: Any, most: int) -> bool:
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > most + 1:
            return True
        level = [inner for each in level for inner in _inner(each)]
    return False


def _inner(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _named(value: Any) -> str:
    """The id of something given by its id or as an object; ``""`` for anything else."""
    if isinstance(value, dict):
        value = value.get("id")
    return value if isinstance(value, str) else ""


def _address(value: Any) -> str:
    return value if isinstance(value, str) and host_of(value) else ""


def _is_follow(about: Any, actor: str, ours: str) -> bool:
    """Whether this is that actor's own request to follow us."""
    return (
        isinstance(about, dict)
        and about.get("type") == "Follow"
        and _named(about.get("object")) == ours
        and _named(about.get("actor")) in ("", actor)
    )


def _key(value: Any, key_id: str) -> dict[str, Any] | None:
    keys = value if isinstance(value, list) else [value]
    return next((k for k in keys if isinstance(k, dict) and k.get("id") == key_id), None)
