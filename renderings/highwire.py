"""The ``<meta>`` lines by which Google Scholar, Zotero and libraries recognise an article.

Highwire Press tags first, as Scholar asks for; then PRISM and Dublin Core. One value a line, in
order, and no line without a value; what belongs to an author follows that author at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from record.document import Document, Reference
from renderings import citation
from renderings.addresses import Addresses
from renderings.dates import first_day, local
from renderings.escaping import escape, line
from renderings.identifiers import bare_doi, doi_url, orcid_url
from renderings.names import index_name
from renderings.standing import catalogue_title

__all__ = ["render"]

_SCHEMAS = (
    '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">\n'
    '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">'
)


def render(document: Document, addresses: Addresses) -> str:
    """Lines for the ``<head>`` of the article's page."""
    return "\n".join(
        [
            *_lines(_highwire(document, addresses)),
            *_lines(_prism(document, addresses)),
            _SCHEMAS,
            *_lines(_dublin_core(document, addresses)),
        ]
    )


def _lines(values: Iterator[tuple[str, str]]) -> Iterator[str]:
    for name, value in values:
        if text := line(value).strip():
            yield f'<meta name="{name}" content="{escape(text)}">'


def _highwire(document: Document, addresses: Addresses) -> Iterator[tuple[str, str]]:
    serial, day = document.publication, f"{first_day(document):%Y/%m/%d}"
    address = addresses.article(document.slug)
    yield "citation_title", catalogue_title(document)
    for writer in document.writers:
        yield "citation_author", index_name(writer)
        yield "citation_author_institution", writer.affiliation
        yield "citation_author_orcid", orcid_url(writer.orcid)
    yield "citation_publication_date", day
    yield "citation_online_date", day
    yield "citation_journal_title", serial.title
    yield "citation_journal_abbrev", serial.short_title
    yield "citation_publisher", serial.publisher
    yield "citation_issn", serial.issn_online
    yield "citation_issn", serial.issn_print
    if not serial.issn_online and not serial.issn_print:
        yield "citation_issn", serial.issn_linking
    yield "citation_volume", document.issue.volume if document.issue else ""
    yield "citation_issue", document.issue.number if document.issue else ""
    yield "citation_doi", bare_doi(document.doi)
    yield "citation_language", document.language
    for keyword in document.keywords:
        yield "citation_keywords", keyword
    yield "citation_abstract", document.abstract or document.standfirst
    yield "citation_abstract_html_url", address
    yield "citation_fulltext_html_url", address
    if not document.withdrawn:
        yield "citation_pdf_url", addresses.form(document.slug, "pdf")
    yield "citation_public_url", address
    yield "citation_section", document.section.name
    yield "citation_article_type", document.section.article_type
    for reference in document.references:
        yield "citation_reference", _reference(reference)


def _reference(reference: Reference) -> str:
    doi = bare_doi(reference.doi)
    return f"{reference.text} doi:{doi}" if doi and doi not in reference.text else reference.text


def _prism(document: Document, addresses: Addresses) -> Iterator[tuple[str, str]]:
    serial = document.publication
    yield "prism.publicationName", serial.title
    yield "prism.issn", serial.issn_print
    yield "prism.eIssn", serial.issn_online
    yield "prism.volume", document.issue.volume if document.issue else ""
    yield "prism.number", document.issue.number if document.issue else ""
    yield "prism.publicationDate", f"{first_day(document):%Y-%m-%d}"
    yield "prism.doi", bare_doi(document.doi)
    yield "prism.url", addresses.article(document.slug)
    yield "prism.section", document.section.name


def _dublin_core(document: Document, addresses: Addresses) -> Iterator[tuple[str, str]]:
    serial, licence = document.publication, document.licence
    rights = (licence.url or licence.name) if licence else ""
    first = f"{first_day(document):%Y-%m-%d}"
    yield "DC.title", catalogue_title(document)
    for writer in document.writers:
        yield "DC.creator", index_name(writer)
    for subject in dict.fromkeys([*document.keywords, *(each.name for each in document.topics)]):
        yield "DC.subject", subject
    yield "DC.description", document.standfirst or document.abstract
    yield "DC.publisher", serial.publisher
    yield "DC.date", first
    yield "DC.type", "Text"
    yield "DC.format", "text/html"
    yield "DC.identifier", doi_url(document.doi)
    yield "DC.identifier", addresses.article(document.slug)
    yield "DC.source", serial.title
    yield "DC.language", document.language
    for region in document.regions:
        yield "DC.coverage", region.name
    yield "DC.rights", rights
    yield "DCTERMS.issued", first
    yield "DCTERMS.modified", f"{local(document.published, serial):%Y-%m-%d}"
    yield "DCTERMS.license", licence.url if licence else ""
    yield "DCTERMS.bibliographicCitation", citation.render(document, addresses)
    yield "DCTERMS.isPartOf", f"urn:ISSN:{serial.issn}" if serial.issn else ""
