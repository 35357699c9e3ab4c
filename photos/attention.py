"""What an editor should look at before a photo can be published."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from photos.models import Photo, PhotoQuerySet

__all__ = ["SOON", "AttentionFilter", "notes"]

SOON = timedelta(days=30)  # before their end, rights ask for attention


def notes(photo: Photo) -> list[str]:
    """What the checklist before publishing would say, in a few words each, and what is about to
    be wrong."""
    today = timezone.localdate()
    holding = {
        "no credit": photo.is_missing_credit,
        "no alternative text": not photo.alt_text,
        "rights expired": photo.rights_expired(today),
        _ending(photo): _ends_soon(photo, today),
        "sizes cannot be made": bool(photo.renditions_problem),
    }
    return [note for note, holds in holding.items() if holds]


def _ends_soon(photo: Photo, today: date) -> bool:
    last_day = photo.rights_expire_on
    return last_day is not None and today <= last_day <= today + SOON


def _ending(photo: Photo) -> str:
    last_day = photo.rights_expire_on
    return f"rights end on {last_day.day} {last_day:%B}" if last_day else ""


class AttentionFilter(admin.SimpleListFilter):
    """The same notes, as a filter of the library."""

    title = "needs attention"
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("credit", "credit is missing"),
            ("alt", "alternative text is missing"),
            ("soon", "rights end within 30 days"),
            ("rights", "rights have expired"),
            ("renditions", "sizes cannot be made"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        if not isinstance(queryset, PhotoQuerySet):
            return queryset
        match self.value():
            case "credit":
                return queryset.without_credit()
            case "alt":
                return queryset.without_alt_text()
            case "rights":
                return queryset.with_rights_expired(timezone.localdate())
            case "soon":
                today = timezone.localdate()
                return queryset.with_rights_ending(today, today + SOON)
            case "renditions":
                return queryset.exclude(renditions_problem="")
        return queryset
