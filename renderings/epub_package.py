"""What an EPUB says of itself: its package document, its contents and its cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from urllib.parse import quote

from record.document import Contribution, Document, Heading, Photograph, plain
from renderings.addresses import Addresses
from renderings.dates import first_day
from renderings.escaping import escape, line
from renderings.identifiers import bare_doi, doi_url
from renderings.languages import direction, words_for
from renderings.names import index_name
from renderings.standing import catalogue_title, marked_title, standing

__all__ = ["PICTURES", "cover", "navigation", "package", "picture_name"]

PICTURES = "pictures"

# Codes of the Library of Congress's MARC relators.
_RELATORS = {
    "author": "aut", "translator": "trl", "editor": "edt", "interviewer": "ivr",
    "photographer": "pht", "illustrator": "ill", "reviewer": "rev",
}  # fmt: skip


def picture_name(photo: Photograph) -> str:
    return f"{photo.sha256}.jpg"


def package(
    document: Document, addresses: Addresses, pictures: Sequence[Photograph], *, chapter: str
) -> str:
    """The package document (EPUB 3.3, section 5). ``chapter`` is the text's file."""
    language = escape(document.language)
    toward = direction(document.language)
    metadata = "\n".join(
        [*_metadata(document, addresses), *_accessibility(document, pictures, chapter)]
    )
    lead = document.lead_photo.sha256 if document.lead_photo else ""
    items = "\n".join(
        f'<item id="picture-{place}" href="{PICTURES}/{picture_name(photo)}" '
        f'media-type="image/jpeg"{_as_cover(photo, lead)}/>'
        for place, photo in enumerate(pictures, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{language}" dir="{toward}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{metadata}\n</metadata>\n'
        "<manifest>\n"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>\n'
        '<item id="article" href="article.xhtml" media-type="application/xhtml+xml"/>\n'
        f'<item id="styles" href="styles.css" media-type="text/css"/>\n{items}\n</manifest>\n'
        f'<spine page-progression-direction="{toward}">\n<itemref idref="cover"/>\n'
        '<itemref idref="article"/>\n</spine>\n</package>\n'
    )


def _as_cover(photo: Photograph, lead: str) -> str:
    return ' properties="cover-image"' if photo.sha256 == lead else ""


def _metadata(document: Document, addresses: Addresses) -> Iterator[str]:
    serial, licence = document.publication, document.licence
    doi = bare_doi(document.doi)
    yield f'<dc:identifier id="id">{_named(document)}</dc:identifier>'
    yield f"<dc:identifier>urn:uuid:{escape(document.article)}</dc:identifier>" if doi else ""
    yield f'<dc:title id="title">{_said(catalogue_title(document)) or "—"}</dc:title>'
    yield f"<dc:language>{escape(document.language)}</dc:language>"
    for place, person in enumerate(document.byline, start=1):
        yield from _person(person, place, writes=person in document.writers)
    yield _element("dc:publisher", serial.publisher or serial.title)
    yield f"<dc:date>{first_day(document):%Y-%m-%d}</dc:date>"
    yield f"<dc:source>urn:issn:{escape(serial.issn)}</dc:source>" if serial.issn else ""
    yield _element("dc:description", document.standfirst or document.abstract)
    subjects = [*document.keywords, *(each.name for each in document.topics)]
    for subject in dict.fromkeys(subjects):
        yield _element("dc:subject", subject)
    yield _element("dc:rights", f"{licence.name or licence.spdx} {licence.url}" if licence else "")
    yield _element("dc:relation", addresses.article(document.slug))
    yield _property("belongs-to-collection", serial.title, id="serial")
    yield '<meta refines="#serial" property="collection-type">series</meta>'
    if document.issue and document.issue.number:
        yield _property("group-position", document.issue.number, refines="#serial")
    yield _property("dcterms:bibliographicCitation", standing(document))
    modified = document.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield f'<meta property="dcterms:modified">{modified}</meta>'


def _named(document: Document) -> str:
    """The DOI as an address; without one, the article's UUID."""
    return escape(doi_url(document.doi) or f"urn:uuid:{document.article}")


def _person(person: Contribution, place: int, *, writes: bool) -> Iterator[str]:
    name = f"person-{place}"
    element = "dc:creator" if writes else "dc:contributor"
    yield f'<{element} id="{name}">{_said(person.name) or "—"}</{element}>'
    if relator := _RELATORS.get(person.role):
        yield (f'<meta refines="#{name}" property="role" scheme="marc:relators">{relator}</meta>')
    yield _property("file-as", index_name(person), refines=f"#{name}")


def _accessibility(
    document: Document, pictures: Sequence[Photograph], chapter: str
) -> Iterator[str]:
    """As EPUB Accessibility 1.1 asks for (section 2.2)."""
    yield _property("schema:accessMode", "textual")
    if pictures:
        yield _property("schema:accessMode", "visual")
    yield _property("schema:accessModeSufficient", "textual")
    features = [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
    ]
    if pictures and all(photo.alt_text for photo in pictures):
        features.append("alternativeText")
    for feature in features:
        yield _property("schema:accessibilityFeature", feature)
    yield _property("schema:accessibilityHazard", "none")
    summary = "Headings, lists, tables and notes are marked up, notes link to the text and back."
    yield _property("schema:accessibilitySummary", summary)


def _property(name: str, value: str, **attributes: str) -> str:
    text = _said(value)
    more = "".join(f' {key}="{escape(each)}"' for key, each in attributes.items())
    return f'<meta{more} property="{name}">{text}</meta>' if text else ""


def _element(name: str, value: str) -> str:
    text = _said(value)
    return f"<{name}>{text}</{name}>" if text else ""


def _said(value: str) -> str:
    return escape(line(value).strip())


# --- the pages around the text ----------------------------------------------------------------


def cover(document: Document, pictures: Sequence[Photograph]) -> str:
    """Serial, photo, title and names; XHTML."""
    lead = document.lead_photo
    parts = [f'<p class="serial">{escape(document.publication.title)}</p>']
    if lead and lead in pictures:
        source = f"{PICTURES}/{picture_name(lead)}"
        parts.append(f'<p><img src="{source}" alt="{escape(lead.alt_text)}"/></p>')
    parts.append(f"<h1>{escape(marked_title(document))}</h1>")
    parts += [f"<p>{escape(document.subtitle)}</p>"] if document.subtitle else []
    names = words_for(document.language).joined([person.name for person in document.writers])
    parts.append(f"<p>{escape(names)}</p>")
    inner = "\n".join(parts)
    return f'<section class="cover" epub:type="cover">\n{inner}\n</section>'


def navigation(document: Document) -> str:
    """The table of contents (EPUB 3.3, section 7); XHTML."""
    words = words_for(document.language)
    title = escape(marked_title(document)) if line(document.title).strip() else "—"
    entries = [
        (max(2, min(block.level, 4)), line(plain(block.content)).strip(), f"#h-{_id(block.anchor)}")
        for block in document.body
        if isinstance(block, Heading) and block.anchor
    ]
    entries += [(2, words.notes, "#notes-heading")] if document.notes else []
    entries += [(2, words.references, "#references-heading")] if document.references else []
    inner = _nested([entry for entry in entries if entry[1]])
    return (
        f'<nav epub:type="toc" role="doc-toc">\n<h1>{title}</h1>\n<ol>\n'
        f'<li><a href="article.xhtml">{title}</a>{inner}</li>\n</ol>\n</nav>\n'
        '<nav epub:type="landmarks" hidden="hidden">\n<ol>\n'
        f'<li><a epub:type="cover" href="cover.xhtml">{title}</a></li>\n'
        f'<li><a epub:type="bodymatter" href="article.xhtml">{title}</a></li>\n</ol>\n</nav>'
    )


def _id(anchor: str) -> str:
    return quote("-".join(anchor.split()))


def _nested(entries: Sequence[tuple[int, str, str]]) -> str:
    """A list in which what has a deeper level stands within the entry before."""
    if not entries:
        return ""
    items, place = [], 0
    while place < len(entries):
        level, words, fragment = entries[place]
        end = place + 1
        while end < len(entries) and entries[end][0] > level:
            end += 1
        inner = _nested(entries[place + 1 : end])
        items.append(f'<li><a href="article.xhtml{fragment}">{escape(words)}</a>{inner}</li>')
        place = end
    return f"\n<ol>\n{chr(10).join(items)}\n</ol>"
