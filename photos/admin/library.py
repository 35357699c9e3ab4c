"""The photo library as editors see it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from editing.admin import ModelAdmin, RangeDateFilter, TextareaWidget, display
from photos.admin.completing_page import complete_page
from photos.admin.filters import CreatorFilter, LikenessFilter, OrientationFilter
from photos.admin.grid import VIEW, PhotoList, shown
from photos.admin.uploading_page import completing_address, upload_page
from photos.attention import AttentionFilter, notes
from photos.batch_forms import BatchForm
from photos.embedded import Embedded
from photos.inspecting import PictureRefused
from photos.models import Photo
from photos.storage import StorageFull
from photos.thumbnails import stream, thumbnail, thumbnail_url
from photos.upload_form import UploadForm
from photos.uploading import DuplicatePhoto, examine

__all__ = ["PhotoAdmin"]

PREVIEW_WIDTH = 960  # pixels
TEXT_ROWS = {"alt_text": 2, "caption": 3}


@admin.register(Photo)
class PhotoAdmin(ModelAdmin):
    list_display = ["small_picture", "label", "attribution", "dimensions", "licence", "attention"]
    list_display_links = ["small_picture", "label"]
    list_filter = [
        AttentionFilter,
        LikenessFilter,
        OrientationFilter,
        ("creator", CreatorFilter),
        ("created_at", RangeDateFilter),
        "redistribution_allowed",
        "cropping_allowed",
        "licence",
    ]
    list_select_related = ["licence"]
    list_per_page = 50
    search_fields = [
        "caption",
        "alt_text",
        "credit_line",
        "creator",
        "source",
        "copyright_notice",
        "original_name",
        "=sha256",
    ]
    search_help_text = "Words of caption, alternative text, credit, source or file name"
    autocomplete_fields = ["licence"]
    readonly_fields = ["preview", "file_facts"]
    fieldsets = [
        ("Picture", {"fields": ["preview", "file_facts"]}),
        (
            "How it is cropped",
            {
                "description": (
                    "The focal point stays in sight in every shape. Type both numbers, or click "
                    "on the picture above."
                ),
                "fields": ["cropping_allowed", ("focal_x", "focal_y")],
            },
        ),
        ("What it shows", {"fields": ["alt_text", "caption"]}),
        (
            "Who is named",
            {"fields": [("credit_line", "creator"), ("source", "copyright_notice")]},
        ),
        (
            "What may be done with it",
            {
                "fields": [
                    ("licence", "licence_url"),
                    ("redistribution_allowed", "rights_expire_on"),
                ]
            },
        ),
    ]

    actions = ["complete"]

    class Media:
        css = {"all": ["photos/focal.css", "photos/library.css", "photos/upload.css"]}
        js = ["photos/focal.js", "photos/upload.js"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Photo], search_term: str
    ) -> tuple[QuerySet[Photo], bool]:
        """Of what there is to choose from: here, in pickers and in the newsroom's editor."""
        library = queryset.filter(replaced_by=None)
        return super().get_search_results(request, library, search_term)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[PhotoList]:
        return PhotoList

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The photos as pictures, unless a list was asked for."""
        answer = super().changelist_view(request, {"form": BatchForm(), **(extra_context or {})})
        context = getattr(answer, "context_data", None)
        if context and "cl" in context:
            found = context["cl"]
            uses = self.uses_in_words(found.result_list)
            context |= shown(found, request.GET.get(VIEW, ""), uses=uses)
        return answer

    def uses_in_words(self, photos: Sequence[Photo]) -> Mapping[int, Sequence[str]]:
        """Where each is used, by its key. The library itself does not know."""
        return {}

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Looks into the picture before the admin's transaction, which keeps others waiting."""
        file = request.FILES.get("picture")
        if file is not None and self.has_add_permission(request):
            try:
                examined: Any = examine(file, name=file.name or "")
            except (PictureRefused, DuplicatePhoto, StorageFull) as refusal:
                examined = refusal
            request.examined_picture = examined  # type: ignore[attr-defined]
        return super().add_view(request, *args, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> Any:
        picture, *others = super().get_fieldsets(request, obj)
        return [picture, *others] if obj else [("Picture", {"fields": ["picture"]}), *others]

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        if obj is None:
            examined = getattr(request, "examined_picture", None)
            kwargs["form"] = type("UploadForm", (UploadForm,), {"examined": examined})
        return super().get_form(request, obj, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in TEXT_ROWS:
            kwargs["widget"] = TextareaWidget(attrs={"rows": TEXT_ROWS[db_field.name]})
        if db_field.name == "licence_url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:  # noqa: FBT001
        if change:
            super().save_model(request, obj, form, change)
        else:
            self._tell_what_was_found(request, obj, form)

    def _tell_what_was_found(self, request: HttpRequest, photo: Photo, form: UploadForm) -> None:
        found = [
            str(Photo._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in Embedded.__dataclass_fields__
            if name in form.cleaned_data and not form.cleaned_data[name] and getattr(photo, name)
        ]
        if found:
            text = f"Filled in from the data inside the picture: {', '.join(found)}. Please check."
            self.message_user(request, text, messages.INFO)

    def get_urls(self) -> list[URLPattern]:
        def page(view: Any) -> Any:
            return self.admin_site.admin_view(partial(view, self))

        thumbnails = self.admin_site.admin_view(self.thumbnail_view)
        return [
            path("<int:pk>/thumbnail/", thumbnails, name="photos_photo_thumbnail"),
            path("upload/", page(upload_page), name="photos_photo_upload"),
            path("complete/", page(complete_page), name="photos_photo_complete"),
            *super().get_urls(),
        ]

    def thumbnail_view(self, request: HttpRequest, pk: int) -> FileResponse:
        """The picture for editors; `?width=` in pixels."""
        photo = Photo.objects.filter(pk=pk).first()
        if photo is None or not self.has_view_permission(request, photo):
            raise Http404("There is no such photo.")
        return stream(photo, width=request.GET.get("width", ""))

    @admin.action(description="Complete chosen photos", permissions=["change"])
    def complete(self, request: HttpRequest, queryset: QuerySet[Photo]) -> HttpResponse:
        """Leads to where what is missing of them is filled in."""
        return HttpResponseRedirect(completing_address(queryset.order_by("-created_at", "-pk")))

    @display(description="picture")
    def small_picture(self, photo: Photo) -> SafeString:
        return thumbnail(photo)

    @display(description="photo", ordering="caption")
    def label(self, photo: Photo) -> str:
        return str(photo)

    @display(description="credit", ordering="credit_line")
    def attribution(self, photo: Photo) -> str:
        return photo.attribution

    @display(description="pixels", ordering="width")
    def dimensions(self, photo: Photo) -> str:
        return f"{photo.width} × {photo.height}"

    @display(description="needs attention")
    def attention(self, photo: Photo) -> str:
        return ", ".join(notes(photo))

    @display(description="picture")
    def preview(self, photo: Photo) -> str:
        """The picture to click on, with its two crops."""
        address = thumbnail_url(photo, width=PREVIEW_WIDTH)
        return render_to_string("photos/_focal_picture.html", {"photo": photo, "address": address})

    @display(description="file")
    def file_facts(self, photo: Photo) -> str:
        megabytes = f"{photo.size / 1_000_000:.1f} MB"
        facts = [photo.original_name, photo.get_format_display(), self.dimensions(photo), megabytes]
        if photo.renditions_problem:
            facts.append(photo.renditions_problem)
        return " · ".join(fact for fact in facts if fact)
