"""The page between choosing two profiles and merging them: what moves, and into which."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from authors.merging import CannotMerge, merge, rows_that_move
from authors.models import Author

__all__ = ["merge_page"]


def merge_page(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Author]
) -> HttpResponse | None:
    """Show both profiles; merge once the editor has said which one stays."""
    if not model_admin.has_delete_permission(request):
        raise PermissionDenied
    profiles = list(queryset.order_by("pk")[:3])
    if len(profiles) != 2:
        model_admin.message_user(
            request, "Choose exactly two profiles of the same person.", messages.WARNING
        )
        return None
    kept = [profile for profile in profiles if str(profile.pk) == request.POST.get("keep")]
    if request.POST.get("confirmed") and kept:
        return merged(model_admin, request, profiles, kept[0])
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Merge two profiles of one person",
        "opts": model_admin.opts,
        "profiles": [{"author": profile, "rows": rows_that_move(profile)} for profile in profiles],
        "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "authors/merge.html", context)


def merged(
    model_admin: Any, request: HttpRequest, profiles: list[Author], keep: Author
) -> HttpResponse | None:
    lose = next(profile for profile in profiles if profile.pk != keep.pk)
    try:
        report = merge(keep=keep, lose=lose, by=request.user)  # type: ignore[arg-type]
    except CannotMerge as refusal:
        model_admin.message_user(request, str(refusal), messages.ERROR)
        return None
    moved = ", ".join(f"{name} {count}" for name, count in report.moved.items()) or "nothing"
    text = f"“{lose}” was merged into “{keep}”. Moved: {moved}. The old address leads here."
    model_admin.message_user(request, text, messages.SUCCESS)
    return HttpResponseRedirect(reverse("admin:authors_author_change", args=[keep.pk]))
