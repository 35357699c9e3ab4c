"""What a picture says about itself: IPTC, XMP and EXIF fields that editors care about.

Where several of them answer, XMP wins over IPTC and IPTC over EXIF: XMP is what photo
software writes today, and EXIF is filled by cameras with boilerplate. Everything read is
hostile: values are cleaned to plain text of bounded length, links are http(s) or dropped,
and what cannot be parsed counts as absent. Pure; decoding itself happens elsewhere.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from PIL import Image


@dataclass(frozen=True, kw_only=True)
class Embedded:
    """Embedded fields, cleaned, under the names of the photo's own; empty if absent."""

    title: str = ""
    caption: str = ""
    alt_text: str = ""
    credit_line: str = ""
    creator: str = ""
    source: str = ""
    copyright_notice: str = ""
    licence_url: str = ""


# Characters, and whether line breaks are kept.
_LIMITS: dict[str, tuple[int, bool]] = {
    "title": (250, False),
    "caption": (2_000, True),
    "alt_text": (1_000, False),
    "credit_line": (250, False),
    "creator": (250, False),
    "source": (250, False),
    "copyright_notice": (500, False),
    "licence_url": (500, False),
}

_XMP_BYTES = 2 * 1024 * 1024

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_CC = "{http://creativecommons.org/ns#}"
_PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
_IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# The first that is present wins. A licence is named by its own address before a page about
# the rights, and that before the shop where one can buy them.
_XMP_FIELDS: dict[str, tuple[str, ...]] = {
    "title": (f"{_PHOTOSHOP}Headline", f"{_DC}title"),
    "caption": (f"{_DC}description",),
    "alt_text": (f"{_IPTC_CORE}AltTextAccessibility",),
    "credit_line": (f"{_PHOTOSHOP}Credit",),
    "creator": (f"{_DC}creator",),
    "source": (f"{_PHOTOSHOP}Source",),
    "copyright_notice": (f"{_DC}rights",),
    "licence_url": (f"{_CC}license", f"{_RIGHTS}WebStatement", f"{_PLUS}LicensorURL"),
}

# IIM 4.2, record 2 (application record).
_IPTC_FIELDS: dict[str, int] = {
    "title": 5,
    "caption": 120,
    "credit_line": 110,
    "creator": 80,
    "source": 115,
    "copyright_notice": 116,
}

_EXIF_FIELDS: dict[str, int] = {"caption": 0x010E, "creator": 0x013B, "copyright_notice": 0x8298}

# What cameras and programs write where a person would have written a caption.
_BOILERPLATE = re.compile(
    r"(olympus|minolta|kodak|samsung|konica|nikon|canon|sony|panasonic|casio|pentax|fujifilm)"
    r"[\w .-]* camera|sony dsc|samsung csc|dcim\\.*|dji_\d+\.\w+|default|untitled|screenshot"
    r"|created with .*|file source: .*",
    re.IGNORECASE,
)


def read_embedded(image: Image.Image) -> Embedded:
    """The embedded fields of an opened picture; never raises for what a file contains."""
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    photoshop = image.info.get("photoshop")
    iim = photoshop.get(0x0404) if isinstance(photoshop, Mapping) else None
    return combine(
        read_xmp(xmp.encode() if isinstance(xmp, str) else xmp),
        read_iptc(iim if isinstance(iim, bytes) else b""),
        read_exif(image.getexif()),
    )


def combine(*sources: Mapping[str, str]) -> Embedded:
    """One answer from several sources by field name, the first non-empty one winning."""
    found: dict[str, str] = {}
    for name, (limit, keep_lines) in _LIMITS.items():
        clean = (
            clean_value(source.get(name, ""), limit=limit, keep_lines=keep_lines)
            for source in sources
        )
        found[name] = next((value for value in clean if value), "")
    found["licence_url"] = web_address(found["licence_url"])
    return Embedded(**found)


