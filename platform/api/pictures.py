"""Photos as JSON: as they were printed, whatever the library says of them by now."""

from __future__ import annotations

from typing import Any

from api.site import addresses
from record.document import Photograph
from renderings.article_json import api_address, photograph

__all__ = ["picture"]


def picture(photo: Photograph) -> dict[str, Any]:
    """A photo with all its renditions and where it is shown."""
    told = photograph(photo, addresses())
    return {
        "sha256": told.pop("sha256"),
        "links": {
            "self": api_address(addresses(), "photos", photo.sha256),
            "articles": f"{api_address(addresses(), 'articles')}?photo={photo.sha256}",
        },
        **told,
    }
