"""Who is to do what for an article: the page to give it, to say it is done, to take it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.naming import name_of
from articles import assigning
from articles.admin.door_page import visible_article
from articles.forms_workflow import AssignmentForm
from articles.models import Article, Assignment
from articles.policy import Action, NotPermitted, may
from incoming.numbers import whole_number

__all__ = ["Given", "assignments_page", "given"]


@dataclass(frozen=True)
class Given:
    """An assignment as a page shows it. ``mine``: this person may say that it is done."""

    row: Assignment
    who: str
    late: bool
    mine: bool


def assignments_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """POST assigns, or does an ``act`` (done, undone, away) to the ``assignment`` named."""
    article = visible_article(request, pk)
    form, refused = AssignmentForm(article=article), ""
    if request.method == "POST":
        try:
            if request.POST.get("act", "") in ("done", "undone", "away"):
                _do(request, article)
                return HttpResponseRedirect(request.path)
            form = AssignmentForm(request.POST, article=article)
            if form.is_valid() and _assign(request, article, form):
                return HttpResponseRedirect(request.path)
        except NotPermitted as refusal:
            refused = refusal.decision.reason
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Assignments: {article.title}",
        "opts": model_admin.opts,
        "media": model_admin.media,
        "article": article,
        "given": given(article, request.user),
        "assigns": bool(may(request.user, Action.REVIEW, article)),
        "form": form,
        "refused": refused,
    }
    status = 403 if refused else 400 if form.errors else 200
    return TemplateResponse(request, "articles/admin/assignments.html", context, status=status)


def given(article: Article, person: Any) -> list[Given]:
    """What is to be done for it and what was done, the most urgent first: one query."""
    on = assigning.today(article, timezone.now())
    rows = []
    for row in article.assignments.select_related("person"):
        row.article = article
        mine = bool(assigning.may_finish(person, row))
        rows.append(Given(row, name_of(row.person), row.overdue(on), mine))
    return sorted(rows, key=lambda each: each.row.done_at is not None)


def _assign(request: HttpRequest, article: Article, form: AssignmentForm) -> bool:
    by: Any = request.user
    try:
        row = assigning.assign(article, by=by, **form.cleaned_data)
    except assigning.Unassignable as refusal:
        form.add_error("person" if "may not see" in str(refusal) else "what", str(refusal))
        return False
    messages.success(request, f"{name_of(row.person)} is asked for: {row.what}.")
    return True


def _do(request: HttpRequest, article: Article) -> None:
    by = request.user
    key = whole_number(request.POST.get("assignment", ""), digits=9) or 0
    row = article.assignments.select_related("article__publication", "person", "by").filter(pk=key)
    found = row.first()
    if found is None:
        raise Http404("There is no such assignment.")
    who: Any = by
    match request.POST["act"]:
        case "away":
            assigning.take_away(found, by=who)
        case act:
            assigning.set_done(found, done=act == "done", by=who)