def read_xmp(packet: bytes) -> dict[str, str]:
    """Fields of an XMP packet (ISO 16684-1), raw; nothing of what is no well-formed XML."""
    if not packet or len(packet) > _XMP_BYTES:
        return {}
    try:
        root = ElementTree.fromstring(packet.strip(b"\x00 \t\r\n"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return {}
    values: dict[str, str] = {}
    # Innermost nodes hold licensors and the like, so every description is looked at.
    for description in root.iter(f"{_RDF}Description"):
        for name, text in _properties(description):
            values.setdefault(name, text)
    for licensor in root.iter(f"{_PLUS}LicensorURL"):
        values.setdefault(licensor.tag, _text_of(licensor))
    return {
        field: next((values[name] for name in names if values.get(name)), "")
        for field, names in _XMP_FIELDS.items()
    }


def read_iptc(iim: bytes) -> dict[str, str]:
    """Fields of an IPTC-IIM block, raw. Repeated bylines are joined by commas."""
    datasets = list(_datasets(iim))
    utf8 = any(
        record == 1 and number == 90 and b"%G" in value for record, number, value in datasets
    )
    found: dict[str, list[str]] = {}
    for record, number, value in datasets:
        if record == 2:
            found.setdefault(str(number), []).append(_decoded(value, utf8=utf8))
    return {field: ", ".join(found.get(str(number), [])) for field, number in _IPTC_FIELDS.items()}


def read_exif(exif: Mapping[int, Any]) -> dict[str, str]:
    """Fields of the first EXIF directory, raw, without what cameras write by themselves."""
    values = {field: _exif_text(exif.get(tag)) for field, tag in _EXIF_FIELDS.items()}
    # Copyright may hold photographer and editor apart by a NUL (EXIF 2.32, section 4.6.5).
    return {
        field: "" if _BOILERPLATE.fullmatch(text.strip()) else text.replace("\x00", " ")
        for field, text in values.items()
    }


def fill_empty(photo: Any, embedded: Embedded) -> list[str]:
    """Set those fields of the photo that are empty; answers the names of what it set."""
    filled = []
    for field in fields(embedded):
        value = getattr(embedded, field.name)
        if value and hasattr(photo, field.name) and not getattr(photo, field.name):
            setattr(photo, field.name, value)
            filled.append(field.name)
    return filled


def clean_value(text: str, *, limit: int, keep_lines: bool = False) -> str:
    """Plain text: composed, without tags, controls and invisible direction marks, bounded."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub(r"<[/!?]?[A-Za-z][^<>]*>?", " ", text)
    text = "".join(" " if _is_control(char) else char for char in text if _is_printable(char))
    if keep_lines:
        lines = (" ".join(line.split()) for line in text.split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    else:
        text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def web_address(text: str) -> str:
    """The text if it is an http(s) address, empty otherwise; `www.` gets its https."""
    if text.lower().startswith("www."):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ""
    usable = (
        parts.scheme in {"http", "https"} and host and not re.search(r"[\s\"'<>\\^`{|}…]", text)
    )
    return text if usable and "@" not in parts.netloc else ""


def _properties(description: Element) -> Iterator[tuple[str, str]]:
    """Properties of an rdf:Description, written as attributes or as elements."""
    yield from description.attrib.items()
    for child in description:
        yield child.tag, _text_of(child)


def _text_of(element: Element) -> str:
    """A property's text: its link, its items joined, its default language, or its own text."""
    link = element.get(f"{_RDF}resource")
    if link:
        return link
    items = list(element.iter(f"{_RDF}li"))
    if not items:
        return element.text or ""
    if element.find(f"{_RDF}Alt") is not None:
        default = [item for item in items if item.get(_LANGUAGE) == "x-default"]
        return (default or items)[0].text or ""
    return ", ".join(_texts(items))


def _texts(items: Iterable[Element]) -> Iterator[str]:
    return (item.text.strip() for item in items if item.text and item.text.strip())


def _datasets(iim: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Datasets of an IIM block as (record, number, value), up to the first that is broken."""
    at = 0
    while at + 5 <= len(iim) and iim[at] == 0x1C:
        record, number = iim[at + 1], iim[at + 2]
        length = int.from_bytes(iim[at + 3 : at + 5], "big")
        # Beyond 32 KB (extended dataset) there is nothing an editor would print.
        if length & 0x8000 or at + 5 + length > len(iim):
            return
        yield record, number, iim[at + 5 : at + 5 + length]
        at += 5 + length


def _decoded(value: bytes, *, utf8: bool = False) -> str:
    """UTF-8 if it is that, else the Western code page that older software wrote."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode(errors="replace") if utf8 else value.decode("cp1252", errors="replace")


def _exif_text(value: object) -> str:
    if isinstance(value, bytes):
        return _decoded(value)
    if not isinstance(value, str):
        return ""
    # EXIF says ASCII, programs write UTF-8, and the reader took it for Latin-1.
    try:
        return _decoded(value.encode("latin-1"))
    except UnicodeEncodeError:
        return value


def _is_control(char: str) -> bool:
    return char != "\n" and unicodedata.category(char) == "Cc"


def _is_printable(char: str) -> bool:
    """Not a surrogate, non-character, byte order mark or override of writing direction."""
    point = ord(char)
    if 0x202A <= point <= 0x202E or 0x2066 <= point <= 0x2069 or point == 0xFEFF:
        return False
    return unicodedata.category(char) not in {"Cs", "Cn", "Co"}
