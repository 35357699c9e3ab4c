"""What the library can be narrowed to, besides what needs attention."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import FieldTextFilter

from photos.models import Likeness, Photo

__all__ = ["CreatorFilter", "LikenessFilter", "OrientationFilter"]

CreatorFilter = FieldTextFilter


class OrientationFilter(admin.SimpleListFilter):
    """By the shape of the whole picture."""

    title = "orientation"
    parameter_name = "orientation"
    CONDITIONS = {
        "landscape": Q(width__gt=F("height")),
        "portrait": Q(width__lt=F("height")),
        "square": Q(width=F("height")),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in self.CONDITIONS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        condition = self.CONDITIONS.get(self.value() or "")
        return queryset.filter(condition) if condition else queryset


class LikenessFilter(admin.SimpleListFilter):
    """Photos of which there may be two. The very same file is never kept twice."""

    title = "duplicates"
    parameter_name = "duplicates"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("same", "the same picture, another file"), ("alike", "look alike")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        others = Likeness.objects.filter(photo=OuterRef("pk"), other__replaced_by=None)
        match self.value():
            case "same":
                return queryset.filter(Exists(others.filter(bits=0)))
            case "alike":
                return queryset.filter(Exists(others))
        return queryset
