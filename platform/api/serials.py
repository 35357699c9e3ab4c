"""What stands behind all articles, as JSON: publications, licences, disclaimers.

None of these has an index of what names it. Public of them is:

* of publications the default one, which the page About describes, and those of an issue in which
  something readable appears;
* of licences those of readable articles and the default publication's;
* of disclaimers those that the page About prints: the default publication's and those of sections
  in which something readable appears, in the wording in force. An earlier edition is public if it
  is found under an article that was published while it was in force.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from api.site import addresses
from editing.text import clean_text
from partners.terms import Terms
from publication.disclaimers import VARIABLE, current_edition, variables_of
from publication.models import (
    Disclaimer,
    DisclaimerEdition,
    Issue,
    Licence,
    Publication,
    Section,
)
from record.canonical import loads
from record.listings import public
from record.models import Appearance, PublishedArticle, Version
from record.summary import instant
from record.syndicating import restrict
from renderings.article_json import api_address
from renderings.escaping import safe_link
from renderings.identifiers import issn_url

__all__ = [
    "disclaimer",
    "editions",
    "licence",
    "public_disclaimers",
    "public_licences",
    "public_publications",
    "publication",
]

EDITIONS = 20  # earlier ones that are looked for, the latest first
TRIED = 3  # articles in which each is looked for


# --- which are public -------------------------------------------------------------------------


def public_publications(
    serial: Publication | None, terms: Terms, *, now: datetime
) -> QuerySet[Publication]:
    """``serial`` is the default publication, here and below."""
    issues = public(Issue, terms, now=now).filter(publication=OuterRef("pk"))
    found = Publication.objects.filter(Q(pk=_key(serial)) | Q(Exists(issues)))
    return found.select_related("licence")


def public_licences(
    serial: Publication | None, terms: Terms, *, now: datetime
) -> QuerySet[Licence]:
    articles = PublishedArticle.objects.listed().filter(licence=OuterRef("spdx"))
    used = Exists(restrict(articles, terms, now=now))
    return Licence.objects.filter(Q(used) | Q(pk=serial.licence_id if serial else None))


def public_disclaimers(
    serial: Publication | None, terms: Terms, *, now: datetime
) -> QuerySet[Disclaimer]:
    sections = public(Section, terms, now=now).values("disclaimer")
    worded = DisclaimerEdition.objects.filter(disclaimer=OuterRef("pk"))
    own = Q(pk=serial.disclaimer_id if serial else None)
    found = Disclaimer.objects.filter(own | Q(pk__in=sections))
    return found.filter(Exists(worded)).prefetch_related("editions")


def _key(serial: Publication | None) -> int | None:
    return serial.pk if serial else None


# --- as JSON ----------------------------------------------------------------------------------


def publication(row: Publication) -> dict[str, Any]:
    issn = row.issn_online or row.issn_print or row.issn_linking
    return {
        "id": row.pk,
        "links": {
            "self": api_address(addresses(), "publications", str(row.pk)),
            "page": addresses().about(),
        },
        "title": row.title,
        "short_title": row.short_title,
        "tagline": row.tagline,
        "publisher": row.publisher,
        "place": row.place,
        "contact_email": row.contact_email,
        "language": row.language,
        "languages": list(row.languages),
        "time_zone": row.time_zone,
        "issn_online": row.issn_online,
        "issn_print": row.issn_print,
        "issn_linking": row.issn_linking,
        "issn": issn,
        "issn_url": issn_url(issn),
        "licence": licence(row.licence) if row.licence else None,
        "about": row.about,
        "default": row.is_default,
    }


def licence(row: Licence) -> dict[str, Any]:
    return {
        "spdx": row.spdx,
        "links": {
            "self": api_address(addresses(), "licences", row.spdx),
            "articles": f"{api_address(addresses(), 'articles')}?licence={row.spdx}",
        },
        "name": row.name,
        "url": safe_link(row.url),
        "republishing_allowed": row.republishing_allowed,
        "terms": row.terms,
    }


def disclaimer(
    row: Disclaimer, serial: Publication | None, sections: Collection[Section]
) -> dict[str, Any]:
    """The wording in force, with the names of the serial filled in; ``sections`` are all public
    ones."""
    edition = current_edition(row)
    return {
        "id": row.pk,
        "links": {"self": api_address(addresses(), "disclaimers", str(row.pk))},
        "number": edition.number if edition else 0,
        **_wordings(edition, serial),
        "since": instant(edition.created_at) if edition else None,
        "default": bool(serial and serial.disclaimer_id == row.pk),
        "sections": [each.slug for each in sections if each.disclaimer_id == row.pk],
    }


def editions(
    row: Disclaimer, serial: Publication | None, sections: Collection[Section]
) -> list[dict[str, Any]]:
    """The public editions, the latest first: two queries. Arguments as of ``disclaimer``."""
    latest, *earlier = sorted(row.editions.all(), key=lambda each: -each.number)
    ends = [latest.created_at, *(each.created_at for each in earlier)]
    earlier = earlier[:EDITIONS]
    printed = _printed(row, serial, sections, earlier, ends)
    told = [latest, *(each for each in earlier if _wording_set(each, serial) & printed)]
    return [
        {"number": each.number, **_wordings(each, serial), "since": instant(each.created_at)}
        for each in told
    ]


def _printed(
    row: Disclaimer,
    serial: Publication | None,
    sections: Collection[Section],
    earlier: Sequence[DisclaimerEdition],
    ends: Sequence[datetime],
) -> set[str]:
    """The disclaimers under some articles of the time in which each of the editions was in force,
    in sections that use it."""
    general = serial is not None and serial.disclaimer_id == row.pk
    keys = [
        each.pk
        for each in sections
        if each.disclaimer_id == row.pk or (general and each.disclaimer_id is None)
    ]
    tried = []
    for edition, end in zip(earlier, ends, strict=False):
        shown = Appearance.objects.filter(
            section__in=keys,
            current=True,
            first_published__gte=edition.created_at,
            first_published__lt=end,
        ).order_by("-first_published")
        articles = shown.values("article__article")[:TRIED]
        tried.append(Version.objects.filter(number=1, article__in=articles))
    if not tried or not keys:
        return set()
    versions = tried[0].union(*tried[1:], all=True)
    documents = (loads(version.document) for version in versions if version.document)
    return {text for document in documents for text in document.disclaimers}


def _wordings(edition: DisclaimerEdition | None, serial: Publication | None) -> dict[str, str]:
    return {
        "wording_one": _filled(edition.wording_one, serial) if edition else "",
        "wording_several": _filled(edition.wording_several, serial) if edition else "",
    }


def _wording_set(edition: DisclaimerEdition, serial: Publication | None) -> set[str]:
    return {text for text in _wordings(edition, serial).values() if text}


def _filled(text: str, serial: Publication | None) -> str:
    """As printed under an article of the publication."""
    values = variables_of(serial)
    return clean_text(VARIABLE.sub(lambda match: values.get(match[1].strip(), match[0]), text))
