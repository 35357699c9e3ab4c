"""The examples of the documentation: an invented article, represented as any other."""

from datetime import UTC, datetime
from typing import Any

from record.changes import Place, token
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
from renderings.change_json import Happening, change

__all__ = [
    "ARTICLE",
    "ARTICLE_LIST",
    "AUTHOR",
    "AUTHOR_LIST",
    "CHANGES",
    "GONE",
    "INVALID",
    "VERSION_LIST",
]

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
ARTICLE_LIST: dict[str, Any] = {
    "next": "https://review.example/api/v1/articles/?cursor=WyItZmly&page_size=1",
    "previous": None,
    "results": [card(summarise(DOCUMENT), DOCUMENT.article, SITE)],
}
CHANGES: dict[str, Any] = {
    "next": token(Place(8, 8)),
    "more": False,
    "links": {"next": f"https://review.example/api/v1/changes/?since={token(Place(8, 8))}"},
    "results": [
        change(
            Happening(
                "corrected",
                "2026-03-09T08:00:00Z",
                DOCUMENT.article,
                2,
                "a-ferry-is-a-policy",
                "public",
            ),
            card(summarise(DOCUMENT), DOCUMENT.article, SITE),
            SITE,
            token=token(Place(7, 7)),
        ),
        change(
            Happening(
                "withdrawn",
                "2026-04-01T12:00:00Z",
                "0d3f7a52-1c64-4a8e-b1f7-2f9c4f0e6a10",
                3,
                "three-quays",
                "withdrawn",
            ),
            None,
            SITE,
            token=token(Place(8, 8)),
        ),
    ],
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

_AUTHOR: dict[str, Any] = {
    "slug": "lotte-verhaegen",
    "links": {
        "self": "https://review.example/api/v1/authors/lotte-verhaegen/",
        "page": SITE.author("lotte-verhaegen"),
        "articles": "https://review.example/api/v1/articles/?author=lotte-verhaegen",
    },
    "name": "Lotte Verhaegen",
    "sort_name": "Verhaegen, Lotte",
    "native_name": "",
    "title": "Senior Fellow",
    "orcid": "0000-0002-1825-0097",
    "orcid_url": "https://orcid.org/0000-0002-1825-0097",
    "affiliations": [
        {
            "role": "Senior Fellow",
            "organisation": "Institute for Harbour Studies",
            "place": "Antwerp",
            "country": "BE",
            "ror": "",
            "ror_url": "",
            "website": "https://harbour.example/",
            "started": "2019-10-01",
            "ended": None,
        }
    ],
}
AUTHOR_LIST: dict[str, Any] = {"next": None, "previous": None, "results": [_AUTHOR]}
AUTHOR: dict[str, Any] = {
    **_AUTHOR,
    "given_name": "Lotte",
    "family_name": "Verhaegen",
    "name_order": "given-first",
    "suffix": "",
    "portrait": None,
    "biography_html": "<p>Lotte Verhaegen writes about <em>islands</em>.</p>",
    "biography_text": "Lotte Verhaegen writes about islands.",
    "websites": [{"label": "Website", "url": "https://lotte.example/"}],
    "works": [
        {
            "title": "Slow Boats",
            "publisher": "Quay Press",
            "year": 2021,
            "url": "",
            "doi": "",
            "doi_url": "",
        }
    ],
}

INVALID: dict[str, Any] = {
    "type": "https://review.example/api/v1/docs/#invalid-parameters",
    "title": "Bad Request",
    "status": 400,
    "detail": "These parameters can't be understood: ordering. See “errors”.",
    "instance": "/api/v1/articles/",
    "errors": [
        {
            "parameter": "ordering",
            "detail": "It must be one of -first_published, first_published, -modified, modified.",
            "allowed": ["-first_published", "first_published", "-modified", "modified"],
        }
    ],
}
GONE: dict[str, Any] = {
    "type": "https://review.example/api/v1/docs/#gone",
    "title": "Gone",
    "status": 410,
    "detail": "This article was withdrawn.",
    "instance": "/api/v1/articles/a-ferry-is-a-policy/",
    "notice": "It was published by mistake.",
    "article": {
        "id": DOCUMENT.article,
        "slug": DOCUMENT.slug,
        "title": DOCUMENT.title,
        "byline": ["Lotte Verhaegen"],
        "first_published": "2026-03-02T08:00:00Z",
        "doi": "10.5555/abc123",
        "notices": [
            {
                "number": 3,
                "kind": "withdrawal",
                "note": "It was published by mistake.",
                "at": "2026-04-01T12:00:00Z",
            }
        ],
    },
}
