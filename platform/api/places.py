"""Where articles appear and what they are about, as JSON: sections, topics, regions, issues.

Of rows of the directory that something readable names; what is told of them stands on their pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.site import addresses
from publication.models import Issue, Region, Section, Topic
from renderings.article_json import api_address

__all__ = ["FEEDS", "family", "issue", "reference", "section", "term"]

FEEDS = ("rss", "atom", "json")
PAGES = {"section": "sections", "topic": "topics", "region": "regions", "issue": "issues"}

Entry = Section | Topic | Region | Issue


def section(row: Section) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "links": _links(row, feeds=True),
        "name": row.name,
        "description": row.description,
        "article_type": row.article_type,
    }


def issue(row: Issue) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "links": _links(row, feeds=False),
        "volume": row.volume,
        "number": row.number,
        "title": row.title,
        "special": row.special,
        "published_on": row.published_on.isoformat() if row.published_on else None,
        "description": row.description,
    }


def term(row: Topic | Region, wider: Mapping[int, Topic | Region]) -> dict[str, Any]:
    """A topic or region. ``wider`` are the readable ones it may lie in, by key."""
    parent = wider.get(row.parent_id) if row.parent_id else None
    told = {"slug": row.slug, "links": _links(row, feeds=True), "name": row.name}
    if isinstance(row, Topic):
        told["description"] = row.description
    else:
        told["code"] = row.code
    return {**told, "parent": reference(parent) if parent else None}


def family(row: Topic | Region, tree: Iterable[Topic | Region]) -> dict[str, Any]:
    """The term with those above it, from the top down, and those right below it, by name.
    ``tree`` holds every readable one."""
    nodes = {node.pk: node for node in tree}
    above: list[Topic | Region] = []
    node = nodes.get(row.parent_id) if row.parent_id else None
    while node is not None and node not in above:  # a circle ends the walk
        above.append(node)
        node = nodes.get(node.parent_id) if node.parent_id else None
    below = sorted(
        (node for node in nodes.values() if node.parent_id == row.pk),
        key=lambda node: node.name.casefold(),
    )
    return {
        **term(row, nodes),
        "ancestors": [reference(node) for node in reversed(above)],
        "children": [reference(node) for node in below],
    }


def reference(row: Topic | Region) -> dict[str, Any]:
    """A term named by another one."""
    links = _links(row, feeds=False)
    return {
        "slug": row.slug,
        "name": row.name,
        "links": {"self": links["self"], "page": links["page"]},
    }


def _links(row: Entry, *, feeds: bool) -> dict[str, Any]:
    kind = str(row._meta.model_name)
    page = getattr(addresses(), kind)(row.slug)
    links = {
        "self": api_address(addresses(), PAGES[kind], row.slug),
        "page": page,
        "articles": f"{api_address(addresses(), 'articles')}?{kind}={row.slug}",
    }
    if feeds:
        links["feeds"] = {form: f"{page}feed.{form}" for form in FEEDS}
    return links
