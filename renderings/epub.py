"""An article as an EPUB 3.3 book: cover, contents, one chapter with its notes, its photos.

The chapter is the HTML of the article's page, written as XML, with photos of its own and with the
names by which reading systems know notes. Equal documents give equal bytes: all times in the file
are the document's.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from record.document import Document, Photograph
from renderings import html
from renderings.addresses import Addresses
from renderings.epub_package import PICTURES, cover, navigation, package, picture_name
from renderings.escaping import attributes, escape
from renderings.html_inline import Setting
from renderings.standing import marked_title

__all__ = ["PICTURE_WIDTH", "render"]

PICTURE_WIDTH = 1280  # pixels

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
STYLES = """body { margin: 5%; line-height: 1.5; }
h1, h2, h3, h4 { line-height: 1.2; text-align: start; hyphens: none; page-break-after: avoid; }
img { max-width: 100%; height: auto; }
figure { margin: 1.5em 0; page-break-inside: avoid; }
figure.table { page-break-inside: auto; overflow-x: auto; }
figcaption, .notes, .references { font-size: .85em; }
.issn, .section, .issue, .dates, .affiliations { font-size: .85em; }
.affiliations, .tags, .forms { padding: 0; list-style: none; }
.tags li { display: inline; margin-inline-end: .75em; }
.subtitle { font-size: 1.25em; font-style: italic; }
.standfirst { font-size: 1.1em; }
.byline { font-weight: bold; }
.notice { border-inline-start: .25em solid; margin: 1em 0; padding: .1em 1em; font-size: .9em; }
.notice.retraction, .mark { color: #a61b1b; }
.mark { text-transform: uppercase; }
.quotation.pull { font-size: 1.25em; border-block: thin solid; padding: .5em 0; }
table { border-collapse: collapse; font-size: .85em; }
th, td { border-bottom: thin solid; padding: .3em .6em; text-align: start; vertical-align: top; }
ol.parenthesised { list-style: none; padding: 0; counter-reset: item; }
sup, sub { line-height: 0; }
.works-heading { margin-bottom: 0; font-style: italic; }
.cover { margin-top: 20%; text-align: center; }
.cover h1 { text-align: center; }
"""

# What our HTML writes as HTML and XML wants closed. No ">" stands in an attribute: it is escaped.
_VOID = re.compile(r"<(br|hr|img)((?: [^<>]*)?)>")
_LANGUAGE = re.compile(r'(<[a-z][^<>]*? )(lang="([^"<>]*)")')
# How reading systems know the parts of our HTML (EPUB 3 Structural Semantics Vocabulary 1.1).
_SEMANTICS: Mapping[str, str] = {
    ' role="doc-noteref"': ' epub:type="noteref" role="doc-noteref"',
    ' role="doc-endnotes"': ' epub:type="endnotes" role="doc-endnotes"',
    ' role="doc-backlink"': ' epub:type="backlink" role="doc-backlink"',
    ' role="doc-bibliography"': ' epub:type="bibliography" role="doc-bibliography"',
    '<li id="note-': '<li epub:type="footnote" id="note-',
}


@dataclass(frozen=True)
class _Pictures:
    """Shows the photos whose files are in the book; of others what they show is said."""

    present: frozenset[str]

    def __call__(self, photo: Photograph, _: Addresses, **__: Any) -> str:
        if photo.sha256 not in self.present:
            return f'<p class="photo-missing">{escape(photo.alt_text)}</p>'
        source = attributes(src=f"{PICTURES}/{picture_name(photo)}")
        return f'<img{source} alt="{escape(photo.alt_text)}">'


def render(document: Document, addresses: Addresses, pictures: Mapping[str, bytes]) -> bytes:
    """The file. Not for a withdrawn article, which has no text.

    ``pictures`` are JPEGs by the SHA-256 of their photo, the widest not wider than
    ``PICTURE_WIDTH``. A photo that is not among them is left out.
    """
    shown = [photo for photo in document.every_photo() if photo.sha256 in pictures]
    setting = Setting(document, addresses, picture=_Pictures(frozenset(p.sha256 for p in shown)))
    chapter = _page(document, marked_title(document), as_xml(html.whole(setting)))
    files: dict[str, bytes] = {
        "META-INF/container.xml": CONTAINER.encode(),
        "EPUB/package.opf": package(document, addresses, shown, chapter=chapter).encode(),
        "EPUB/cover.xhtml": _page(document, document.title, cover(document, shown)).encode(),
        "EPUB/nav.xhtml": _page(document, document.title, navigation(document)).encode(),
        "EPUB/article.xhtml": chapter.encode(),
        "EPUB/styles.css": STYLES.encode(),
        **{f"EPUB/{PICTURES}/{picture_name(p)}": pictures[p.sha256] for p in shown},
    }
    return _zipped(files, document)


def as_xml(markup: str) -> str:
    """Our own HTML as XHTML: void elements closed, languages said as XML says them, too."""
    closed = _VOID.sub(r"<\1\2/>", markup)
    named = _LANGUAGE.sub(r'\1\2 xml:lang="\3"', closed)
    for plain, known in _SEMANTICS.items():
        named = named.replace(plain, known)
    return named


def _page(document: Document, title: str, body: str) -> str:
    tag = escape(document.language)
    language = f' lang="{tag}" xml:lang="{tag}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f"{language}>\n<head>\n<title>{escape(title)}</title>\n"
        '<link rel="stylesheet" type="text/css" href="styles.css"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _zipped(files: Mapping[str, bytes], document: Document) -> bytes:
    """The container (EPUB 3.3, section 4.2): the media type first, and not compressed."""
    at = document.published.astimezone(UTC)
    # The format counts years from 1980 to 2107, and seconds in pairs.
    year = min(max(at.year, 1980), 2107)
    stamp = (year, at.month, at.day, at.hour, at.minute, at.second)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in {"mimetype": b"application/epub+zip", **files}.items():
            entry = zipfile.ZipInfo(name, stamp)
            stored = name == "mimetype" or name.endswith(".jpg")
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # as on Unix, wherever it is made
            archive.writestr(entry, content)
    return target.getvalue()
