"""What somebody was told: the inbox, and the page on which they choose what goes by mail."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import inbox
from articles.admin.threads import when
from articles.models import MailChoice, Mails, Message
from incoming.numbers import whole_number

__all__ = ["inbox_page", "mail_choice_page"]

PER_PAGE = 50


class MailChoiceForm(forms.ModelForm):
    class Meta:
        model = MailChoice
        fields = ("mails", "told_of_handed_in")
        widgets = {"mails": forms.RadioSelect}


def inbox_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """GET shows it; POST marks: ``read`` or ``unread`` a message's number, ``all`` as read."""
    person: Any = _of_the_newsroom(model_admin, request)
    told = inbox.inbox_of(person)
    if request.method == "POST":
        _mark(request, told)
        return HttpResponseRedirect(request.get_full_path())
    asked = request.GET.get("article", "")
    number = whole_number(asked, digits=9)
    shown = told.filter(article=number) if number else told
    rows = shown.select_related("article__publication", "comment", "by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": "Inbox",
        "rows": [_row(message) for message in page.object_list],
        "page": page,
        "one": page.object_list[0].article if number and page.object_list else None,
        "article": number,
        "unread": inbox.unread(person),
    }
    return _page(model_admin, request, "articles/admin/inbox.html", context)


def mail_choice_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Each chooses for themselves."""
    person: Any = _of_the_newsroom(model_admin, request)
    row = MailChoice.objects.filter(person=person).first() or MailChoice(person=person)
    form = MailChoiceForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        chosen = {**form.cleaned_data, "mails": Mails(form.cleaned_data["mails"])}
        inbox.choose(person, now=timezone.now(), **chosen)
        messages.success(request, "Your choice is kept.")
        return HttpResponseRedirect(reverse("admin:articles_article_inbox"))
    context = {
        "title": "What you are told",
        "form": form,
        "reviews": person.has_perm("articles.review_article"),
    }
    return _page(model_admin, request, "articles/admin/mail_choice.html", context)


def _of_the_newsroom(model_admin: Any, request: HttpRequest) -> Any:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    return request.user


def _mark(request: HttpRequest, told: Any) -> None:
    now = timezone.now()
    if "all" in request.POST:
        inbox.mark_read(told, now=now)
    elif read := whole_number(request.POST.get("read", "")):
        inbox.mark_read(told.filter(pk=read), now=now)
    elif unread := whole_number(request.POST.get("unread", "")):
        inbox.mark_unread(told.filter(pk=unread))


def _row(message: Message) -> dict[str, Any]:
    article = message.article
    return {
        "message": message,
        "title": article.title or "Untitled",
        "at": when(message.at, ZoneInfo(article.publication.time_zone)),
        "address": message.address or reverse("admin:articles_article_change", args=[article.pk]),
        "quote": message.comment.text if message.comment else "",
    }


def _page(
    model_admin: Any, request: HttpRequest, template: str, more: dict[str, Any]
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        **more,
    }
    return TemplateResponse(request, template, context)
