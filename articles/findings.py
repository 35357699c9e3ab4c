"""What a look at an article finds: how grave, at which field, in which words."""

from __future__ import annotations

import enum
from dataclasses import dataclass

__all__ = ["Item", "Level", "advice", "error", "warning"]


class Level(enum.StrEnum):
    """An error blocks publishing. A warning does, too, unless somebody who may publish overrides
    it with a reason. Advice blocks nothing. The order of members is the order of a list."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True)
class Item:
    """``code`` is stable, for tests and programs; ``message`` is for the editor.

    ``overridden`` is the reason that somebody gave for publishing in spite of a warning.
    """

    level: Level
    code: str
    field: str
    message: str
    overridden: str = ""


def error(code: str, field: str, message: str) -> Item:
    return Item(Level.ERROR, code, field, message)


def warning(code: str, field: str, message: str) -> Item:
    return Item(Level.WARNING, code, field, message)


def advice(code: str, field: str, message: str) -> Item:
    return Item(Level.ADVICE, code, field, message)
