"""IndexNow (indexnow.org/documentation): search engines are told which pages changed.

A key proves that the site itself tells it: the same key stands in a file at the site's root.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import urlsplit

from feeds.announcing import Rejected
from outgoing.requests import send
from outgoing.rules import Rules

__all__ = ["AT_ONCE", "ENDPOINT", "tell"]

ENDPOINT = "https://api.indexnow.org/indexnow"
AT_ONCE = 500  # pages in a request; the protocol allows 10,000


def tell(
    pages: Sequence[str],
    *,
    key: str,
    site: str,
    rules: Rules,
    endpoint: str = ENDPOINT,
) -> None:
    """Tell of changed pages of that site. Raises ``Rejected``, ``Refused`` or ``Failed``."""
    told = {
        "host": urlsplit(site).netloc,
        "key": key,
        "keyLocation": f"{site.rstrip('/')}/{key}.txt",
        "urlList": list(pages),
    }
    answer = send(
        "POST",
        endpoint,
        body=json.dumps(told).encode(),
        headers={"Content-Type": "application/json; charset=utf-8"},
        rules=rules,
    )
    # 202: the key is yet to be looked at.
    if answer.status not in (200, 202):
        raise Rejected(answer.status)
