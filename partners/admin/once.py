"""A secret on a page, once: it is in this answer and nowhere else."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.response import TemplateResponse

__all__ = ["already_sent", "new_page", "page_of_secret", "page_that_asks", "remember_sent"]

SESSION_NAME = "partners_forms_sent"
REMEMBERED = 50


def new_page() -> str:
    """What tells one opened form from all others."""
    return secrets.token_urlsafe(16)


def already_sent(request: HttpRequest, page: str) -> bool:
    """Whether this very form was sent before: a double click, or the page asked for again."""
    return page in request.session.get(SESSION_NAME, [])


def remember_sent(request: HttpRequest, page: str) -> None:
    sent = [*request.session.get(SESSION_NAME, []), page]
    request.session[SESSION_NAME] = sent[-REMEMBERED:]


def page_that_asks(
    model_admin: Any,
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    explanation: str,
    verb: str,
    back: str,
    danger: bool = False,
) -> TemplateResponse:
    """The page before a step: what it does, what must be known, and the way back."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "form": form,
        "explanation": explanation,
        "verb": verb,
        "danger": danger,
        "back": back,
    }
    return TemplateResponse(request, "partners/admin/ask.html", context)


def page_of_secret(
    model_admin: Any,
    request: HttpRequest,
    *,
    title: str,
    text: str,
    lines: list[str],
    back: str,
    usage: str = "",
) -> TemplateResponse:
    """The page with the secret. ``lines`` say what it is for, ``usage`` how it is sent."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "text": text,
        "lines": lines,
        "usage": usage,
        "back": back,
    }
    answer = TemplateResponse(request, "partners/admin/secret.html", context)
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
