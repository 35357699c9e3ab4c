"""Who may see, change and delete which article in the admin: as ``articles.policy`` says."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.models import Article, State
from articles.policy import Action, may, visible_to
from editing.admin import ModelAdmin
from partners import advance
from record import listings

__all__ = ["ByPolicy", "undeletable"]


class ByPolicy(ModelAdmin):
    """An admin of articles that shows and lets do what the policy allows, and nothing else."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles = visible_to(request.user, super().get_queryset(request))
        return articles.select_related("publication", "section", "lead_photo", "created_by")

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return bool(super().has_view_permission(request))
        return bool(may(request.user, Action.VIEW, obj))

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return bool(super().has_change_permission(request))
        return bool(may(request.user, Action.EDIT, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = bool(super().has_delete_permission(request, obj))
        if obj is None or not allowed:
            return allowed
        return bool(may(request.user, Action.EDIT, obj)) and not undeletable(obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "translation_of":
            kwargs["queryset"] = choosable(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "related":
            kwargs["queryset"] = choosable(request)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing is deleted in bulk."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        """Looked at once more under a lock: it may have been published since the page was asked."""
        if undeletable(Article.objects.select_for_update().get(pk=obj.pk)):
            raise PermissionDenied
        advance.settle(obj.key, until=None)
        super().delete_model(request, obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who may delete articles, but not this one, is told why."""
        article = self.get_object(request, object_id)
        why = undeletable(article) if article and super().has_delete_permission(request) else ""
        if article is not None and why:
            self.message_user(request, why, messages.ERROR)
            address = reverse("admin:articles_article_change", args=[article.pk])
            return HttpResponseRedirect(address)
        return super().delete_view(request, object_id, extra_context)


def choosable(request: HttpRequest) -> QuerySet[Article]:
    """The articles this person may name in the one being edited: those they may see, and those
    that somebody who may see them has named there before."""
    visible = visible_to(request.user, Article.objects.all())
    own = request.resolver_match.kwargs.get("object_id", "") if request.resolver_match else ""
    if not (own.isascii() and own.isdecimal()):
        return visible
    named = Article.related.through._default_manager.filter(from_article=int(own))
    before = Q(translations=int(own)) | Q(pk__in=named.values("to_article"))
    return Article.objects.filter(Q(pk__in=visible.values("pk")) | before).distinct()


def undeletable(article: Article) -> str:
    """Why nobody can delete an article, "" if somebody can."""
    if listings.current_version(article.key) is not None:
        return (
            f"“{article.title}” has been published, and the record stays. To take it away from "
            "readers, withdraw it: its address then says why it is gone."
        )
    if article.state == State.SCHEDULED:
        return f"“{article.title}” is scheduled. Take it off the calendar before deleting it."
    return ""
