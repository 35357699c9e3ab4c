"""The pages of an article besides its form, and their addresses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path

from articles.admin.assignments_page import assignments_page
from articles.admin.autosave import autosave_answer
from articles.admin.autosave_differences import autosave_differences_page
from articles.admin.bulk import undo_page
from articles.admin.calendar_page import calendar_page
from articles.admin.comments_page import comments_page
from articles.admin.compare_page import compare_page
from articles.admin.door_page import door_page
from articles.admin.doors import DOORS
from articles.admin.history import history_page
from articles.admin.import_page import import_page
from articles.admin.inbox_page import inbox_page, mail_choice_page
from articles.admin.incoming_files import files_answer, original
from articles.admin.link_choice import links_answer
from articles.admin.live_checklist import checklist_answer
from articles.admin.photo_choice import photo_upload_answer, photos_answer
from articles.admin.presence import presence_answer
from articles.admin.restore_page import restore_page, take_over_page
from articles.admin.saved_filters import forget_filter, keep_filter
from editing.admin import ModelAdmin
from incoming.numbers import whole_number
from photos.models import Photo

__all__ = ["FurtherPages"]


class FurtherPages(ModelAdmin):
    """Each page is asked for by staff only, and kept by no cache: ``admin_view`` sees to both. What
    they may do there, it asks the policy itself."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return history_page(self, request, whole_number(object_id) or 0)

    def get_urls(self) -> list[URLPattern]:
        def page(view: Callable[..., HttpResponseBase], **values: Any) -> Any:
            return self.admin_site.admin_view(partial(view, self, **values))

        name = "articles_article_{}".format
        library = self.admin_site.get_model_admin(Photo)
        photos = self.admin_site.admin_view(partial(photos_answer, library))
        upload = self.admin_site.admin_view(partial(photo_upload_answer, library))
        restoring = "<int:pk>/history/<int:number>/restore/"
        taking_over = "<int:pk>/history/typed/<int:typed>/restore/"
        return [
            path("photos/", photos, name=name("photos")),
            path("photos/upload/", upload, name=name("photo-upload")),
            path("links/", page(links_answer), name=name("links")),
            path("inbox/", page(inbox_page), name=name("inbox")),
            path("inbox/mails/", page(mail_choice_page), name=name("mail-choice")),
            path("<int:pk>/comments/", page(comments_page), name=name("comments")),
            path("<int:pk>/assignments/", page(assignments_page), name=name("assignments")),
            path("autosave/", page(autosave_answer), name=name("autosave-new")),
            path("<int:pk>/autosave/", page(autosave_answer), name=name("autosave")),
            path(
                "<int:pk>/autosave/differences/",
                page(autosave_differences_page),
                name=name("autosave-differences"),
            ),
            path("undo/", page(undo_page), name=name("undo")),
            path("filters/", page(keep_filter), name=name("filter-keep")),
            path("filters/<int:number>/forget/", page(forget_filter), name=name("filter-forget")),
            path("calendar/", page(calendar_page), name=name("calendar")),
            path("<int:pk>/checklist/", page(checklist_answer), name=name("checklist")),
            path("<int:pk>/presence/", page(presence_answer), name=name("presence")),
            path("import/", page(import_page), name=name("import")),
            path("import/files/", page(files_answer), name=name("files")),
            path("<int:pk>/manuscript/", page(original), name=name("manuscript")),
            path("<int:pk>/history/compare/", page(compare_page), name=name("compare")),
            path(restoring, page(restore_page), name=name("restore")),
            path(taking_over, page(take_over_page), name=name("take-over")),
            *(
                path(f"<int:pk>/{door.name}/", page(door_page, door=door), name=name(door.name))
                for door in DOORS.values()
            ),
            *super().get_urls(),
        ]
