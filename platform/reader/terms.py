"""Sections, topics and regions: the indexes of the trees, and the articles under one term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from editing.slugs import current_object
from publication.models import Region, Section, Topic
from publication.trees import in_tree_order
from reader import answers, cards
from reader.answers import moved, reading
from reader.errors import not_found
from reader.paging import place
from reader.serial import serial
from reader.shelves import those_naming
from record.listings import public

__all__ = ["region", "regions", "section", "topic", "topics"]

Node = TypeVar("Node", Topic, Region)


@reading
def section(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The articles of a section: three queries, as the head of the page names every section."""
    begin, head = place(request), serial()
    found = next((each for each in head.sections if each.slug == slug), None)
    if found is None:
        return _elsewhere(request, Section, slug, head.sections)
    page = those_naming(found, begin)
    return answers.page(
        request,
        "reader/section.html",
        lambda: {"section": found, "page": page, "cards": cards.cards(page.rows)},
        serial=head,
        stamp=(found.name, found.description, cards.stamp(page)),
    )


@reading
def topics(request: HttpRequest) -> HttpResponseBase:
    """Every topic there is something to read on, as a tree."""
    return _index(request, Topic, "topics")


@reading
def topic(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The articles on a topic, with the wider and narrower topics."""
    return _term(request, Topic, slug, "topic")


@reading
def regions(request: HttpRequest) -> HttpResponseBase:
    """Every region there is something to read on, as a tree."""
    return _index(request, Region, "regions")


@reading
def region(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The articles on a region, with the wider and narrower regions."""
    return _term(request, Region, slug, "region")


def _index(request: HttpRequest, model: type[Node], name: str) -> HttpResponse:
    nodes = list(public(model))
    return answers.page(
        request,
        "reader/terms.html",
        lambda: {"kind": name, "tree": nested(nodes)},
        serial=serial(),
        stamp=_values(nodes),
    )


def _term(request: HttpRequest, model: type[Node], slug: str, name: str) -> HttpResponse:
    """Four queries: the whole tree is one of them, as it is small and holds the term's family."""
    begin, nodes = place(request), list(public(model))
    found = next((each for each in nodes if each.slug == slug), None)
    if found is None:
        return _elsewhere(request, model, slug, nodes)
    wider, narrower = family(found, nodes)
    page = those_naming(found, begin)
    return answers.page(
        request,
        "reader/term.html",
        lambda: {
            "kind": name,
            "term": found,
            "description": described(found),
            "wider": wider[0] if wider else None,
            "narrower": narrower,
            "page": page,
            "cards": cards.cards(page.rows),
        },
        serial=serial(),
        stamp=(_values([found]), _values(wider), _values(narrower), cards.stamp(page)),
    )


def _elsewhere(
    request: HttpRequest,
    model: type[Section | Topic | Region],
    slug: str,
    known: Sequence[Section | Topic | Region],
) -> HttpResponse:
    """A redirect if the slug is a former one of something public; else it was never here."""
    present = current_object(model, slug)
    if present is None or present.pk not in {each.pk for each in known}:
        return not_found(request)
    name = model._meta.model_name
    return moved(reverse(f"reader:{name}", args=[present.slug]))


def _values(nodes: Sequence[Topic | Region]) -> list[tuple[object, ...]]:
    return [(each.pk, each.parent_id, each.slug, each.name, described(each)) for each in nodes]


def described(node: Topic | Region) -> str:
    """A topic's description; of a region its name says enough."""
    return node.description if isinstance(node, Topic) else ""


def family(node: Node, nodes: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """The wider term, if it is among these, and the narrower ones."""
    wider = [each for each in nodes if each.pk == node.parent_id]
    return wider, [each for each in nodes if each.parent_id == node.pk]


def nested(nodes: list[Node]) -> list[dict[str, object]]:
    """The tree as ``{"node": …, "children": […]}``."""
    top: list[dict[str, object]] = []
    levels = [top]
    for depth, node in in_tree_order(nodes):
        children: list[dict[str, object]] = []
        del levels[depth + 1 :]
        levels[depth].append({"node": node, "children": children})
        levels.append(children)
    return top
