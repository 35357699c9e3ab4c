"""Fields of a text: their results are words, their instructions are not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["Fields", "address_of", "drops_result", "is_contents"]

# What only a printed page knows, and lists made from the text itself.
_OF_THE_PAGE = {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION"}
_OF_THE_TEXT = {"TOC", "INDEX", "TOA"}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?!\\)(?:"([^"]*)"|(\S+))', re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False


class Fields:
    """Fields begun and not ended, which may reach over paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def turn(self, kind: str) -> None:
        """A field's mark: "begin", "separate" or "end"."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        if self._open:
            self._open[-1].instruction.append(text)

    @property
    def shows(self) -> bool:
        """Whether words here are to be kept."""
        return all(
            each.in_result and not drops_result("".join(each.instruction)) for each in self._open
        )

    @property
    def in_contents(self) -> bool:
        return any(is_contents("".join(each.instruction)) for each in self._open)

    @property
    def address(self) -> str:
        """Where the words here lead, by the innermost link."""
        addresses = (address_of("".join(each.instruction)) for each in reversed(self._open))
        return next(filter(None, addresses), "")


def address_of(instruction: str) -> str:
    found = _HYPERLINK.match(instruction)
    return (found[1] or found[2] or "") if found else ""


def drops_result(instruction: str) -> bool:
    return _name(instruction) in _OF_THE_PAGE | _OF_THE_TEXT


def is_contents(instruction: str) -> bool:
    return _name(instruction) in _OF_THE_TEXT


def _name(instruction: str) -> str:
    return next(iter(instruction.split()), "").upper()
