"""Every topic and every region there is something to read on: as trees, the regions as a picture of
the world, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from publication.models import Region, Topic
from publication.trees import in_tree_order
from reader import answers
from reader.answers import reading
from reader.serial import serial
from reader.tallies import tally
from reader.tiles import Tile, legend, picture, shade
from record.listings import public

__all__ = ["described", "regions", "topics", "values"]


@reading
def topics(request: HttpRequest) -> HttpResponseBase:
    """Every topic there is something to read on, as a tree: five queries, and one more after
    each publication."""
    nodes, numbers = list(public(Topic)), tally(Topic)
    return answers.page(
        request,
        "reader/topics.html",
        lambda: {"tree": nested(nodes, numbers)},
        serial=serial(),
        stamp=(values(nodes), numbers),
    )


@reading
def regions(request: HttpRequest) -> HttpResponseBase:
    """Every region there is something to read on, as a picture and as a tree: five queries, and
    one more after each publication."""
    nodes, numbers = list(public(Region)), tally(Region)
    return answers.page(
        request,
        "reader/regions.html",
        lambda: {"tree": nested(nodes, numbers), **tiled(nodes, numbers)},
        serial=serial(),
        stamp=(values(nodes), numbers),
    )


def values(nodes: Sequence[Topic | Region]) -> list[tuple[object, ...]]:
    """Equal for terms that look equal."""
    return [(each.pk, each.parent_id, each.slug, each.name, described(each)) for each in nodes]


def described(node: Topic | Region) -> str:
    """A topic's description; of a region its name says enough."""
    return node.description if isinstance(node, Topic) else ""


def nested(
    nodes: Sequence[Topic] | Sequence[Region], numbers: Mapping[int, int]
) -> list[dict[str, Any]]:
    """The tree as ``{"node": …, "articles": …, "children": […]}``."""
    top: list[dict[str, Any]] = []
    levels = [top]
    for depth, node in in_tree_order(nodes):
        children: list[dict[str, Any]] = []
        del levels[depth + 1 :]
        levels[depth].append(
            {"node": node, "articles": numbers.get(node.pk, 0), "children": children}
        )
        levels.append(children)
    return top


def tiled(nodes: Sequence[Region], numbers: Mapping[int, int]) -> dict[str, Any]:
    """The picture of the world: its parts, what lies in no single one, and what shades mean."""
    most = max((numbers.get(node.pk, 0) for node in nodes), default=0)
    tiles = [
        Tile(node.slug, node.name, node.code, count, shade(count, most))
        for node in nodes
        if (count := numbers.get(node.pk, 0))
    ]
    parts, elsewhere = picture(tiles)
    return {"parts": parts, "elsewhere": elsewhere, "legend": legend(most)}
