"""Narrowed lists under a name: kept for oneself or for everybody, and opened with a click."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import reverse

from articles.forms_bulk import FilterForm
from articles.models import SavedFilter
from editing.admin import ModelAdmin

__all__ = ["SavedFilters", "forget_filter", "keep_filter"]

LIST = "admin:articles_article_changelist"
NOT_KEPT = ("p", "all", "e")  # the page, and what the admin adds of itself
MOST = 50  # filters of one person


class SavedFilters(ModelAdmin):
    """The list, with the filters one may open above it."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        kept = SavedFilter.objects.filter(Q(person_id=request.user.pk) | Q(shared=True))
        query = _query(request.GET.urlencode())
        filters = [
            {
                "filter": each,
                "address": f"{reverse(LIST)}?{each.query}",
                "own": each.person_id == request.user.pk,
                "here": each.query == query,
            }
            for each in kept.order_by("name", "pk")
        ]
        extra = {"saved_filters": filters, "query_to_save": query}
        return super().changelist_view(request, extra | (extra_context or {}))


def keep_filter(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Keep the list as it is narrowed. A filter of that name becomes this one."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseRedirect(reverse(LIST))
    form = FilterForm(request.POST)
    if not form.is_valid():
        messages.error(request, "The filter was not kept: give it a name of at most 60 characters.")
        return HttpResponseRedirect(f"{reverse(LIST)}?{_query(request.POST.get('query', ''))}")
    said, query = form.cleaned_data, _query(form.cleaned_data["query"])
    own = SavedFilter.objects.filter(person_id=request.user.pk)
    if own.count() >= MOST:
        messages.error(request, f"You have {MOST} filters. Forget one before keeping another.")
    else:
        try:
            with transaction.atomic():
                own.update_or_create(
                    person_id=request.user.pk,
                    name=said["name"],
                    defaults={"query": query, "shared": said["shared"]},
                )
        except IntegrityError:  # kept twice at the same moment
            pass
        messages.success(request, f"“{said['name']}” is kept.")
    return HttpResponseRedirect(f"{reverse(LIST)}?{query}")


def forget_filter(model_admin: Any, request: HttpRequest, number: int) -> HttpResponse:
    """Forget an own filter; what it lists stays."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    own = SavedFilter.objects.filter(person_id=request.user.pk, pk=number)
    for each in own:
        each.delete()
        messages.success(request, f"“{each.name}” is forgotten.")
    return HttpResponseRedirect(reverse(LIST))


def _query(text: str) -> str:
    """The list's own query, in one order, without the page."""
    values = QueryDict(text, mutable=True)
    for name in NOT_KEPT:
        values.pop(name, None)
    ordered = sorted((name, values.getlist(name)) for name in values)
    kept = QueryDict(mutable=True)
    for name, some in ordered:
        kept.setlist(name, some)
    return kept.urlencode()
