"""The way in for manuscripts: bytes of a file in, a manuscript and a report out."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from articles.importing.decoding import (
    DecodedText,
    Unreadable,
    UnreadableManuscript,
    decode,
)
from articles.importing.html_page import read_html_page
from articles.importing.manuscript import Finding, Manuscript, Report
from articles.importing.markdown import read_markdown
from articles.importing.plain_text import read_plain_text
from articles.importing.word_file import is_word_file, read_word_file

__all__ = ["Unreadable", "UnreadableManuscript", "read"]

Importer = Callable[[str], tuple[Manuscript, Report]]

_NAMES: dict[Importer, str] = {
    read_html_page: "a web page",
    read_markdown: "Markdown",
    read_plain_text: "plain text",
}
_BY_EXTENSION: dict[str, Importer] = {
    ".html": read_html_page,
    ".htm": read_html_page,
    ".xhtml": read_html_page,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".mdown": read_markdown,
}
_PAGE = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.{0,2000}?-->\s*)*<(!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:#[^\n]*\n|\s*\n)*[a-z_]{2,30}:[ \t\n]")


def read(data: bytes, name: str, folder: Path | None = None) -> tuple[Manuscript, Report]:
    """The manuscript in the file ``name`` holding ``data``, and how it was understood.

    The importer is chosen by the name's extension; a page is known by its first tag, Markdown by
    its front matter and a word processor's file by its first bytes under any name. Reads nothing
    but ``data``: no network, no other file. Pictures that the file holds are left in ``folder``,
    an empty one; without it they are gone. Raises ``UnreadableManuscript``.
    """
    if is_word_file(data):
        with ExitStack() as stack:
            temporary = folder or Path(stack.enter_context(TemporaryDirectory(prefix="word-")))
            return read_word_file(data, name, temporary)
    decoded = decode(data, name)
    importer = _importer(decoded.text, PurePath(name).suffix.lower())
    manuscript, report = importer(decoded.text)
    form = Finding("form", _NAMES[importer], f"the name {name} and how the text begins")
    return manuscript, replace(
        report,
        recognised=(form, *report.recognised),
        guessed=(*_about_encoding(decoded), *report.guessed),
    )


def _importer(text: str, extension: str) -> Importer:
    if _PAGE.match(text):
        return read_html_page
    if _FRONT_MATTER.match(text):
        return read_markdown
    return _BY_EXTENSION.get(extension, read_plain_text)


def _about_encoding(decoded: DecodedText) -> tuple[Finding, ...]:
    if not decoded.guessed:
        return ()
    how = "nothing names it, but the text reads well so; look at its accents and quotation marks"
    return (Finding("encoding", decoded.encoding, how),)
