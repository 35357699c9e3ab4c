"""Why a word processor's file isn't read, in words for whoever sent it."""

from __future__ import annotations

__all__ = ["DAMAGED", "TOO_MUCH", "Refused"]


class Refused(Exception):
    """The file can't be read. Show ``what`` and ``what_to_do``, two sentences; keep nothing."""

    def __init__(self, what: str, what_to_do: str) -> None:
        super().__init__(f"{what} {what_to_do}")
        self.what = what
        self.what_to_do = what_to_do


DAMAGED = Refused(
    "It is damaged or incomplete.",
    "Open it in the word processor, save it as a new .docx, and import that.",
)
TOO_MUCH = Refused(
    "Reading it takes more memory or time than one document may.",
    "Save it without its pictures, or in parts, and import those.",
)
