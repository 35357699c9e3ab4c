"""An article in schema.org's words, as JSON-LD for a ``<script type="application/ld+json">``.

Types and properties are those of schema.org 30.0; ``abstract``, ``correction``, ``funding``,
``creativeWorkStatus`` and ``OpinionNewsArticle`` are pending there. schema.org has no property for
a retraction: the status says it, and the correction carries the notice.
"""

from __future__ import annotations

from record.document import (
    Contribution,
    Document,
    Notice,
    Photograph,
    Publication,
    Reference,
    Term,
    body_text,
)
from renderings.addresses import Addresses
from renderings.dates import machine
from renderings.identifiers import bare_doi, doi_url, issn_url, orcid_url, ror_url
from renderings.languages import primary
from renderings.names import catalogued, full_title
from renderings.pictures import best
from renderings.schema_org import Node, in_script, node
from renderings.standing import status

__all__ = ["render"]

_UNSPACED = frozenset(["bo", "ja", "km", "lo", "my", "th", "zh"])

# JATS article types that argue, and those that review.
_OPINION = frozenset(["article-commentary", "editorial", "letter", "reply", "discussion"])
_REVIEW = frozenset(["book-review", "product-review"])


def render(document: Document, addresses: Addresses) -> str:
    """JSON that can stand in a script element as it is."""
    graph = [_article(document, addresses), _periodical(document.publication, addresses)]
    return in_script({"@graph": graph})


def _article(document: Document, addresses: Addresses) -> Node:
    address, serial = addresses.article(document.slug), document.publication
    return node(
        _kinds(document),
        id_=doi_url(document.doi) or address,
        url=address,
        mainEntityOfPage=address,
        headline=document.title,
        alternativeHeadline=document.subtitle,
        name=full_title(document),
        description=document.standfirst,
        abstract=document.abstract,
        inLanguage=document.language,
        datePublished=machine(document.first_published, serial),
        dateModified=machine(document.published, serial),
        version=document.number,
        wordCount=_word_count(document),
        isAccessibleForFree=True,
        license=document.licence.url if document.licence else "",
        creativeWorkStatus=status(document) or "Published",
        articleSection=document.section.name,
        keywords=list(document.keywords),
        about=[_about(topic, addresses) for topic in document.topics],
        spatialCoverage=[_place(region, addresses) for region in document.regions],
        image=[] if document.withdrawn else _images(document, addresses),
        author=[_person(writer, addresses) for writer in document.writers],
        editor=[_person(c, addresses) for c in catalogued(document, "editor")],
        translator=[_person(c, addresses) for c in catalogued(document, "translator")],
        publisher=_publisher(serial, addresses),
        identifier=_identifier(document),
        isPartOf=_part_of(document, addresses),
        citation=[_reference(reference) for reference in document.references],
        funding=node("Grant", description=document.funding) if document.funding else None,
        correction=[_correction(n, document, addresses) for n in document.notices],
        translationOfWork=_original(document, addresses),
    )


def _word_count(document: Document) -> int | None:
    """``None`` for a language that does not part words by spaces: better nothing than nonsense."""
    if primary(document.language) in _UNSPACED:
        return None
    return len(body_text(document).split()) or None


def _kinds(document: Document) -> str | list[str]:
    kind = document.section.article_type
    if kind in _OPINION:
        return ["ScholarlyArticle", "OpinionNewsArticle"]
    return ["ScholarlyArticle", "ReviewNewsArticle"] if kind in _REVIEW else "ScholarlyArticle"


def _person(contribution: Contribution, addresses: Addresses) -> Node:
    url = addresses.author(contribution.author) if contribution.author else ""
    if contribution.collective:
        return node("Organization", name=contribution.name, url=url)
    where = contribution.affiliation
    ror = ror_url(contribution.affiliation_ror)
    return node(
        "Person",
        id_=orcid_url(contribution.orcid),
        name=contribution.name,
        givenName=contribution.given_name,
        familyName=contribution.family_name,
        honorificSuffix=contribution.suffix,
        alternateName=contribution.native_name,
        jobTitle=contribution.title,
        affiliation=node("Organization", id_=ror, name=where) if where else None,
        url=url,
    )


def _images(document: Document, addresses: Addresses) -> list[Node]:
    """The lead photo in each shape it may be shown in, or else the first of the text."""
    photo = next(document.every_photo(), None)
    if not photo:
        return []
    shapes = ("wide", "square", "full") if photo.cropping_allowed else ("full",)
    return [_image(photo, shape, addresses) for shape in shapes]


def _image(photo: Photograph, shape: str, addresses: Addresses) -> Node:
    address, width, height = best(photo, addresses, shape, at_most=2400)
    return node(
        "ImageObject",
        url=address,
        contentUrl=address,
        encodingFormat="image/jpeg",
        width=width,
        height=height,
        caption=photo.caption,
        description=photo.alt_text,
        creditText=photo.credit_line,
        creator=node("Person", name=photo.creator) if photo.creator else None,
        copyrightNotice=photo.copyright_notice,
        license=photo.licence.url if photo.licence else "",
    )


def _publisher(serial: Publication, addresses: Addresses) -> Node:
    return node("Organization", name=serial.publisher or serial.title, url=addresses.home())


def _periodical_id(serial: Publication, addresses: Addresses) -> str:
    return issn_url(serial.issn) or f"{addresses.home()}#periodical"


def _periodical(serial: Publication, addresses: Addresses) -> Node:
    issns = [serial.issn_online, serial.issn_print, serial.issn_linking]
    return node(
        "Periodical",
        id_=_periodical_id(serial, addresses),
        name=serial.title,
        alternateName=serial.short_title,
        description=serial.tagline,
        issn=list(dict.fromkeys(filter(None, issns))),
        url=addresses.home(),
        publisher=_publisher(serial, addresses),
    )


def _part_of(document: Document, addresses: Addresses) -> Node:
    """The issue in its volume in the periodical, of as much as there is."""
    part: Node = {"@id": _periodical_id(document.publication, addresses)}
    if not document.issue:
        return part
    issue = document.issue
    if issue.volume:
        part = node("PublicationVolume", volumeNumber=issue.volume, isPartOf=part)
    address = addresses.issue(issue.slug)
    return node(
        "PublicationIssue", issueNumber=issue.number, name=issue.title, url=address, isPartOf=part
    )


def _identifier(document: Document) -> Node | None:
    if not document.doi:
        return None
    return node(
        "PropertyValue",
        propertyID="https://registry.identifiers.org/registry/doi",
        value=f"doi:{bare_doi(document.doi)}",
        url=doi_url(document.doi),
    )


def _about(topic: Term, addresses: Addresses) -> Node:
    return node("DefinedTerm", name=topic.name, url=addresses.topic(topic.slug))


def _place(region: Term, addresses: Addresses) -> Node:
    return node("Place", name=region.name, url=addresses.region(region.slug))


def _reference(reference: Reference) -> Node:
    kind = "ScholarlyArticle" if reference.doi else "CreativeWork"
    return node(kind, id_=doi_url(reference.doi), name=reference.text, url=reference.url)


def _correction(notice: Notice, document: Document, addresses: Addresses) -> Node:
    return node(
        "CorrectionComment",
        name=notice.kind.value.capitalize(),
        text=notice.note,
        datePublished=machine(notice.at, document.publication),
        url=addresses.version(document.slug, notice.number),
    )


def _original(document: Document, addresses: Addresses) -> Node | None:
    if not (original := document.translation_of):
        return None
    return node(
        "ScholarlyArticle",
        id_=addresses.article(original.slug),
        name=original.title,
        inLanguage=original.language,
    )
