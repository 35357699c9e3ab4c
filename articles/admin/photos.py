"""The photo library as the newsroom sees it: where photos are used, and another file for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import ProtectedError, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from articles.admin.replacing_page import replace_page, words_page
from articles.photo_uses import used, uses_of, with_uses
from photos.admin import PhotoAdmin
from photos.likeness import alike
from photos.models import Photo, PhotoQuerySet

__all__ = ["NewsroomPhotoAdmin"]

USES = {"in_public": "published", "in_drafts": "in articles", "elsewhere": "cover or portrait"}


class UseFilter(admin.SimpleListFilter):
    """Photos somebody shows, and photos nobody does."""

    title = "use"
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("yes", "used"),
            ("no", "unused"),
            ("public", "published"),
            ("draft", "in articles"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        if not isinstance(queryset, PhotoQuerySet):
            return queryset
        match self.value():
            case "yes" | "no":
                return used(queryset, anywhere=self.value() == "yes")
            case "public":
                return with_uses(queryset).filter(Q(in_public=True))
            case "draft":
                return with_uses(queryset).filter(Q(in_drafts=True))
        return queryset


# The library's room knows no article: here its pages are completed, and take their place.
admin.site.unregister(Photo)


@admin.register(Photo)
class NewsroomPhotoAdmin(PhotoAdmin):
    list_filter = [*PhotoAdmin.list_filter[:2], UseFilter, *PhotoAdmin.list_filter[2:]]
    change_form_template = "articles/admin/photo.html"

    class Media:
        css: ClassVar = {"all": ["articles/admin.css", "articles/photos.css"]}

    def get_urls(self) -> list[URLPattern]:
        def page(view: Any) -> Any:
            return self.admin_site.admin_view(partial(view, self))

        return [
            path("<int:pk>/replace/", page(replace_page), name="photos_photo_replace"),
            path("<int:pk>/words/", page(words_page), name="photos_photo_words"),
            *super().get_urls(),
        ]

    def uses_in_words(self, photos: Sequence[Photo]) -> Mapping[int, Sequence[str]]:
        """Where each of them is used, in a word or two: one query."""
        found = with_uses(Photo.objects.filter(pk__in=[photo.pk for photo in photos]))
        return {
            photo.pk: [words for name, words in USES.items() if getattr(photo, name)]
            for photo in found.only("pk")
        }

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        photo = self.get_object(request, object_id)
        told: dict[str, Any] = {}
        if photo is not None and self.has_view_permission(request, photo):
            told = {
                "photo": photo,
                "uses": uses_of(photo, person=request.user),
                "former_files": list(photo.former_files.order_by("-replaced_at")),
                "looks_like": alike([photo]).get(photo.pk, []),
                "may_replace": self.has_change_permission(request, photo)
                and not photo.replaced_by_id,
            }
        return super().change_view(request, object_id, form_url, {**told, **(extra_context or {})})

    # --- deleting ---

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What is used is named in our own words: the rows that hold it are nobody's business."""
        photos = list(objs)
        protected = []
        for photo in photos:
            if uses := uses_of(photo, person=request.user):
                protected.append(f"{photo}: used in {uses}")
            elif photo.former_files.exists():
                protected.append(f"{photo}: a former file can still be brought back")
        may = self.has_delete_permission(request)
        return (
            [str(photo) for photo in photos],
            {"photos": len(photos)},
            set() if may else {"photo"},
            protected,
        )

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            text = "It was used by somebody at this very moment, and was not deleted."
            messages.error(request, text)
            return HttpResponseRedirect(reverse("admin:photos_photo_change", args=[object_id]))
