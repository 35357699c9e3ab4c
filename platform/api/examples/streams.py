"""The stream of changes and a search."""

from typing import Any

from api.examples.articles import CARD, DOCUMENT, SITE
from record.changes import Place, token
from renderings.change_json import Happening, change

__all__ = ["CHANGES", "SEARCH"]

CHANGES: dict[str, Any] = {
    "next": token(Place(8, 8)),
    "more": False,
    "links": {"next": f"https://review.example/api/v1/changes/?since={token(Place(8, 8))}"},
    "results": [
        change(
            Happening(
                "corrected",
                "2026-03-09T08:00:00Z",
                DOCUMENT.article,
                2,
                "a-ferry-is-a-policy",
                "public",
            ),
            CARD,
            SITE,
            token=token(Place(7, 7)),
        ),
        change(
            Happening(
                "withdrawn",
                "2026-04-01T12:00:00Z",
                "0d3f7a52-1c64-4a8e-b1f7-2f9c4f0e6a10",
                3,
                "three-quays",
                "withdrawn",
            ),
            None,
            SITE,
            token=token(Place(8, 8)),
        ),
    ],
}
SEARCH: dict[str, Any] = {
    "next": None,
    "query": "ferry policy",
    "total": 1,
    "exact": True,
    "suggestion": "",
    "facets": {
        "section": [{"value": "commentary", "name": "Commentary", "count": 1, "chosen": False}],
        "year": [{"value": "2026", "name": "2026", "count": 1, "chosen": False}],
    },
    "results": [
        {
            **CARD,
            "score": 7.25,
            "snippet_html": "Whoever waits for a <mark>ferry</mark> is governed.",
        }
    ],
}
