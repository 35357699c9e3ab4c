"""Sections, topics and regions: the articles under one term, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from publication.models import Region, Section, Topic
from reader import answers, cards
from reader.answers import reading
from reader.company import named_with, people_with
from reader.former import elsewhere
from reader.indexes import described, values
from reader.paging import place
from reader.serial import serial
from reader.shelves import those_naming
from reader.tallies import tally
from record.listings import public

__all__ = ["region", "section", "topic"]

Node = TypeVar("Node", Topic, Region)

WRITERS = 12  # named on the page of a term
RELATED = 8


@reading
def section(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The articles of a section: four queries, as the head of the page names every section."""
    begin, head = place(request), serial()
    found = next((each for each in head.sections if each.slug == slug), None)
    if found is None:
        return elsewhere(request, public(Section), slug, route="section")
    page = those_naming(found, begin)
    return answers.page(
        request,
        "reader/section.html",
        lambda: {"section": found, "page": page, "cards": cards.cards(page.rows)},
        serial=head,
        stamp=(found.name, found.description, cards.stamp(page)),
    )


@reading
def topic(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The articles on a topic, with the wider, narrower and related topics."""
    return _term(request, Topic, slug)


@reading
def region(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The articles on a region, with the wider, narrower and related regions."""
    return _term(request, Region, slug)


def _term(request: HttpRequest, model: type[Node], slug: str) -> HttpResponse:
    """Eight queries: the whole tree is one of them, as it is small and holds the term's family."""
    begin, nodes = place(request), list(public(model))
    found = next((each for each in nodes if each.slug == slug), None)
    if found is None:
        return elsewhere(request, public(model), slug, route=str(model._meta.model_name))
    wider, narrower = wider_than(found, nodes), narrower_than(found, nodes)
    near = named_with(found, model, "name", "slug", number=RELATED)
    related = [each for each, _ in near if each not in wider + narrower]
    writers, number = people_with(found, number=WRITERS), tally(model).get(found.pk, 0)
    page = those_naming(found, begin)
    return answers.page(
        request,
        "reader/term.html",
        lambda: {
            "kind": model._meta.model_name,
            "term": found,
            "description": described(found),
            "wider": wider[0] if wider else None,
            "narrower": narrower,
            "related": related,
            "writers": writers,
            "number": number,
            "page": page,
            "cards": cards.cards(page.rows),
        },
        serial=serial(),
        stamp=(
            [values(nodes) for nodes in ([found], wider, narrower)],
            [(each.slug, each.name) for each in related],
            (writers, number, cards.stamp(page)),
        ),
    )


def wider_than(node: Node, nodes: Sequence[Node]) -> list[Node]:
    """The term above this one, if it is among these."""
    return [each for each in nodes if each.pk == node.parent_id]


def narrower_than(node: Node, nodes: Sequence[Node]) -> list[Node]:
    """The terms of these that stand right below this one."""
    return [each for each in nodes if each.parent_id == node.pk]
