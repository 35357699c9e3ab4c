"""Authors, publications, licences, disclaimers, photos."""

from typing import Any

from api.examples.articles import DOCUMENT, SITE
from renderings.article_json import photograph

__all__ = [
    "AUTHOR",
    "AUTHOR_LIST",
    "DISCLAIMER",
    "DISCLAIMER_LIST",
    "LICENCE",
    "LICENCE_LIST",
    "PHOTO",
    "PHOTO_LIST",
    "PUBLICATION",
    "PUBLICATION_LIST",
]

API = "https://review.example/api/v1/"


def _page(entry: dict[str, Any]) -> dict[str, Any]:
    return {"next": None, "previous": None, "results": [entry]}


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
AUTHOR_LIST = _page(_AUTHOR)
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

LICENCE: dict[str, Any] = {
    "spdx": "CC-BY-4.0",
    "links": {
        "self": f"{API}licences/CC-BY-4.0/",
        "articles": f"{API}articles/?licence=CC-BY-4.0",
    },
    "name": "Creative Commons Attribution 4.0 International",
    "url": "https://creativecommons.org/licenses/by/4.0/",
    "republishing_allowed": True,
    "terms": "You may publish it again if you name the authors and this review.",
}
LICENCE_LIST = _page(LICENCE)
PUBLICATION: dict[str, Any] = {
    "id": 1,
    "links": {"self": f"{API}publications/1/", "page": SITE.about()},
    "title": "Harbour Review",
    "short_title": "HR",
    "tagline": "Notes from both shores",
    "publisher": "Institute for Harbour Studies",
    "place": "Antwerp, Belgium",
    "contact_email": "desk@harbour.example",
    "language": "en",
    "languages": ["en", "fr"],
    "time_zone": "Europe/Brussels",
    "issn_online": "2049-3630",
    "issn_print": "",
    "issn_linking": "2049-3630",
    "issn": "2049-3630",
    "issn_url": "https://portal.issn.org/resource/ISSN/2049-3630",
    "licence": LICENCE,
    "about": "A review of policy between two shores.",
    "default": True,
}
PUBLICATION_LIST = _page(PUBLICATION)
_DISCLAIMER: dict[str, Any] = {
    "id": 1,
    "links": {"self": f"{API}disclaimers/1/"},
    "number": 2,
    "wording_one": "The writer speaks for nobody else, least of all Harbour Review.",
    "wording_several": "The writers speak for nobody else, least of all Harbour Review.",
    "since": "2026-02-01T10:00:00Z",
    "default": True,
    "sections": [],
}
DISCLAIMER_LIST = _page(_DISCLAIMER)
DISCLAIMER: dict[str, Any] = {
    **_DISCLAIMER,
    "editions": [
        {name: _DISCLAIMER[name] for name in ("number", "wording_one", "wording_several", "since")},
        {
            "number": 1,
            "wording_one": "The writer speaks for nobody else.",
            "wording_several": "",
            "since": "2025-01-10T08:30:00Z",
        },
    ],
}
_PHOTOGRAPH = photograph(DOCUMENT.lead_photo, SITE) if DOCUMENT.lead_photo else {}
PHOTO: dict[str, Any] = {
    **_PHOTOGRAPH,
    "links": {
        "self": f"{API}photos/{_PHOTOGRAPH['sha256']}/",
        "articles": f"{API}articles/?photo={_PHOTOGRAPH['sha256']}",
    },
}
PHOTO_LIST = _page(PHOTO)
