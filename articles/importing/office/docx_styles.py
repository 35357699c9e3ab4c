"""The styles of a .docx: what a paragraph is by its style, and which letters it sets how."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from articles.body.blocks import Mark
from articles.importing.office.markup import Node, child, children, value
from articles.importing.office.meanings import Role, heading_level, role_of

__all__ = ["Setting", "Style", "Styles", "is_on", "setting_of"]

DEEPEST_INHERITANCE = 20
_OFF = {"0", "false", "off", "none"}
_HEADINGS_ABOVE = 6  # outline levels from here on are no headings of an article


@dataclass(frozen=True, slots=True)
class Setting:
    """How letters are set; ``None`` where nothing is said."""

    strong: bool | None = None
    emphasis: bool | None = None
    raised: str | None = None  # "superscript", "subscript" or "baseline"
    hidden: bool | None = None
    language: str = ""
    font: str = ""
    lost: tuple[str, ...] = ()  # kinds of setting that the body has no form for

    def over(self, other: Setting) -> Setting:
        """This setting, and the other where this says nothing."""
        return Setting(
            other.strong if self.strong is None else self.strong,
            other.emphasis if self.emphasis is None else self.emphasis,
            self.raised or other.raised,
            other.hidden if self.hidden is None else self.hidden,
            self.language or other.language,
            self.font or other.font,
            self.lost or other.lost,
        )

    @property
    def marks(self) -> tuple[Mark, ...]:
        said = {
            Mark.STRONG: self.strong,
            Mark.EMPHASIS: self.emphasis,
            Mark.SUPERSCRIPT: self.raised == "superscript",
            Mark.SUBSCRIPT: self.raised == "subscript",
        }
        return tuple(mark for mark in Mark if said[mark])


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with all it inherits. ``level`` is a heading's, from 1; 0 for text."""

    role: Role = ""
    level: int = 0
    list_id: str = ""
    list_level: int = 0
    setting: Setting = field(default_factory=Setting)


class Styles:
    """The styles by their ids."""

    def __init__(self, root: Node | None) -> None:
        self._nodes = {value(n, "w:styleId"): n for n in children(root, "w:style")}
        self._known: dict[str, Style] = {}
        default = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        self.language = setting_of(default).language
        self._default = next(
            (
                key
                for key, n in self._nodes.items()
                if value(n, "w:type") == "paragraph" and is_true(value(n, "w:default"))
            ),
            "",
        )

    def paragraph(self, style_id: str) -> Style:
        return self._style(style_id or self._default, DEEPEST_INHERITANCE)

    def letters(self, style_id: str) -> Setting:
        """The setting of a character style; a link's underlining says nothing."""
        if not style_id:
            return Setting()
        setting = self._style(style_id, DEEPEST_INHERITANCE).setting
        node = self._nodes.get(style_id)
        return replace(setting, lost=()) if "link" in _name(node) else setting

    def _style(self, style_id: str, depth: int) -> Style:
        if style_id in self._known:
            return self._known[style_id]
        node = self._nodes.get(style_id)
        if node is None or not depth:
            # A file that leaves Word's own styles out names them by their ids all the same.
            return Style(role=role_of(style_id), level=heading_level(style_id))
        base = Style()
        if based_on := value(child(node, "w:basedOn")):
            base = self._style(based_on, depth - 1)
        style = self._known[style_id] = _style_of(node, base)
        return style


def _style_of(node: Node, base: Style) -> Style:
    name = _name(node)
    outline = value(child(node, "w:pPr", "w:outlineLvl"))
    level = heading_level(name) or (_level(outline) if outline else base.level)
    numbered = child(node, "w:pPr", "w:numPr")
    list_level = value(child(numbered, "w:ilvl"))
    return Style(
        role=role_of(name) or base.role,
        level=level,
        list_id=value(child(numbered, "w:numId")) or base.list_id,
        list_level=int(list_level) if list_level.isdecimal() else base.list_level,
        setting=setting_of(child(node, "w:rPr")).over(base.setting),
    )


def _name(node: Node | None) -> str:
    return value(child(node, "w:name")).lower()


def _level(outline: str) -> int:
    level = int(outline) + 1 if outline.isdecimal() else 0
    return level if level <= _HEADINGS_ABOVE else 0


def setting_of(properties: Node | None) -> Setting:
    """What run properties say themselves (ECMA-376, part 1, section 17.3.2)."""
    if properties is None:
        return Setting()
    # Right-to-left and complex scripts have switches of their own.
    complex_script = is_on(child(properties, "w:rtl")) or is_on(child(properties, "w:cs"))
    bold, italic = ("w:bCs", "w:iCs") if complex_script else ("w:b", "w:i")
    fonts = child(properties, "w:rFonts")
    language = child(properties, "w:lang")
    return Setting(
        strong=is_on(child(properties, bold)),
        emphasis=is_on(child(properties, italic)),
        raised=value(child(properties, "w:vertAlign")) or None,
        hidden=is_on(child(properties, "w:vanish")),
        language=value(language) or value(language, "w:eastAsia"),
        font=value(fonts, "w:ascii") or value(fonts, "w:hAnsi"),
        lost=tuple(_lost(properties)),
    )


def _lost(properties: Node) -> list[str]:
    kinds = []
    if value(child(properties, "w:u")) not in {"", "none"}:
        kinds.append("underlining")
    if is_on(child(properties, "w:strike")) or is_on(child(properties, "w:dstrike")):
        kinds.append("strikethrough")
    if value(child(properties, "w:highlight")) not in {"", "none"}:
        kinds.append("highlighting")
    if is_on(child(properties, "w:smallCaps")):
        kinds.append("small capitals")
    return kinds


def is_on(switch: Node | None) -> bool | None:
    """A switch by its element: on unless it says off, ``None`` if it isn't there."""
    return None if switch is None else is_true(value(switch) or "1")


def is_true(text: str) -> bool:
    return bool(text) and text.lower() not in _OFF
