"""Several articles of the list changed alike: asked first, done one by one, undone if possible."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from accounts.naming import name_of
from articles import body, bulk
from articles.admin.chosen import ask, few
from articles.admin.listing import signed_by
from articles.assigning import Unassignable, assign
from articles.forms_bulk import SectionForm, TopicsForm
from articles.forms_workflow import AssignmentForm
from articles.listed_as_csv import as_csv
from articles.models import Article
from articles.policy import NotPermitted
from editing.admin import ModelAdmin

__all__ = ["Bulk", "undo_page"]

MOST_AT_ONCE = 200  # articles
MOST_EXPORTED = 5_000
UNDO = "articles undo"  # in the session


class Bulk(ModelAdmin):
    """The list's actions on many."""

    @admin.action(description="Change the section", permissions=["change"])
    def change_section(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        def put(articles: list[Article], answers: dict[str, Any]) -> bulk.Changed:
            by: Any = request.user
            return bulk.change_section(articles, answers["section"], by=by)

        title = "Change the section of these articles"
        return _asked(self, request, queryset, "change_section", title, SectionForm, put)

    @admin.action(description="Add or take away topics", permissions=["change"])
    def change_topics(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        def tag(articles: list[Article], answers: dict[str, Any]) -> bulk.Changed:
            by: Any = request.user
            return bulk.change_topics(articles, add=answers["add"], remove=answers["remove"], by=by)

        title = "Change the topics of these articles"
        return _asked(self, request, queryset, "change_topics", title, TopicsForm, tag)

    @admin.action(description="Assign to somebody", permissions=["review"])
    def assign_articles(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        def give(articles: list[Article], answers: dict[str, Any]) -> None:
            for article in articles:
                _assign(self, request, article, answers["person"], answers["what"], answers["due"])

        title = "Assign these articles"
        return _asked(self, request, queryset, "assign_articles", title, AssignmentForm, give)

    @admin.action(description="Export as CSV", permissions=["view"])
    def export_articles(
        self, request: HttpRequest, queryset: QuerySet[Article]
    ) -> HttpResponse | None:
        rows = queryset.order_by("pk").prefetch_related("topics", "regions").defer(None)
        articles = list(rows[:MOST_EXPORTED])
        for article in articles:
            article.signed_by = signed_by(list(article.contributions.all()))  # type: ignore[attr-defined]
            article.words = body.word_count(article.body)  # type: ignore[attr-defined]
        answer = HttpResponse(as_csv(articles), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="articles.csv"'
        return answer

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.review_article")


def undo_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """GET asks, POST puts back what this person has just changed in bulk."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    kept = request.session.get(UNDO)
    home = HttpResponseRedirect(reverse("admin:articles_article_changelist"))
    if not kept:
        messages.info(request, "There is nothing to undo.")
        return home
    changes = tuple(bulk.Change(**change) for change in kept["changes"])
    changed = bulk.Changed(kept["field"], changes)
    if request.method != "POST":
        context = {"title": "Undo", "field": changed.field, "number": len(changes)}
        return ask(model_admin, request, "articles/admin/undo.html", context)
    by: Any = request.user
    undone = bulk.undo(changed, by=by)
    del request.session[UNDO]
    left = len(changes) - len(undone.changes)
    text = f"The {changed.field} of {len(undone.changes)} articles is what it was."
    if left:
        text += f" {left} were saved since, or are not yours to change, and stay as they are."
    messages.success(request, text)
    return home


def _asked(
    model_admin: Any,
    request: HttpRequest,
    queryset: QuerySet[Article],
    action: str,
    title: str,
    form_class: type[forms.Form],
    do: Any,
) -> HttpResponse | None:
    if (articles := few(model_admin, request, queryset, most=MOST_AT_ONCE)) is None:
        return None
    form = form_class(request.POST if request.POST.get("confirmed") else None)
    if form.is_bound and form.is_valid():
        done = do(articles, form.cleaned_data)
        if isinstance(done, bulk.Changed):
            _tell(request, done)
        return None
    context = {"title": title, "articles": articles, "form": form, "action": action}
    return ask(model_admin, request, "articles/admin/bulk.html", context)


def _tell(request: HttpRequest, done: bulk.Changed) -> None:
    for article in done.refused:
        messages.error(request, f"“{article.title}” is not yours to change.")
    if not done.changes:
        return
    changes = [asdict(change) for change in done.changes]
    request.session[UNDO] = {"field": done.field, "changes": changes}
    number = len(changes)
    whose = f"{number} articles" if number > 1 else "one article"
    text = f"The {done.field} of {whose} is changed."
    address = reverse("admin:articles_article_undo")
    link = format_html('{} What readers see stays as it is. <a href="{}">Undo</a>', text, address)
    messages.success(request, link)


def _assign(
    model_admin: Any, request: HttpRequest, article: Article, person: Any, what: str, due: date
) -> None:
    by: Any = request.user
    try:
        assign(article, person=person, what=what, due=due, by=by)
    except NotPermitted as error:
        text, level = f"“{article.title}”: {error.decision.reason}", messages.ERROR
    except Unassignable as error:
        text, level = f"“{article.title}”: {error}", messages.ERROR
    else:
        text, level = (
            f"“{article.title}” is assigned to {name_of(person)}: {what}",
            messages.SUCCESS,
        )
    model_admin.message_user(request, text, level)
