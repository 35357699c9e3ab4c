"""Walks through the trees of topics and regions, each with one query."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from publication.models import TreeNode

__all__ = ["descendants", "in_tree_order"]

Node = TypeVar("Node", bound=TreeNode)


def in_tree_order(nodes: Iterable[Node]) -> list[tuple[int, Node]]:
    """Every node with its depth (0 at the top), children after their parent, by name.

    A node whose parent is not among them stands at the top.
    """
    nodes = list(nodes)
    present = {node.pk for node in nodes}
    children: dict[int | None, list[Node]] = defaultdict(list)
    for node in nodes:
        children[node.parent_id if node.parent_id in present else None].append(node)
    ordered: list[tuple[int, Node]] = []
    waiting = [(0, node) for node in by_name_reversed(children[None])]
    while waiting:
        depth, node = waiting.pop()
        ordered.append((depth, node))
        waiting.extend((depth + 1, child) for child in by_name_reversed(children[node.pk]))
    return ordered


def by_name_reversed(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: str(node).casefold(), reverse=True)


def descendants(node: TreeNode) -> set[int]:
    """The primary keys of everything below a node, itself included."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for other in type(node)._base_manager.all():
        children[other.parent_id].append(other.pk)
    found: set[int] = set()
    waiting = [node.pk]
    while waiting:
        pk = waiting.pop()
        if pk not in found:
            found.add(pk)
            waiting.extend(children[pk])
    return found
