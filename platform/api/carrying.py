"""Who has fetched which article with a key."""

import logging
from datetime import datetime

from django.db import DatabaseError
from rest_framework.request import Request

from api.authentication import key_of
from partners import carriage
from partners.models import How
from record.models import PublishedArticle, Version

__all__ = ["note_carriage"]

logger = logging.getLogger(__name__)


def note_carriage(
    request: Request, article: PublishedArticle, version: Version, *, at: datetime
) -> None:
    """Remember that a partner was sent this version; nothing is known of anybody else.

    A failure is logged: the partner gets the article all the same.
    """
    key = key_of(request)
    if key is None:
        return
    try:
        carriage.note(key.partner, article.article, how=How.API, number=version.number, at=at)
    except DatabaseError:
        logger.exception("that %s carries %s could not be noted", key.partner, article)
