"""What colleagues add to the form of an article: comments beside the text, assignments, a column
and a filter of the list."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from js_asset import ImportMap, Media

from accounts.naming import name_of
from articles.admin.assignments_page import given
from articles.admin.threads import open_ones, told
from articles.assigning import today
from articles.editor import MODULES
from articles.models import Article, Assignment
from articles.models.comment import LONGEST_COMMENT
from articles.policy import Action, may
from editing.admin import ModelAdmin, display

__all__ = ["AssignedFilter", "Conversing", "with_assignments"]

PARTS = ("places", "marks", "saying", "thread")
STYLES = {"all": ["articles/comments.css"]}


def _media() -> Media:
    named = {f"articles/comments/{part}": f"articles/comments/{part}.js" for part in PARTS}
    script = Script("articles/comments/box.js", type="module")
    return Media(importmap=MODULES | ImportMap(named), css=STYLES, js=[script])


def with_assignments(articles: QuerySet[Article]) -> QuerySet[Article]:
    """The articles with what is still to be done for them: one query, however many."""
    undone = Assignment.objects.undone().select_related("person")
    return articles.prefetch_related(Prefetch("assignments", undone, to_attr="to_be_done"))


class Conversing(ModelAdmin):
    """Its boxes only tell; what they offer is done on pages of their own, or by their script."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context.get("original")
        if article is not None:
            threads = told(article, request.user)
            context["media"] = context["media"] + _media()
            context["given"] = given(article, request.user)
            context["assigns"] = bool(may(request.user, Action.REVIEW, article))
            context["open_comments"] = len(open_ones(threads))
            context["conversation"] = {
                "address": reverse("admin:articles_article_comments", args=[article.pk]),
                "comments": [thread.as_json() for thread in threads],
                "longest": LONGEST_COMMENT,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    @display(description="assigned")
    def assigned(self, article: Any) -> SafeString | str:
        if not article.to_be_done:
            return "–"
        on = today(article, timezone.now())
        return format_html_join("", "{}", ((_line(each, on),) for each in article.to_be_done))


def _line(each: Assignment, on: Any) -> SafeString:
    if each.due is None:
        return format_html(
            '<span class="listed-byline">{}: {}</span>', each.what, name_of(each.person)
        )
    late = each.overdue(on)
    return format_html(
        '<span class="listed-byline">{}: {}, <span class="{}">{} {}</span></span>',
        each.what,
        name_of(each.person),
        "assigned-late" if late else "",
        "overdue since" if late else "by",
        f"{each.due.day} {each.due:%b %Y}",
    )


class AssignedFilter(admin.SimpleListFilter):
    """What somebody has been asked to do something for."""

    title = "assigned"
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("me", "to me"), ("somebody", "to somebody"), ("nobody", "to nobody")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        undone = Assignment.objects.undone()
        match self.value():
            case "me":
                mine = undone.filter(person_id=request.user.pk)
                return queryset.filter(pk__in=mine.order_by().values("article"))
            case "somebody":
                return queryset.filter(pk__in=undone.order_by().values("article"))
            case "nobody":
                return queryset.exclude(pk__in=undone.order_by().values("article"))
        return queryset
