"""From the bytes of a file to its text."""

from __future__ import annotations

import enum
import re
import unicodedata
from dataclasses import dataclass

from articles.body.characters import without_forbidden

__all__ = ["LARGEST_FILE", "DecodedText", "Unreadable", "UnreadableManuscript", "decode"]

LARGEST_FILE = 10_000_000  # bytes; the longest book of plain text has a tenth of it

_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Encodings a page may declare. The names are the web's, the values Python's: what browsers read
# as the name, which for the ISO names is the larger Windows set (WHATWG Encoding, section 4.2).
_DECLARABLE = {
    "utf-8": "utf-8",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-15": "iso8859_15",
    "windows-1251": "cp1251",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "windows-874": "cp874",
}
_DECLARATION = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,30})", re.IGNORECASE)
_DECLARED_WITHIN = 2_048  # bytes, of which browsers look at the first 1024

_KINDS_BY_FIRST_BYTES = {
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich text document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture",
}


class Unreadable(enum.StrEnum):
    """Why a file is no manuscript we can read."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    NOT_TEXT = "not text"
    UNDECODABLE = "undecodable"


class UnreadableManuscript(Exception):
    """The file can't be read. Show ``what`` and ``what_to_do``; nothing was imported.

    ``name`` is the file's, ``reason`` says which kind of fault it is.
    """

    def __init__(self, name: str, reason: Unreadable, what: str, what_to_do: str) -> None:
        super().__init__(f"{name}: {what} {what_to_do}")
        self.name = name
        self.reason = reason
        self.what = what
        self.what_to_do = what_to_do


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text in composed form with "\\n" as line end. ``guessed``: nothing named the ``encoding``."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, name: str) -> DecodedText:
    """The text of ``data``: UTF-8, UTF-16 with its mark, as declared, else Korean or Western.

    Raises ``UnreadableManuscript``.
    """
    if not data.strip():
        raise UnreadableManuscript(
            name, Unreadable.EMPTY, "The file is empty.", "Look for the right file."
        )
    if len(data) > LARGEST_FILE:
        raise UnreadableManuscript(
            name,
            Unreadable.TOO_LARGE,
            f"The file has {len(data):,} bytes; a manuscript has at most {LARGEST_FILE:,}.",
            "Save the text alone, without pictures.",
        )
    text, encoding, guessed = _decoded(data, name)
    if _is_hardly_text(text):
        raise _not_text(name, "no text")
    return DecodedText(_regular(text), encoding, guessed)


def _decoded(data: bytes, name: str) -> tuple[str, str, bool]:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return _strictly(data, encoding, name), encoding, False
    for first_bytes, kind in _KINDS_BY_FIRST_BYTES.items():
        if data.startswith(first_bytes):
            raise _not_text(name, kind)
    if b"\x00" in data:
        raise _not_text(name, "no text")
    try:
        return data.decode(), "utf-8", False
    except UnicodeDecodeError:
        pass
    declared = _DECLARATION.search(data, 0, _DECLARED_WITHIN)
    if declared and (encoding := _DECLARABLE.get(declared[1].decode("ascii").lower(), "")):
        return _strictly(data, encoding, name), encoding, False
    encoding = "cp949" if _is_korean(data) else "cp1252"
    return _strictly(data, encoding, name), encoding, True


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise UnreadableManuscript(
            name,
            Unreadable.UNDECODABLE,
            f"Line {line} holds bytes that are no {encoding} text.",
            "Open the file where it was made and save it as UTF-8.",
        ) from fault


def _is_korean(data: bytes) -> bool:
    """Whether the bytes beyond ASCII read well as the Korean set: mostly Hangul syllables."""
    try:
        beyond_ascii = [character for character in data.decode("cp949") if not character.isascii()]
    except UnicodeDecodeError:
        return False
    hangul = sum("가" <= character <= "힣" for character in beyond_ascii)
    return hangul > len(beyond_ascii) / 2


def _is_hardly_text(text: str) -> bool:
    visible = without_forbidden(text)
    return not visible.strip() or len(text) - len(visible) > len(text) / 10


def _not_text(name: str, kind: str) -> UnreadableManuscript:
    return UnreadableManuscript(
        name,
        Unreadable.NOT_TEXT,
        f"The file is {kind}, and no manuscript that can be read.",
        "Save it as .docx, .odt, plain text (UTF-8) or a web page, and import that.",
    )


def _regular(text: str) -> str:
    lines = re.sub(r"\r\n?", "\n", text)
    return unicodedata.normalize("NFC", without_forbidden(lines))
