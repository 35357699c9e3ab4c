"""What the directory says today of a serial, section, licence or photo, as a Document holds it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from articles import body
from articles.models import Article
from photos.models import Photo
from record import document as doc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publication.models import Issue, Licence, Publication, Section

__all__ = [
    "figures",
    "issue",
    "lead_photo",
    "licence",
    "licence_of",
    "photograph",
    "photos_of",
    "publication",
    "section",
]


def publication(publication: Publication) -> doc.Publication:
    return doc.Publication(
        title=publication.title,
        short_title=publication.short_title,
        tagline=publication.tagline,
        publisher=publication.publisher,
        place=publication.place,
        issn_online=publication.issn_online,
        issn_print=publication.issn_print,
        issn_linking=publication.issn_linking,
        time_zone=publication.time_zone,
    )


def section(section: Section | None) -> doc.Section:
    """An article without a section has an unnamed one, which the checklist refuses."""
    if section is None:
        return doc.Section(slug="", name="", article_type="")
    return doc.Section(section.slug, section.name, section.article_type)


def issue(issue: Issue | None) -> doc.Issue | None:
    if issue is None:
        return None
    return doc.Issue(issue.slug, str(issue.volume or ""), str(issue.number or ""), issue.title)


def licence_of(article: Article) -> Licence | None:
    """The article's own licence, else its section's, else the publication's."""
    by_section = article.section.licence if article.section else None
    return article.licence or by_section or article.publication.licence


def licence(licence: Licence | None) -> doc.Licence | None:
    if licence is None:
        return None
    return doc.Licence(licence.spdx, licence.name, licence.url, licence.republishing_allowed)


def photograph(photo: Photo) -> doc.Photograph:
    return doc.Photograph(
        sha256=photo.sha256,
        width=photo.width,
        height=photo.height,
        alt_text=photo.alt_text,
        credit_line=photo.credit_line,
        caption=photo.caption,
        creator=photo.creator,
        source=photo.source,
        copyright_notice=photo.copyright_notice,
        licence=licence(photo.licence),
        redistribution_allowed=photo.redistribution_allowed,
        cropping_allowed=photo.cropping_allowed,
    )


def lead_photo(article: Article) -> doc.Photograph | None:
    """The lead photo with the article's caption, and its credit if the photo has none."""
    if article.lead_photo is None:
        return None
    photo = photograph(article.lead_photo)
    return dataclasses.replace(
        photo,
        credit_line=photo.credit_line or article.lead_photo_credit,
        caption=article.lead_photo_caption or photo.caption,
    )


def figures(article: Article) -> Mapping[int, doc.Photograph]:
    """The photos placed in the body that the library holds, by primary key."""
    return {photo.pk: photograph(photo) for photo in _placed(article)}


def photos_of(article: Article) -> list[Photo]:
    """Every photo publishing this article would show, the lead photo first."""
    lead = [article.lead_photo] if article.lead_photo else []
    return lead + [photo for photo in _placed(article) if photo.pk != article.lead_photo_id]


def _placed(article: Article) -> list[Photo]:
    ids = body.photo_ids(article.body)
    return list(Photo.objects.filter(pk__in=ids).select_related("licence").order_by("pk"))
