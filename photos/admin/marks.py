"""A publication's form with its logo and wordmark."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from editing.admin import EditableForm, display
from photos.inspecting import PictureRefused
from photos.marks import KINDS, Drawn, draw, keep_mark, show, shown_by
from photos.models import Mark
from photos.storage import StorageFull
from photos.thumbnails import privately
from photos.upload_form import ACCEPT
from publication.admin import PublicationAdmin
from publication.models import Publication

__all__ = ["MarkedPublicationAdmin"]


class MarkWidget(forms.ClearableFileInput):
    """The mark as it stands, a box to take it down, and a place for another."""

    template_name = "photos/_mark_input.html"
    clear_checkbox_label = "Take it down"

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ACCEPT})


class CurrentMark:
    """What the widget shows of a mark in use: its private address."""

    def __init__(self, publication: Publication, kind: str, mark: Mark) -> None:
        self.url = reverse("admin:photos_publication_mark", args=[publication.pk, kind])
        # Another picture has another address, so that a browser does not show the former one.
        self.url += f"?{mark.sha256[:12]}"
        self.width, self.height = mark.width, mark.height


class MarkField(forms.FileField):
    """A picture to be drawn anew."""

    widget = MarkWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class MarkedPublicationForm(EditableForm):
    """The publication, and its marks. When the form is valid, the new ones are kept.

    `drawn` is what `photos.marks.draw` answered to, or raised about, each upload.
    """

    drawn: ClassVar[dict[str, Drawn | Exception]] = {}

    logo = MarkField(
        help_text="A small square sign beside the name; it is also the icon of the browser's tab. "
        "JPEG, PNG, WebP or AVIF, up to 5 MB; best a PNG with a transparent ground.",
    )
    wordmark = MarkField(
        help_text="The name as a picture, shown instead of the set name. Leave a little room "
        "around the letters, but no wide margins.",
    )
    wordmark_dark = MarkField(
        label="Wordmark on dark ground",
        help_text="The same in light letters, for readers whose screens are dark. Without it "
        "they see the other one on a light plate.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept: dict[str, Mark | None] = {}
        if self.instance.pk is None:
            return
        for kind, mark in shown_by(self.instance).items():
            if mark:
                self.initial[kind] = CurrentMark(self.instance, kind, mark)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for kind, drawn in self.drawn.items():
            if isinstance(drawn, Exception):
                self.add_error(kind, str(drawn))
        if "wordmark_dark" in self.drawn and not cleaned.get("wordmark"):
            text = "There is no wordmark beside it: please give the one on light ground, too."
            self.add_error("wordmark_dark", text)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            self._keep()

    def _keep(self) -> None:
        """Last of all checks, so that nothing is kept of a form that is not valid."""
        for kind in KINDS:
            drawn = self.drawn.get(kind)
            if self.cleaned_data.get(kind) is False:  # the box was ticked
                self.kept[kind] = None
            elif isinstance(drawn, Drawn):
                try:
                    self.kept[kind] = keep_mark(drawn)
                except StorageFull as refusal:
                    self.add_error(kind, str(refusal))


# The publication's room knows no picture: here its page is completed, and takes its place.
admin.site.unregister(Publication)


@admin.register(Publication)
class MarkedPublicationAdmin(PublicationAdmin):
    form = MarkedPublicationForm

    class Media:
        css: ClassVar = {"all": ["photos/marks.css"]}

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Draws the marks before the admin's transaction, which keeps others waiting."""
        may = self.has_add_permission(request) or self.has_change_permission(request)
        request.drawn_marks = _drawn(request) if may else {}  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, *args, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Publication | None = None) -> Any:
        return [
            (name, {**options, "fields": _with_marks(options["fields"])})
            if name == "Look"
            else (name, options)
            for name, options in super().get_fieldsets(request, obj)
        ]

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        drawn = getattr(request, "drawn_marks", {})
        kwargs["form"] = type("MarkedPublicationForm", (self.form,), {"drawn": drawn})
        return super().get_form(request, obj, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        if form.kept:
            show(obj, **form.kept)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.mark_view)
        address = path("<int:pk>/marks/<slug:kind>/", view, name="photos_publication_mark")
        return [address, *super().get_urls()]

    def mark_view(self, request: HttpRequest, pk: int, kind: str) -> FileResponse:
        """A mark for editors, whether readers see it or not."""
        publication = Publication.objects.filter(pk=pk).first()
        if publication is None or not self.has_view_permission(request, publication):
            raise Http404("There is no such publication.")
        mark = shown_by(publication).get(kind)  # type: ignore[call-overload]
        if mark is None:
            raise Http404("There is no such mark.")
        return privately(mark.png, kind="png", name=kind)

    @display(description="logo")
    def logo(self, publication: Publication) -> SafeString | str:
        return _picture(publication, "logo")

    @display(description="wordmark")
    def wordmark(self, publication: Publication) -> SafeString | str:
        return _picture(publication, "wordmark")

    @display(description="wordmark on dark ground")
    def wordmark_dark(self, publication: Publication) -> SafeString | str:
        return _picture(publication, "wordmark_dark")


def _with_marks(fields: list[str]) -> list[str]:
    """The marks stand behind the accent."""
    accent, *others = fields
    return [accent, *KINDS, *others]


def _drawn(request: HttpRequest) -> dict[str, Drawn | Exception]:
    found: dict[str, Drawn | Exception] = {}
    for kind in KINDS:
        file = request.FILES.get(kind)
        if file is None:
            continue
        try:
            found[kind] = draw(file, name=file.name or "", kind=kind)
        except (PictureRefused, StorageFull) as refusal:
            found[kind] = refusal
    return found


def _picture(publication: Publication, kind: Any) -> SafeString | str:
    """For those who may look and not change."""
    mark = shown_by(publication)[kind]
    if mark is None:
        return "none"
    return format_html('<img src="{}" alt="">', CurrentMark(publication, kind, mark).url)
