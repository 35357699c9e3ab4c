"""The looks of the checklist, each at one thing. What it finds is no error, warning or advice by
taste: an error would mislead readers or break the law, a warning breaks a rule of the house that
has its exceptions, advice makes an article better.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from articles import body, linking, statements
from articles.byline import contributions
from articles.disclaiming import disclaimers_of
from articles.findings import Item, advice, error, warning
from articles.local_times import spelt_out
from articles.models import Article
from publication.identifiers import InvalidIssn, normalise_issn
from record import listings

if TYPE_CHECKING:
    from photos.models import Photo

__all__ = ["LOOKS"]

LONG_TITLE = 120  # characters: what fits a search result and a phone's first screen
SHORT_STANDFIRST = 60  # characters
LONG_STANDFIRST = 400  # characters
LAPSING = 30  # days before a photo's rights expire that the editor is told

TO_COME = re.compile(r"\bTK(?:TK)*\b")  # the newsroom's mark for what is still to come


def _dates(article: Article, at: datetime) -> Iterator[Item]:
    zone = ZoneInfo(article.publication.time_zone)
    if article.embargo_until and at < article.embargo_until:
        hour = spelt_out(article.embargo_until, zone)
        yield error("embargoed", "dates", f"Embargoed: nothing of it may be public before {hour}.")
    if article.expires_at and article.expires_at <= at:
        hour = spelt_out(article.expires_at, zone)
        yield error("expired", "dates", f"It expires on {hour}: readers would not find it.")


def _title(article: Article, at: datetime) -> Iterator[Item]:
    if not article.title.strip():
        yield error("title-missing", "title", "The article has no title.")
    elif len(article.title) > LONG_TITLE:
        yield advice(
            "title-long",
            "title",
            f"The title has {len(article.title)} characters; search engines cut after about 70.",
        )
    if listings.slug_taken(article.slug, by=article.key):
        yield error(
            "address-taken",
            "slug",
            f"The address “{article.slug}” belongs, or belonged, to another published article.",
        )


def _standfirst(article: Article, at: datetime) -> Iterator[Item]:
    length = len(article.standfirst.strip())
    if length == 0:
        yield advice("standfirst-missing", "standfirst", "There is no standfirst.")
    elif length < SHORT_STANDFIRST:
        yield advice(
            "standfirst-short", "standfirst", f"The standfirst has only {length} characters."
        )
    elif length > LONG_STANDFIRST:
        yield advice(
            "standfirst-long",
            "standfirst",
            f"The standfirst has {length} characters; more than {LONG_STANDFIRST} is a paragraph.",
        )


def _section(article: Article, at: datetime) -> Iterator[Item]:
    section = article.section
    if section is None:
        yield error("section-missing", "section", "Choose the section it appears in.")
        return
    words = body.word_count(article.body)
    if section.min_words and words < section.min_words:
        yield warning(
            "body-short",
            "body",
            f"The body has {words} words; {section.name} asks for at least {section.min_words}.",
        )
    if section.max_words and words > section.max_words:
        yield warning(
            "body-long",
            "body",
            f"The body has {words} words; {section.name} allows {section.max_words}.",
        )
    if section.abstract_required and not article.abstract.strip():
        yield error("abstract-missing", "abstract", f"{section.name} requires an abstract.")


def _body(article: Article, at: datetime) -> Iterator[Item]:
    if not body.plain_text(article.body).strip():
        yield error("body-missing", "body", "The article has no text.")
        return
    text = body.parse(article.body, statements.figures(article), linking.addresses(article.body))
    for words in text.missing_articles:
        yield error(
            "link-unpublished",
            "body",
            f"The link “{words}” leads to an article of ours that readers cannot see.",
        )
    for photo in text.missing_photos:
        yield error(
            "figure-unknown", "body", f"A figure shows photo {photo}, which isn't in the library."
        )
    if text.notes and article.section and not article.section.notes_allowed:
        yield error(
            "notes-forbidden", "body", f"{article.section.name} allows no notes. Work them in."
        )


def _to_come(article: Article, at: datetime) -> Iterator[Item]:
    texts = {
        "title": article.title,
        "subtitle": article.subtitle,
        "standfirst": article.standfirst,
        "abstract": article.abstract,
        "body": body.plain_text(article.body),
    }
    for field, text in texts.items():
        if found := TO_COME.search(text):
            around = text[max(0, found.start() - 30) : found.end() + 30].strip()
            yield error("to-come", field, f"“TK” still stands in the {field}: “…{around}…”.")


def _byline(article: Article, at: datetime) -> Iterator[Item]:
    byline = contributions(article, on=at.date())
    if not byline:
        yield error("byline-missing", "contributions", "Nobody signs. Add a contribution.")
    elif not any(line.role == "author" for line in byline):
        yield warning("author-missing", "contributions", "The byline names no author.")
    for line in byline:
        if not line.name.strip():
            yield error("byline-unnamed", "contributions", "A line of the byline has no name.")
        elif line.role == "author" and not line.collective:
            if not line.orcid:
                yield advice("orcid-missing", "contributions", f"{line.name} has no ORCID iD.")
            if not line.biography:
                yield advice("biography-missing", "contributions", f"{line.name} has no biography.")


def _lead_photo(article: Article, at: datetime) -> Iterator[Item]:
    if article.lead_photo is None and article.lead_photo_credit:
        yield advice(
            "photo-missing",
            "lead_photo",
            f"Photo missing: the manuscript credits “{article.lead_photo_credit}”, "
            "but no photo is chosen.",
        )
    elif article.lead_photo is None:
        yield advice("photo-none", "lead_photo", "There is no lead photo.")


def _photos(article: Article, at: datetime) -> Iterator[Item]:
    lead = statements.lead_photo(article)
    for photo in statements.photos_of(article):
        is_lead = photo.pk == article.lead_photo_id
        field = "lead_photo" if is_lead else "body"
        credit = lead.credit_line if is_lead and lead else photo.credit_line
        yield from _photo(photo, field, credit, at)


def _photo(photo: Photo, field: str, credit: str, at: datetime) -> Iterator[Item]:
    if not credit.strip():
        yield error("credit-missing", field, f"{photo} has no credit line.")
    if not photo.alt_text.strip():
        yield error("alt-missing", field, f"{photo} has no alternative text for the blind.")
    if photo.renditions_problem:
        yield error("photo-broken", field, f"{photo} cannot be shown: {photo.renditions_problem}")
    if photo.rights_expired(at.date()):
        yield error(
            "rights-expired", field, f"The rights to {photo} expired on {photo.rights_expire_on}."
        )
    elif photo.rights_expire_on and (photo.rights_expire_on - at.date()).days < LAPSING:
        yield advice(
            "rights-expiring", field, f"The rights to {photo} expire on {photo.rights_expire_on}."
        )
    if not photo.redistribution_allowed:
        yield advice(
            "photo-stays", field, f"Partners will not get {photo}: it may not be passed on."
        )


def _serial(article: Article, at: datetime) -> Iterator[Item]:
    publication = article.publication
    issns = (publication.issn_online, publication.issn_print, publication.issn_linking)
    if not any(issns):
        yield advice("issn-missing", "publication", f"{publication} has no ISSN.")
    for issn in filter(None, issns):
        try:
            normalise_issn(issn)
        except InvalidIssn as fault:
            yield error("issn-invalid", "publication", str(fault))
    if article.language not in (publication.languages or [publication.language]):
        yield warning(
            "language-unusual", "language", f"{publication} does not list “{article.language}”."
        )


def _law(article: Article, at: datetime) -> Iterator[Item]:
    carried = disclaimers_of(article, on=at.date())
    if article.section and article.section.disclaimer_required and not carried:
        yield error(
            "disclaimer-missing",
            "disclaimers",
            f"{article.section.name} demands a disclaimer, and no rule gives one. Choose it.",
        )
    for disclaimer in carried:
        if not disclaimer.editions.exists():
            yield error(
                "disclaimer-unworded",
                "disclaimers",
                f"The disclaimer “{disclaimer}” has no wording.",
            )
    if statements.licence_of(article) is None:
        yield error(
            "licence-missing", "licence", "No licence: neither here, section nor publication."
        )


def _subjects(article: Article, at: datetime) -> Iterator[Item]:
    if not article.topics.exists():
        yield advice("topics-missing", "topics", "No topic: readers find it by date only.")
    if not article.keywords:
        yield advice("keywords-missing", "keywords", "There are no keywords for libraries.")
    hidden = [other for other in article.related.all() if not other.is_public]
    if article.translation_of and not article.translation_of.is_public:
        hidden.append(article.translation_of)
    for other in hidden:
        yield advice("link-hidden", "related", f"“{other}” is not public and will not be named.")


LOOKS: tuple[Callable[[Article, datetime], Iterator[Item]], ...] = (
    _dates,
    _title,
    _standfirst,
    _section,
    _body,
    _to_come,
    _byline,
    _lead_photo,
    _photos,
    _serial,
    _law,
    _subjects,
)
