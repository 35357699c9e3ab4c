"""The words of a paragraph of a .docx, with their setting, links, notes, pictures and comments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from articles.body.blocks import Figure, Inline, LineBreak, Note, Run
from articles.importing.office.addresses import kept_address
from articles.importing.office.answer import Answer
from articles.importing.office.docx_parts import Relation
from articles.importing.office.docx_pictures import DrawingsOfWord, chosen
from articles.importing.office.docx_styles import Setting, Styles, is_true, setting_of
from articles.importing.office.fields import Fields, address_of, drops_result
from articles.importing.office.markup import Node, child, inside, short, value, words
from articles.importing.office.symbols import from_symbol_font, is_symbol_font

__all__ = ["InlinesOfWord", "Line"]

# Elements that only wrap what is looked into.
_WRAPPERS = {
    "w:smartTag", "w:customXml", "w:sdtContent", "w:bdo", "w:dir", "w:sdt", "w:rubyBase", "w:p",
}  # fmt: skip
_GONE = {"w:del", "w:moveFrom"}
_NEW = {"w:ins", "w:moveTo"}
_CHARACTERS = {"w:tab": " ", "w:ptab": " ", "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}


@dataclass(slots=True)
class Line:
    """What stands in a paragraph. ``figures`` and text ``boxes`` are put after it."""

    content: list[Inline] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    in_contents: bool = False


class InlinesOfWord:
    """Reads paragraphs one after the other; fields and comments may reach over several."""

    def __init__(
        self,
        *,
        answer: Answer,
        styles: Styles,
        relations: Mapping[str, Relation],
        drawings: DrawingsOfWord,
        notes: Callable[[str, str], Note | None] | None = None,
    ) -> None:
        self._answer = answer
        self._styles = styles
        self._relations = relations
        self._drawings = drawings
        self._notes = notes
        self._fields = Fields()
        self._href = ""
        self._mark_follows = False
        self._line = Line()
        self._of_paragraph = Setting()
        self.languages: dict[str, int] = {}
        self.commented: dict[str, list[str]] = {}  # words by comment's id, while it reaches
        self.about: dict[str, str] = {}

    def read(self, paragraph: Node, setting: Setting | None = None) -> Line:
        """One paragraph; ``setting`` is what its style says of all its letters."""
        self._line = Line()
        self._of_paragraph = setting or Setting()
        in_contents = self._fields.in_contents
        self._walk(paragraph)
        self._line.in_contents = in_contents or self._fields.in_contents
        return self._line

    def _walk(self, node: Node) -> None:
        for each in node.iterchildren():
            self._element(each)

    def _element(self, node: Node) -> None:
        tag = short(node.tag)
        if tag == "w:r":
            self._run(node)
        elif tag in _GONE:
            self._note_change(node)
        elif tag in _NEW:
            self._note_change(node)
            self._walk(node)
        elif tag in _WRAPPERS:
            self._walk(node)
        elif tag == "w:hyperlink":
            relation = self._relations.get(value(node, "r:id"))
            self._linked(node, relation.target if relation and relation.external else "")
        elif tag == "w:fldSimple":
            instruction = value(node, "w:instr")
            if not drops_result(instruction):
                self._linked(node, address_of(instruction))
        elif tag == "mc:AlternateContent":
            self._walk(chosen(node))
        elif tag in {"m:oMath", "m:oMathPara"}:
            self._answer.lost["formula"] += 1
            self._say(words(node, "m:t"), Setting())
        elif tag == "w:commentRangeStart":
            self.commented[value(node, "w:id")] = []
        elif tag == "w:commentRangeEnd":
            key = value(node, "w:id")
            self.about[key] = "".join(self.commented.pop(key, []))

    def _linked(self, node: Node, address: str) -> None:
        before, self._href = self._href, kept_address(address, self._answer) or self._href
        self._walk(node)
        self._href = before

    def _note_change(self, node: Node) -> None:
        if short(node.tag) in _GONE:
            self._answer.deletions += 1
        else:
            self._answer.insertions += 1
        self._answer.reviewers[value(node, "w:author").strip()] += 1

    # --- runs -------------------------------------------------------------------------------

    def _run(self, node: Node) -> None:
        properties = child(node, "w:rPr")
        setting = (
            setting_of(properties)
            .over(self._styles.letters(value(child(properties, "w:rStyle"))))
            .over(self._of_paragraph)
        )
        if setting.hidden:
            self._answer.drop(words(node), "hidden text")
            return
        for each in node.iterchildren():
            self._piece(each, setting)

    def _piece(self, node: Node, setting: Setting) -> None:
        match short(node.tag):
            case tag if tag in _CHARACTERS:
                self._say(_CHARACTERS[tag], setting)
            case "w:t":
                self._say(node.text or "", setting)
            case "w:br" | "w:cr" if self._fields.shows:
                self._line.content.append(LineBreak())
            case "w:sym":
                self._symbol(value(node, "w:char"), value(node, "w:font"), setting)
            case "w:fldChar":
                self._fields.turn(value(node, "w:fldCharType"))
            case "w:instrText":
                self._fields.instruct(node.text or "")
            case ("w:footnoteReference" | "w:endnoteReference") as kind:
                self._note(_NOTES[kind], node)
            case "w:drawing" | "w:pict" | "w:object":
                figures, boxes = self._drawings.read(node, self._relations)
                self._line.figures += figures
                self._line.boxes += boxes
            case "mc:AlternateContent":
                for each in chosen(node).iterchildren():
                    self._piece(each, setting)
            case "w:ruby":
                self._ruby(node)

    def _ruby(self, node: Node) -> None:
        """The words, and how they are read in brackets after them."""
        for each in inside(child(node, "w:rubyBase"), "w:r"):
            self._run(each)
        if reading := words(child(node, "w:rt")):
            self._say(f" ({reading})", Setting())

    def _say(self, text: str, setting: Setting) -> None:
        if self._mark_follows:  # "*", printed in place of the note's number
            self._mark_follows = False
            text = text.lstrip()[1:] if text.strip() in {"*", "†", "‡", "§"} else text
        if not text or not self._fields.shows:
            return
        if is_symbol_font(setting.font):
            text = "".join(from_symbol_font(ord(c), setting.font) or c for c in text)
        text = text.replace("\N{SOFT HYPHEN}", "")
        href = self._href or kept_address(self._fields.address, self._answer)
        for kind in () if href else setting.lost:
            self._answer.lost[kind] += 1
        language = setting.language or self._styles.language
        self.languages[language] = self.languages.get(language, 0) + len(text)
        self._line.content.append(Run(text, setting.marks, href))
        for heard in self.commented.values():
            heard.append(text)

    def _symbol(self, code: str, font: str, setting: Setting) -> None:
        try:
            found = from_symbol_font(int(code, 16), font)
        except ValueError:
            found = ""
        if not found:
            self._answer.lost[f"symbol {code} of the font {font[:40]}"] += 1
        self._say(found or "\N{REPLACEMENT CHARACTER}", setting)

    def _note(self, kind: str, node: Node) -> None:
        if not self._fields.shows:
            return
        self._mark_follows = is_true(value(node, "w:customMarkFollows"))
        note = self._notes(kind, value(node, "w:id")) if self._notes else None
        if note is not None:
            self._line.content.append(note)
