"""Sections, topics, regions, issues."""

from typing import Any

from api.examples.articles import SITE

__all__ = [
    "ISSUE",
    "ISSUE_LIST",
    "REGION",
    "REGION_LIST",
    "SECTION",
    "SECTION_LIST",
    "TOPIC",
    "TOPIC_LIST",
]

API = "https://review.example/api/v1/"


def _page(entry: dict[str, Any]) -> dict[str, Any]:
    return {"next": None, "previous": None, "results": [entry]}


def _links(kind: str, slug: str, page: str, *, feeds: bool = True) -> dict[str, Any]:
    links: dict[str, Any] = {
        "self": f"{API}{kind}s/{slug}/",
        "page": page,
        "articles": f"{API}articles/?{kind}={slug}",
    }
    if feeds:
        links["feeds"] = {form: f"{page}feed.{form}" for form in ("rss", "atom", "json")}
    return links


def _reference(kind: str, slug: str, name: str, page: str) -> dict[str, Any]:
    return {"slug": slug, "name": name, "links": {"self": f"{API}{kind}s/{slug}/", "page": page}}


SECTION: dict[str, Any] = {
    "slug": "commentary",
    "links": _links("section", "commentary", SITE.section("commentary")),
    "name": "Commentary",
    "description": "One thought, argued to its end.",
    "article_type": "article-commentary",
}
SECTION_LIST = _page(SECTION)

_TRADE = _reference("topic", "trade", "Trade", SITE.topic("trade"))
_TOPIC: dict[str, Any] = {
    "slug": "maritime-trade",
    "links": _links("topic", "maritime-trade", SITE.topic("maritime-trade")),
    "name": "Maritime trade",
    "description": "Ships, quays and who pays for them.",
    "parent": _TRADE,
}
TOPIC_LIST = _page(_TOPIC)
TOPIC: dict[str, Any] = {
    **_TOPIC,
    "ancestors": [_TRADE],
    "children": [_reference("topic", "ferries", "Ferries", SITE.topic("ferries"))],
}

_ASIA = _reference("region", "eastern-asia", "Eastern Asia", SITE.region("eastern-asia"))
_REGION: dict[str, Any] = {
    "slug": "south-korea",
    "links": _links("region", "south-korea", SITE.region("south-korea")),
    "name": "South Korea",
    "code": "KR",
    "parent": _ASIA,
}
REGION_LIST = _page(_REGION)
REGION: dict[str, Any] = {**_REGION, "ancestors": [_ASIA], "children": []}

ISSUE: dict[str, Any] = {
    "slug": "3-2",
    "links": _links("issue", "3-2", SITE.issue("3-2"), feeds=False),
    "volume": "3",
    "number": "2",
    "title": "",
    "special": False,
    "published_on": "2026-03-01",
    "description": "",
}
ISSUE_LIST = _page(ISSUE)
