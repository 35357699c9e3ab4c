"""The XML within a package: no entity, no network, no depth without end; short names for tags."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

from articles.importing.office.refusing import DAMAGED, TOO_MUCH, Refused

__all__ = [
    "Node",
    "child",
    "children",
    "full",
    "inside",
    "parse",
    "short",
    "text_in",
    "value",
    "words",
]

Node = Any  # an lxml element; lxml ships no types

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rels",
    "http://schemas.openxmlformats.org/package/2006/content-types": "types",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://purl.org/dc/elements/1.1/": "dc",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "http://www.w3.org/1999/xlink": "xlink",
}
_NAMESPACES = {prefix: namespace for namespace, prefix in _PREFIXES.items()}
# ISO/IEC 29500 strict documents say the same under other names.
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    b"http://purl.oclc.org/ooxml/officeDocument/math": "m",
    b"http://purl.oclc.org/ooxml/drawingml/main": "a",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
}


def parse(data: bytes) -> Node:
    """The root element; raises ``Refused`` for what is no XML, declares entities, or never ends."""
    if _STRICT in data:
        for strict, prefix in _TRANSITIONAL.items():
            data = data.replace(b'"' + strict, b'"' + _NAMESPACES[prefix].encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        excessive = any(word in str(fault).lower() for word in ("depth", "huge", "too long"))
        raise (TOO_MUCH if excessive else DAMAGED) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(
            "It declares entities, which no word processor does.",
            "Ask who sent it for a new copy.",
        )
    return root


@cache
def short(tag: str) -> str:
    """ "{http://…}p" as "w:p"; the bare name where the namespace is none of ours."""
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    return f"{_PREFIXES[namespace]}:{name}" if namespace in _PREFIXES else name


@cache
def full(name: str) -> str:
    """ "w:p" as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def value(node: Node | None, name: str = "w:val") -> str:
    """An attribute, ``""`` where it or the node is missing."""
    return "" if node is None else node.get(full(name), "")


def child(node: Node | None, *path: str) -> Node | None:
    """The first descendant along the path of names."""
    for name in path:
        if node is None:
            return None
        node = node.find(full(name))
    return node


def children(node: Node | None, *names: str) -> Iterator[Node]:
    """The children of these names, in their order."""
    return iter(()) if node is None else node.iterchildren(*map(full, names))


def inside(node: Node | None, *names: str) -> Iterator[Node]:
    """All descendants of these names."""
    return iter(()) if node is None else node.iterdescendants(*map(full, names))


def words(node: Node | None, name: str = "w:t") -> str:
    """The text of all descendants of that name."""
    return "".join(each.text or "" for each in inside(node, name)).strip()


def text_in(node: Node | None) -> str:
    """All text inside, one space between its words."""
    return " ".join("".join(node.itertext()).split()) if node is not None else ""
