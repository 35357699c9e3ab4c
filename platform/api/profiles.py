"""Author profiles as JSON. What is listed here is public; e-mail, telephone and notes never are."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from api.site import addresses
from authors.models import Affiliation, Author, SelectedWork
from editing.richtext import clean_simple, to_plain
from photos.models import Photo
from record.document import Licence, Photograph
from record.listings import public
from renderings.article_json import api_address, photograph
from renderings.escaping import safe_link
from renderings.identifiers import doi_url, orcid_url, ror_url

__all__ = ["brief", "profile", "profiles", "whole_profiles"]


def whole_profiles(authors: QuerySet[Author]) -> QuerySet[Author]:
    """The same, to be read with all that profiles show: four queries for however many."""
    return authors.select_related("portrait__licence").prefetch_related(
        "links", "works", Prefetch("affiliations", begun())
    )


def begun() -> QuerySet[Affiliation]:
    """Posts held by now: one that an author will take up is nobody's business yet."""
    today = timezone.now().date()
    started = Q(started__isnull=True) | Q(started__lte=today)
    return Affiliation.objects.filter(started).select_related("organisation")


def profiles(slugs: Collection[str]) -> dict[str, dict[str, Any]]:
    """The public profiles at these slugs: four queries."""
    if not slugs:
        return {}
    found = whole_profiles(public(Author).filter(slug__in=slugs))
    return {author.slug: profile(author, author.affiliations.all()) for author in found}


def brief(author: Author, affiliations: Iterable[Affiliation]) -> dict[str, Any]:
    """An author in a list. ``affiliations`` are those in force."""
    slug = author.slug
    articles = f"{api_address(addresses(), 'articles')}?author={slug}"
    return {
        "slug": slug,
        "links": {
            "self": api_address(addresses(), "authors", slug),
            "page": addresses().author(slug),
            "articles": articles,
        },
        "name": author.display_name,
        "sort_name": author.sort_name,
        "native_name": author.native_name,
        "title": author.title,
        "orcid": author.orcid,
        "orcid_url": orcid_url(author.orcid),
        "affiliations": [_affiliation(each) for each in affiliations],
    }


def profile(author: Author, affiliations: Iterable[Affiliation]) -> dict[str, Any]:
    """An author with everything readers may know. ``affiliations`` are past ones, too."""
    biography, portrait = _safe(author.biography), author.portrait
    return {
        **brief(author, affiliations),
        "given_name": author.given_name,
        "family_name": author.family_name,
        "name_order": author.name_order,
        "suffix": author.suffix,
        "portrait": _portrait(portrait) if portrait and not portrait.withheld else None,
        "biography_html": biography,
        "biography_text": to_plain(biography),
        "websites": [
            {"label": link.label, "url": safe_link(link.url)} for link in author.links.all()
        ],
        "works": [_work(work) for work in author.works.all()],
    }


def _safe(html: str) -> str:
    """Cleaned once more on the way out: a row may have been written by other hands."""
    try:
        return clean_simple(html)
    except ValidationError:
        return ""


def _portrait(photo: Photo) -> dict[str, Any]:
    licence = photo.licence
    return photograph(
        Photograph(
            sha256=photo.sha256,
            width=photo.width,
            height=photo.height,
            alt_text=photo.alt_text,
            credit_line=photo.attribution,
            caption=photo.caption,
            creator=photo.creator,
            source=photo.source,
            copyright_notice=photo.copyright_notice,
            licence=Licence(
                licence.spdx,
                licence.name,
                photo.terms_url,
                republishing_allowed=licence.republishing_allowed,
            )
            if licence
            else None,
            redistribution_allowed=photo.redistribution_allowed,
            cropping_allowed=photo.cropping_allowed,
        ),
        addresses(),
    )


def _affiliation(affiliation: Affiliation) -> dict[str, Any]:
    organisation = affiliation.organisation
    return {
        "role": affiliation.role,
        "organisation": organisation.name,
        "place": organisation.place,
        "country": organisation.country,
        "ror": organisation.ror,
        "ror_url": ror_url(organisation.ror),
        "website": safe_link(organisation.website),
        "started": affiliation.started.isoformat() if affiliation.started else None,
        "ended": affiliation.ended.isoformat() if affiliation.ended else None,
    }


def _work(work: SelectedWork) -> dict[str, Any]:
    return {
        "title": work.title,
        "publisher": work.publisher,
        "year": work.year,
        "url": safe_link(work.url),
        "doi": work.doi,
        "doi_url": doi_url(work.doi),
    }
