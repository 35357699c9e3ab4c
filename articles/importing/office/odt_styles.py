"""The styles of an .odt: what a paragraph is, how letters are set, how lists count."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from articles.body.blocks import Mark, Numbering
from articles.importing.office.markup import Node, child, children, inside, short, value
from articles.importing.office.meanings import Role, role_of

__all__ = ["ListLevel", "StyleOfText", "StylesOfText"]

DEEPEST_INHERITANCE = 20
_NUMBERINGS = {
    "1": Numbering.DECIMAL,
    "a": Numbering.LOWER_ALPHA,
    "A": Numbering.UPPER_ALPHA,
    "i": Numbering.LOWER_ROMAN,
    "I": Numbering.UPPER_ROMAN,
}
_LENGTH = re.compile(r"(-?[\d.]+)(cm|mm|in|pt)")
_IN_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 0.0353}
INDENTED = 0.7  # cm on both sides: set apart as a quotation


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list counts."""

    numbering: Numbering = Numbering.BULLET
    parenthesised: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class StyleOfText:
    """A style with all it inherits; ``None`` where nothing is said of a mark."""

    role: Role = ""
    strong: bool | None = None
    emphasis: bool | None = None
    raised: str = ""
    hidden: bool = False
    language: str = ""
    lost: tuple[str, ...] = ()
    set_apart: bool = False
    list_style: str = ""

    def over(self, other: StyleOfText) -> StyleOfText:
        """The letters of this style, and of the other where this says nothing."""
        return StyleOfText(
            self.role or other.role,
            other.strong if self.strong is None else self.strong,
            other.emphasis if self.emphasis is None else self.emphasis,
            self.raised or other.raised,
            self.hidden or other.hidden,
            self.language or other.language,
            self.lost or other.lost,
            self.set_apart or other.set_apart,
            self.list_style or other.list_style,
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        said = {
            Mark.STRONG: self.strong,
            Mark.EMPHASIS: self.emphasis,
            Mark.SUPERSCRIPT: self.raised == "super",
            Mark.SUBSCRIPT: self.raised == "sub",
        }
        return tuple(mark for mark in Mark if said[mark])


@dataclass(slots=True)
class StylesOfText:
    """The styles of content.xml and styles.xml by family and name."""

    nodes: dict[tuple[str, str], Node] = field(default_factory=dict)
    lists: dict[str, Node] = field(default_factory=dict)
    language: str = ""
    _known: dict[tuple[str, str], StyleOfText] = field(default_factory=dict)

    def learn(self, root: Node | None) -> None:
        for node in inside(root, "style:style"):
            self.nodes[value(node, "style:family"), value(node, "style:name")] = node
        for node in inside(root, "text:list-style"):
            self.lists[value(node, "style:name")] = node
        for node in inside(root, "style:default-style"):
            if value(node, "style:family") == "paragraph":
                self.language = _language(child(node, "style:text-properties"))

    def of(self, family: str, name: str, depth: int = DEEPEST_INHERITANCE) -> StyleOfText:
        key = (family, name)
        node = self.nodes.get(key)
        if key in self._known or node is None or not depth:
            return self._known.get(key) or StyleOfText(role=role_of(name))
        parent = value(node, "style:parent-style-name")
        base = self.of(family, parent, depth - 1) if parent else StyleOfText()
        shown = value(node, "style:display-name") or name
        style = self._known[key] = _said(node, role_of(shown)).over(base)
        return style

    def list_level(self, style: str, level: int) -> ListLevel:
        """``level`` counts from 1."""
        for node in children(
            self.lists.get(style), "text:list-level-style-number", "text:list-level-style-bullet"
        ):
            if value(node, "text:level") == str(level):
                if short(node.tag).endswith("bullet"):
                    return ListLevel()
                start = value(node, "text:start-value")
                return ListLevel(
                    _NUMBERINGS.get(value(node, "style:num-format"), Numbering.DECIMAL),
                    value(node, "style:num-suffix").endswith(")"),
                    int(start) if start.isdecimal() else 1,
                )
        return ListLevel()


def _said(node: Node, role: Role) -> StyleOfText:
    letters = child(node, "style:text-properties")
    paragraph = child(node, "style:paragraph-properties")
    weight, slant = value(letters, "fo:font-weight"), value(letters, "fo:font-style")
    position = value(letters, "style:text-position").split()
    raised = position[0] if position else ""
    if raised.endswith("%"):
        raised = "sub" if raised.startswith("-") else "super" if raised != "0%" else "none"
    sides = min(_length(value(paragraph, f"fo:margin-{side}")) for side in ("left", "right"))
    return StyleOfText(
        role=role,
        strong=(weight in {"bold", "600", "700", "800", "900"}) if weight else None,
        emphasis=(slant in {"italic", "oblique"}) if slant else None,
        raised=raised,
        hidden=value(letters, "text:display") == "none",
        language=_language(letters),
        lost=tuple(_lost(letters)),
        set_apart=sides >= INDENTED,
        list_style=value(node, "style:list-style-name"),
    )


def _lost(letters: Node | None) -> list[str]:
    kinds = []
    if value(letters, "style:text-underline-style") not in {"", "none"}:
        kinds.append("underlining")
    if value(letters, "style:text-line-through-style") not in {"", "none"}:
        kinds.append("strikethrough")
    if value(letters, "fo:background-color") not in {"", "transparent"}:
        kinds.append("highlighting")
    if value(letters, "fo:font-variant") == "small-caps":
        kinds.append("small capitals")
    return kinds


def _language(letters: Node | None) -> str:
    tag, country = value(letters, "fo:language"), value(letters, "fo:country")
    if tag in {"", "none", "zxx"}:
        return ""
    return f"{tag}-{country}" if country not in {"", "none"} else tag


def _length(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _IN_CENTIMETRES[found[2]] if found else 0.0
