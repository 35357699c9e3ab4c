"""The parts of a .docx and how they lead to each other (ECMA-376, part 2, section 9)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from articles.importing.office.markup import Node, children, parse
from articles.importing.office.package import Package
from articles.importing.office.refusing import DAMAGED, Refused

__all__ = ["Parts", "Relation", "is_docx"]

_MACROS = Refused(
    "It carries macros (programs).",
    "Save it in Word as “Word Document (.docx)”, without macros, and import that.",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """Where something named by an id lies. ``external``: not in this file, and never fetched."""

    kind: str
    target: str
    external: bool


class Parts:
    """The document's own part, and those it names."""

    def __init__(self, package: Package) -> None:
        self.package = package
        roots = _relations(package, "").values()
        self.document = next((r.target for r in roots if r.kind == "officeDocument"), "")
        if self.document not in package:
            raise DAMAGED
        self.relations = _relations(package, self.document)
        if _carries_macros(package, self.relations):
            raise _MACROS

    def root(self, kind: str) -> Node | None:
        """The root element of the part of that kind ("styles", "footnotes" …)."""
        return next(iter(self.roots(kind)), None)

    def roots(self, kind: str) -> list[Node]:
        names = {r.target for r in self.relations.values() if r.kind == kind and not r.external}
        return [parse(self.package.read(name)) for name in sorted(names) if name in self.package]

    def relations_of(self, kind: str) -> dict[str, Relation]:
        """The relations of the part of that kind: notes have links of their own."""
        for relation in self.relations.values():
            if relation.kind == kind and not relation.external:
                return _relations(self.package, relation.target)
        return {}

    def properties(self) -> Node | None:
        name = "docProps/core.xml"
        return parse(self.package.read(name)) if name in self.package else None


def is_docx(package: Package) -> bool:
    """Whether Word wrote it, by the type of its main part."""
    name = "[Content_Types].xml"
    return name in package and b"wordprocessingml" in package.read(name)


def _carries_macros(package: Package, relations: dict[str, Relation]) -> bool:
    if any(relation.kind == "vbaProject" for relation in relations.values()):
        return True
    return b"macroEnabled" in package.read("[Content_Types].xml")


def _relations(package: Package, part: str) -> dict[str, Relation]:
    folder, _, name = part.rpartition("/")
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place not in package:
        return {}
    found = {}
    for node in children(parse(package.read(place)), "rels:Relationship"):
        external = node.get("TargetMode") == "External"
        target = node.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = node.get("Type", "").rpartition("/")[2]
        found[node.get("Id", "")] = Relation(kind, target, external)
    return found
