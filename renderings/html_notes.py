"""The notes at the end of an article, as HTML."""

from __future__ import annotations

from record.document import Note
from renderings.escaping import attributes
from renderings.html_inline import Setting, inline

__all__ = ["notes"]


def notes(content: tuple[Note, ...], setting: Setting) -> str:
    """The section of notes, each with links back to the places that call it. ``""`` for none.

    Call it after the text, as only then the calls are known.
    """
    if not content:
        return ""
    inner = [(note, inline(note.content, setting)) for note in content]
    items = "\n".join(
        f"<li{attributes(id=f'note-{note.number}', value=_unless(place, note.number))}>"
        f"{text}{_back(note.number, setting)}</li>"
        for place, (note, text) in enumerate(inner, start=1)
    )
    heading = f'<h2 id="notes-heading"{setting.lang}>{setting.words.notes}</h2>'
    return (
        '<section class="notes" role="doc-endnotes" aria-labelledby="notes-heading">\n'
        f"{heading}\n<ol>\n{items}\n</ol>\n</section>"
    )


def _unless(expected: int, number: int) -> int | None:
    return None if number == expected else number


def _back(number: int, setting: Setting) -> str:
    label = setting.words.back.format(number)
    return "".join(
        " <a"
        + attributes(
            class_="back",
            href=f"{setting.page}#fnref-{number}-{call}",
            role="doc-backlink",
            aria_label=label if call == 1 else f"{label} ({call})",
        )
        + f"{setting.lang}>↩</a>"
        for call in range(1, setting.calls[number] + 1)
    )
