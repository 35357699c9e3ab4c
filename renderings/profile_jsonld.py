"""The page of an author in schema.org's words: a ``ProfilePage`` about a ``Person``, as JSON-LD.

Types and properties are those of schema.org 30.0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from record.document import Photograph
from renderings.addresses import Addresses
from renderings.pictures import best
from renderings.schema_org import Node, in_script, node

__all__ = ["Person", "render"]


@dataclass(frozen=True)
class Person:
    """An author as a profile tells of them. Empty text and sequences where nothing is known.

    ``biography`` is plain text; ``affiliations`` are those that last, as (name, address);
    ``orcid`` and ``links`` are addresses.
    """

    slug: str
    name: str
    given_name: str = ""
    family_name: str = ""
    native_name: str = ""
    title: str = ""
    biography: str = ""
    orcid: str = ""
    affiliations: Sequence[tuple[str, str]] = ()
    links: Sequence[str] = ()
    portrait: Photograph | None = None


def render(person: Person, addresses: Addresses) -> str:
    """JSON that can stand in a script element as it is."""
    address = addresses.author(person.slug)
    return in_script(
        node("ProfilePage", id_=address, url=address, mainEntity=_person(person, addresses))
    )


def _person(person: Person, addresses: Addresses) -> Node:
    address = addresses.author(person.slug)
    return node(
        "Person",
        id_=person.orcid or f"{address}#person",
        name=person.name,
        givenName=person.given_name,
        familyName=person.family_name,
        alternateName=person.native_name,
        jobTitle=person.title,
        description=person.biography,
        affiliation=[node("Organization", name=n, url=url) for n, url in person.affiliations],
        image=_image(person.portrait, addresses) if person.portrait else None,
        sameAs=[*filter(None, [person.orcid]), *person.links],
        url=address,
    )


def _image(photo: Photograph, addresses: Addresses) -> Node:
    address, width, height = best(photo, addresses, "square")
    return node(
        "ImageObject",
        url=address,
        contentUrl=address,
        width=width,
        height=height,
        description=photo.alt_text,
        creditText=photo.credit_line,
    )
