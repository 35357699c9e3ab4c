"""WebSub (W3C Recommendation, 23 January 2018): a hub is told which feeds changed.

How a publisher tells its hub is left open there (section 5); all hubs understand the request of
PubSubHubbub 0.4, section 7.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from feeds.announcing import Rejected
from outgoing.requests import send
from outgoing.rules import Rules

__all__ = ["AT_ONCE", "tell"]

AT_ONCE = 1  # feed in a request: many hubs read no more than one


def tell(hub: str, feeds: Sequence[str], *, rules: Rules) -> None:
    """Tell the hub at that address of changed feeds.

    Raises ``Rejected``, ``Refused`` or ``Failed``.
    """
    # Half of the hubs look for the one, half for the other.
    fields = [("hub.mode", "publish")]
    fields += [(name, feed) for feed in feeds for name in ("hub.url", "hub.topic")]
    answer = send(
        "POST",
        hub,
        body=urlencode(fields).encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        rules=rules,
    )
    if not 200 <= answer.status < 300:
        raise Rejected(answer.status)
