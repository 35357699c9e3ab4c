"""What a PDF file says of itself to libraries: XMP (ISO 16684-1) with Dublin Core and PRISM 3.0.

Reference managers find the DOI and the ISSN here, and archives the state of the article.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from record.document import Document
from renderings.addresses import Addresses
from renderings.dates import first_day, local
from renderings.escaping import escape, line, safe_link
from renderings.identifiers import bare_doi
from renderings.standing import catalogue_title, standing

__all__ = ["xmp"]

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}


def xmp(document: Document, addresses: Addresses, *, accessible: bool) -> str:
    """The packet. ``accessible`` claims conformance with PDF/UA-1, which the file must keep."""
    names = "".join(f' xmlns:{name}="{address}"' for name, address in _NAMESPACES.items())
    properties = [
        *_dublin_core(document, addresses),
        *_prism(document, addresses),
        *_rights(document),
        *_of_the_file(document, addresses),
        *([_simple("pdfuaid:part", "1")] if accessible else []),
    ]
    inner = "\n".join(filter(None, properties))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about=""{names}>\n{inner}\n</rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )


def _dublin_core(document: Document, addresses: Addresses) -> Iterator[str]:
    address = addresses.article(document.slug)
    subjects = dict.fromkeys([*document.keywords, *(each.name for each in document.topics)])
    yield _alternatives("dc:title", catalogue_title(document), document.language)
    yield _several("dc:creator", "Seq", [writer.name for writer in document.writers])
    yield _alternatives(
        "dc:description", document.standfirst or document.abstract, document.language
    )
    yield _several("dc:subject", "Bag", list(subjects))
    yield _several("dc:publisher", "Bag", [document.publication.publisher])
    yield _several("dc:date", "Seq", [f"{first_day(document):%Y-%m-%d}"])
    yield _several("dc:language", "Bag", [document.language])
    yield _several("dc:type", "Bag", ["Text"])
    yield _simple("dc:format", "application/pdf")
    doi = bare_doi(document.doi)
    yield _simple("dc:identifier", f"doi:{doi}" if doi else address)
    yield _simple("dc:source", document.publication.title)


def _prism(document: Document, addresses: Addresses) -> Iterator[str]:
    serial, issue = document.publication, document.issue
    first = f"{first_day(document):%Y-%m-%d}"
    yield _simple("prism:aggregationType", "journal")
    yield _simple("prism:publicationName", serial.title)
    yield _simple("prism:issn", serial.issn_print)
    yield _simple("prism:eIssn", serial.issn_online)
    yield _simple("prism:volume", issue.volume if issue else "")
    yield _simple("prism:number", issue.number if issue else "")
    yield _simple("prism:section", document.section.name)
    yield _simple("prism:publicationDate", first)
    yield _simple("prism:coverDate", first)
    yield _simple("prism:doi", bare_doi(document.doi))
    yield _simple("prism:url", addresses.article(document.slug))
    yield _simple("prism:versionIdentifier", str(document.number))
    yield _simple("prism:hasCorrection", standing(document))


def _rights(document: Document) -> Iterator[str]:
    licence = document.licence
    if not licence:
        return
    name = licence.name or licence.spdx
    yield _alternatives("dc:rights", name, "en")
    yield _simple("xmpRights:Marked", "True")
    yield _simple("xmpRights:WebStatement", safe_link(licence.url))
    yield _alternatives("xmpRights:UsageTerms", name, "en")


def _of_the_file(document: Document, addresses: Addresses) -> Iterator[str]:
    at = f"{local(document.published, document.publication).isoformat(timespec='seconds')}"
    version = addresses.version(document.slug, document.number)
    yield _simple("xmp:CreateDate", at)
    yield _simple("xmp:ModifyDate", at)
    yield _simple("xmp:MetadataDate", at)
    yield _simple("pdf:Keywords", ", ".join(document.keywords))
    yield _simple("xmpMM:DocumentID", f"uuid:{document.article}")
    yield _simple("xmpMM:InstanceID", f"uuid:{uuid.uuid5(uuid.NAMESPACE_URL, version)}")
    yield _simple("xmpMM:VersionID", str(document.number))


def _simple(name: str, value: str) -> str:
    text = line(value).strip()
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _several(name: str, kind: str, values: Sequence[str]) -> str:
    """An array; ``kind`` is ``Seq`` where the order says something, else ``Bag``."""
    texts = [text for value in values if (text := line(value).strip())]
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _alternatives(name: str, value: str, language: str) -> str:
    """A text by language. The first item must be ``x-default`` (section 8.2.2.4)."""
    text = escape(line(value).strip())
    if not text:
        return ""
    items = f'<rdf:li xml:lang="x-default">{text}</rdf:li>'
    if language:
        items += f'<rdf:li xml:lang="{escape(language)}">{text}</rdf:li>'
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"
