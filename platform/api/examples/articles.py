"""An invented article, represented as any other."""

from datetime import UTC, datetime
from typing import Any

from record.document import (
    Contribution,
    Document,
    Heading,
    Kind,
    Licence,
    Note,
    NoteReference,
    Notice,
    Paragraph,
    Photograph,
    Publication,
    Run,
    Section,
    Term,
    Work,
)
from record.summary import summarise
from renderings.addresses import Addresses
from renderings.article_json import represent
from renderings.card_json import card

__all__ = ["ARTICLE", "ARTICLE_LIST", "CARD", "DOCUMENT", "SITE", "VERSION_LIST"]

SITE = Addresses("https://review.example")
CORRECTED = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
CC_BY = Licence(
    "CC-BY-4.0",
    "Creative Commons Attribution 4.0 International",
    "https://creativecommons.org/licenses/by/4.0/",
    republishing_allowed=True,
)

DOCUMENT = Document(
    article="6f2c1d0e-8f0b-4f57-9a53-0c7a4d7c9b11",
    number=2,
    kind=Kind.CORRECTION,
    slug="a-ferry-is-a-policy",
    language="en",
    title="A Ferry Is a Policy",
    standfirst="Timetables say more about a state's intentions than its white papers.",
    publication=Publication(
        title="Harbour Review",
        publisher="Institute for Harbour Studies",
        place="Antwerp, Belgium",
        issn_online="2049-3630",
        time_zone="Europe/Brussels",
    ),
    section=Section("commentary", "Commentary", "article-commentary"),
    first_published=datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
    published=CORRECTED,
    byline=(
        Contribution(
            name="Lotte Verhaegen",
            author="lotte-verhaegen",
            given_name="Lotte",
            family_name="Verhaegen",
            sort_name="Verhaegen, Lotte",
            orcid="0000-0002-1825-0097",
            title="Senior Fellow",
            affiliation="Institute for Harbour Studies",
            biography=(Paragraph((Run("Lotte Verhaegen writes about islands."),)),),
            works=(Work("Slow Boats", "Quay Press", "2021"),),
            credit_roles=("writing-original-draft",),
        ),
    ),
    body=(
        Heading(2, (Run("Who waits"),), "who-waits"),
        Paragraph((Run("Whoever waits at a quay is governed."), NoteReference(1))),
    ),
    notes=(Note(1, (Run("Two boats a day until 1998."),)),),
    lead_photo=Photograph(
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        width=640,
        height=400,
        alt_text="A ferry leaves the quay in the rain",
        credit_line="Marit Oosting / Coastal Pictures",
        redistribution_allowed=True,
    ),
    topics=(Term("maritime-trade", "Maritime trade"),),
    regions=(Term("south-korea", "South Korea", "KR"),),
    keywords=("ferries",),
    disclaimers=("The writer speaks for nobody else.",),
    licence=CC_BY,
    doi="10.5555/abc123",
    notices=(Notice(2, Kind.CORRECTION, "The year in the note was wrong.", CORRECTED),),
)

ARTICLE = represent(DOCUMENT, SITE)
CARD = card(summarise(DOCUMENT), DOCUMENT.article, SITE)
ARTICLE_LIST: dict[str, Any] = {
    "next": "https://review.example/api/v1/articles/?cursor=WyItZmly&page_size=1",
    "previous": None,
    "results": [CARD],
}
VERSION_LIST: dict[str, Any] = {
    "results": [
        {
            "number": 2,
            "kind": "correction",
            "published": "2026-03-09T08:00:00Z",
            "note": "The year in the note was wrong.",
            "digest": ARTICLE["digest"],
            "predecessor": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            "removed": None,
            "links": {
                "self": ARTICLE["links"]["version"],
                "page": ARTICLE["links"]["version_page"],
            },
        }
    ]
}
