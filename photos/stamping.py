"""Credit and licence as metadata blocks, so that they travel inside every rendition.

Three dialects, because readers differ: XMP (IPTC Photo Metadata Standard 2023.1, what search
engines and agencies read), EXIF (what viewers read) and IPTC-IIM 4.2 (what picture desks
read; JPEG only). Pure: strings in, bytes out.
"""

import re
from dataclasses import dataclass
from html import escape

from PIL import Image

# EXIF 2.32, section 4.6.5: tags of the first image directory.
_EXIF_ARTIST = 0x013B
_EXIF_COPYRIGHT = 0x8298

# What XML 1.0 cannot hold (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Bytes. IIM means 32 to 256 for these fields; readers accept more, and a credit cut in half
# is worse than a long one.
_IPTC_LIMIT = 2_000


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What is written into renditions; any of it may be empty."""

    credit: str = ""
    creator: str = ""
    source: str = ""
    copyright: str = ""
    licence_url: str = ""
    usage_terms: str = ""

    def __bool__(self) -> bool:
        return any(vars(self).values())


def xmp_packet(stamp: Stamp) -> bytes:
    """The stamp as an XMP packet; empty for an empty stamp."""
    if not stamp:
        return b""
    properties = (
        _listed("dc:creator", "Seq", stamp.creator),
        _plain("photoshop:Credit", stamp.credit),
        _plain("photoshop:Source", stamp.source),
        _in_default_language("dc:rights", stamp.copyright),
        _in_default_language("xmpRights:UsageTerms", stamp.usage_terms),
        _plain("xmpRights:Marked", "True" if stamp.copyright or stamp.licence_url else ""),
        _plain("xmpRights:WebStatement", stamp.licence_url),
        _link("cc:license", stamp.licence_url),
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        ' xmlns:cc="http://creativecommons.org/ns#">'
        f"{''.join(properties)}"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    ).encode()


def exif_block(stamp: Stamp) -> bytes:
    """Creator and copyright as EXIF; empty where there is neither.

    EXIF has no field for a credit line: it stands in for whichever of the two is missing.
    """
    creator = stamp.creator or stamp.credit
    rights = stamp.copyright or stamp.credit
    if not (creator or rights):
        return b""
    exif = Image.Exif()
    if creator:
        exif[_EXIF_ARTIST] = _raw(creator)
    if rights:
        exif[_EXIF_COPYRIGHT] = _raw(rights)
    return exif.tobytes()


def iptc_segment(stamp: Stamp) -> bytes:
    """The stamp as a JPEG APP13 segment with IPTC-IIM; empty where it has nothing to say."""
    datasets = {80: stamp.creator, 110: stamp.credit, 115: stamp.source, 116: stamp.copyright}
    if not any(datasets.values()):
        return b""
    # 1:90 announces UTF-8 (ISO 2022 escape), 2:00 is the obligatory record version.
    iim = _dataset(1, 90, b"\x1b%G") + _dataset(2, 0, b"\x00\x04")
    iim += b"".join(_dataset(2, number, _raw(text)) for number, text in datasets.items() if text)
    resource = (
        b"8BIM\x04\x04\x00\x00" + len(iim).to_bytes(4, "big") + iim + b"\x00" * (len(iim) % 2)
    )
    payload = b"Photoshop 3.0\x00" + resource
    return b"\xff\xed" + (len(payload) + 2).to_bytes(2, "big") + payload


def _plain(name: str, text: str) -> str:
    return f"<{name}>{_xml(text)}</{name}>" if text else ""


def _listed(name: str, container: str, text: str) -> str:
    item = f"<rdf:li>{_xml(text)}</rdf:li>"
    return f"<{name}><rdf:{container}>{item}</rdf:{container}></{name}>" if text else ""


def _in_default_language(name: str, text: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{_xml(text)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>" if text else ""


def _link(name: str, url: str) -> str:
    return f'<{name} rdf:resource="{_xml(url)}"/>' if url else ""


def _xml(text: str) -> str:
    """Fit for an element's text and an attribute's value; `html.escape` costs no import of ssl."""
    return escape(_NOT_XML.sub("", text))


def _raw(text: str) -> bytes:
    """UTF-8 for a dialect without escaping: no angle brackets, so no tag can hide in a file."""
    plain = _NOT_XML.sub("", text).replace("<", "‹").replace(">", "›")
    return plain.encode()[:_IPTC_LIMIT].decode(errors="ignore").encode()


def _dataset(record: int, number: int, value: bytes) -> bytes:
    """One IIM dataset (IIM 4.2, section 1.5)."""
    return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value
