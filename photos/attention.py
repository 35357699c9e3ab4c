"""What an editor should look at before a photo can be published."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from photos.models import Photo, PhotoQuerySet

__all__ = ["AttentionFilter", "notes"]


def notes(photo: Photo) -> list[str]:
    """What the checklist before publishing would say, in a few words each."""
    holding = {
        "no credit": photo.is_missing_credit,
        "no alternative text": not photo.alt_text,
        "rights expired": photo.rights_expired(timezone.localdate()),
        "sizes cannot be made": bool(photo.renditions_problem),
    }
    return [note for note, holds in holding.items() if holds]


class AttentionFilter(admin.SimpleListFilter):
    """The same notes, as a filter of the library."""

    title = "needs attention"
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("credit", "credit is missing"),
            ("alt", "alternative text is missing"),
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
            case "renditions":
                return queryset.exclude(renditions_problem="")
        return queryset
