"""Articles told whole, in the forms of text and with the company that were asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.advance import Ahead
from api.histories import history
from api.profiles import profiles
from api.selecting import words
from api.site import addresses
from record import listings
from record.document import Document
from record.models import PublishedArticle, Version
from record.summary import instant
from renderings.article_json import BODY_FORMS, USUAL_FORMS, represent

__all__ = ["BODY", "add_profiles", "ahead", "article", "current", "with_company"]

BODY = words(
    "body",
    "In which forms the text is sent, joined by commas: `blocks` (`body` and `notes`), `html` "
    "(`body_html`), `markdown` (`body_markdown`), `text` (`body_text`).",
    *BODY_FORMS,
    default=("blocks", "html", "text"),
)


def article(document: Document, version: Version, values: Mapping[str, Any]) -> dict[str, Any]:
    """One version of an article; ``values`` are the parameters given."""
    return represent(
        document,
        addresses(),
        version_digest=version.digest,
        body=values.get("body", USUAL_FORMS),
    )


def current(row: PublishedArticle, values: Mapping[str, Any]) -> dict[str, Any]:
    """The current version of an article whose ``current`` is loaded with its text."""
    return article(listings.shown(row), row.current, values)


def ahead(copy: Ahead, values: Mapping[str, Any]) -> dict[str, Any]:
    """An article under embargo, for the partner it was given to."""
    told = represent(copy.document, addresses(), body=values.get("body", USUAL_FORMS))
    if "authors" in values.get("expand", ()):
        add_profiles([told])
    return {**told, "embargoed_until": instant(copy.embargoed_until)}


def with_company(
    told: dict[str, Any], row: PublishedArticle, values: Mapping[str, Any]
) -> dict[str, Any]:
    """An article with what ``expand`` names."""
    expanded = values.get("expand", ())
    if "authors" in expanded:
        add_profiles([told])
    if "versions" in expanded:
        told["versions"] = history(listings.versions(row), told["slug"], told["notices"])
    return told


def add_profiles(articles: Iterable[dict[str, Any]]) -> None:
    """Put each contributor's profile into the bylines, in as many queries as for one."""
    bylines = [person for each in articles for person in each["byline"]]
    found = profiles({person["author"] for person in bylines if person["author"]})
    for person in bylines:
        person["profile"] = found.get(person["author"])
