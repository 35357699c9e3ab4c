"""Giving an article to partners ahead of its hour, and taking it back, as steps of the newsroom."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction

from articles import advancing
from articles.local_times import spelt_out
from articles.models import Article
from partners.advance import copies_of
from partners.models import Partner

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["give_ahead", "some_copy", "some_partner", "take_back_copies"]


def give_ahead(article: Article, by: User, now: datetime, answers: dict[str, Any]) -> str:
    chosen, until = answers["partners"], answers.get("at")
    with transaction.atomic():
        copies = advancing.give(article, partners=chosen, by=by, now=now, until=until)
        others = [copy.partner for copy in copies_of(article.key).exclude(partner__in=chosen)]
        advancing.take_back(article, partners=others, by=by)
    zone = ZoneInfo(article.publication.time_zone)
    names = ", ".join(str(copy.partner) for copy in copies)
    hour = spelt_out(copies[0].embargo_until, zone)
    return f"{names} can fetch “{article.title}” as it stands now. Embargoed until {hour}."


def take_back_copies(article: Article, by: User, now: datetime, answers: dict[str, Any]) -> str:
    count = advancing.take_back(article, by=by)
    return f"“{article.title}” can be fetched ahead of its hour by nobody ({count} taken back)."


def some_partner(article: Article) -> bool:
    return Partner.objects.filter(active=True).exists()


def some_copy(article: Article) -> bool:
    return copies_of(article.key).exists()
