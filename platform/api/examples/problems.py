"""Problem documents."""

from typing import Any

from api.examples.articles import DOCUMENT

__all__ = ["GONE", "INVALID", "TOO_MANY", "UNAUTHORISED"]

INVALID: dict[str, Any] = {
    "type": "https://review.example/api/v1/docs/#invalid-parameters",
    "title": "Bad Request",
    "status": 400,
    "detail": "These parameters can't be understood: ordering. See “errors”.",
    "instance": "/api/v1/articles/",
    "errors": [
        {
            "parameter": "ordering",
            "detail": "It must be one of -first_published, first_published, -modified, modified.",
            "allowed": ["-first_published", "first_published", "-modified", "modified"],
        }
    ],
}
GONE: dict[str, Any] = {
    "type": "https://review.example/api/v1/docs/#gone",
    "title": "Gone",
    "status": 410,
    "detail": "This article was withdrawn.",
    "instance": "/api/v1/articles/a-ferry-is-a-policy/",
    "notice": "It was published by mistake.",
    "article": {
        "id": DOCUMENT.article,
        "slug": DOCUMENT.slug,
        "title": DOCUMENT.title,
        "byline": ["Lotte Verhaegen"],
        "first_published": "2026-03-02T08:00:00Z",
        "doi": "10.5555/abc123",
        "notices": [
            {
                "number": 3,
                "kind": "withdrawal",
                "note": "It was published by mistake.",
                "at": "2026-04-01T12:00:00Z",
            }
        ],
    },
}
UNAUTHORISED: dict[str, Any] = {
    "type": "about:blank",
    "title": "Unauthorized",
    "status": 401,
    "detail": (
        "This key is not valid. Send a valid one as “Authorization: Bearer mh_…”, or none at all."
    ),
    "instance": "/api/v1/articles/",
}
TOO_MANY: dict[str, Any] = {
    "type": "about:blank",
    "title": "Too Many Requests",
    "status": 429,
    "detail": "Too many requests: 600 a minute are yours. Ask again in 24 seconds.",
    "instance": "/api/v1/articles/",
}
