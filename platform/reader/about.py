"""The masthead: who publishes this, under which number, who stands for it, on which terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponseBase

from publication.disclaimers import NoWording, wording
from publication.models import BoardMember, Disclaimer, Licence, PlainPage, Publication, Section
from reader import answers
from reader.answers import reading
from reader.serial import serial
from record.listings import public

__all__ = ["about"]


@reading
def about(request: HttpRequest) -> HttpResponseBase:
    """The publication with its board, policies, sections, licences and disclaimers."""
    head = serial()
    sections = list(
        public(Section)
        .order_by("position", "name")
        .select_related("licence", "disclaimer")
        .prefetch_related("disclaimer__editions")
    )
    licences = _licences(head.row, sections)
    disclaimers = _disclaimers(head.row, sections)
    board = _board(head.row)
    policies = list(
        PlainPage.objects.public().filter(is_policy=True).values("slug", "title", "language")
    )
    return answers.page(
        request,
        "reader/about.html",
        lambda: {
            "board": board,
            "policies": policies,
            "sections": sections,
            "licences": licences,
            "disclaimers": disclaimers,
        },
        serial=head,
        stamp=(
            head.row and (head.row.edit_number, head.row.modified_at),
            [(each.name, each.description) for each in sections],
            [(each.spdx, each.name, each.url, each.terms) for each in licences],
            disclaimers,
            [
                (role, [(each.name, each.affiliation) for each in members])
                for role, members in board
            ],
            policies,
        ),
    )


def _board(row: Publication | None) -> list[tuple[str, list[BoardMember]]]:
    """Who stands for the review, under their roles, in the order of the first of each."""
    members: dict[str, list[BoardMember]] = {}
    for member in row.board.all() if row else ():
        members.setdefault(member.role, []).append(member)
    return list(members.items())


def _licences(row: Publication | None, sections: Iterable[Section]) -> list[Licence]:
    """Those in use, each once, the publication's own first."""
    used = [row.licence if row else None, *(section.licence for section in sections)]
    return list({licence.pk: licence for licence in used if licence}.values())


def _disclaimers(row: Publication | None, sections: Iterable[Section]) -> list[tuple[str, str]]:
    """(names of the sections, wording in force); for no section in particular the name is empty."""
    named: dict[Disclaimer, list[str]] = {}
    if row and row.disclaimer:
        named[row.disclaimer] = []
    for section in sections:
        if section.disclaimer:
            own = named.setdefault(section.disclaimer, [])
            if section.disclaimer != (row and row.disclaimer):
                own.append(section.name)
    return list(_worded(named, row))


def _worded(
    named: dict[Disclaimer, list[str]], row: Publication | None
) -> Iterator[tuple[str, str]]:
    for disclaimer, names in named.items():
        try:
            yield ", ".join(names), wording(disclaimer, writers=1, publication=row)
        except NoWording:
            continue
