"""What is done to an account or a profile, each after a page that says what it will do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts import personal_data, sessions
from audit import acts

__all__ = ["STEPS", "Step", "as_file", "step_links", "step_page", "step_urls"]


@dataclass(frozen=True)
class Step:
    """`do` answers what to tell, or the file that was asked for."""

    name: str
    label: str
    text: str
    do: Callable[[HttpRequest, Any], str | HttpResponse]
    grave: bool = False


def step_urls(model_admin: Any, steps: Iterable[Step]) -> list[URLPattern]:
    """The addresses of the steps, beside the row's form."""
    prefix = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    return [
        path(
            f"<int:pk>/{step.name}/",
            model_admin.admin_site.admin_view(step_page(model_admin, step)),
            name=f"{prefix}_{step.name}",
        )
        for step in steps
    ]


def step_links(steps: Iterable[Step]) -> SafeString:
    """Links to the steps, for the row's form."""
    return format_html_join(
        " ", '<a class="account-step" href="../{}/">{}</a>', ((s.name, s.label) for s in steps)
    )


def step_page(model_admin: Any, step: Step) -> Callable[..., HttpResponse]:
    """The view of a step: GET asks, POST does."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        row = model_admin.get_object(request, str(pk))
        if row is None:
            raise Http404
        if not model_admin.may_take_steps(request, row):
            raise PermissionDenied
        if request.method == "POST":
            return done(model_admin, request, step, row)
        context = {
            **model_admin.admin_site.each_context(request),
            "title": f"{step.label}: {row}",
            "opts": model_admin.opts,
            "step": step,
            "media": model_admin.media,
        }
        return TemplateResponse(request, "accounts/admin/step.html", context)

    return view


def done(model_admin: Any, request: HttpRequest, step: Step, row: models.Model) -> HttpResponse:
    try:
        with transaction.atomic():
            told = step.do(request, row)
    except personal_data.LastAdministrator:
        text = "This is the last administrator: make somebody else one first. Nothing was changed."
        model_admin.message_user(request, text, messages.ERROR)
    else:
        if isinstance(told, HttpResponse):
            return told
        model_admin.message_user(request, told, messages.SUCCESS)
    return redirect(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", row.pk)


def end_sessions(request: HttpRequest, account: User) -> str:
    by = person(request)
    return f"Sessions ended: {sessions.end_all(account, by=by, but=own_key(request, account))}."


def remove_factor(request: HttpRequest, account: User) -> str:
    factors = Authenticator.objects.filter(user=account)
    kinds = [factor.get_type_display() for factor in factors]
    factors.delete()
    acts.record(
        by=person(request),
        what="second factor removed",
        object=account,
        before={"kinds": kinds},
        after={},
    )
    sessions.end_all(account, by=person(request), but=own_key(request, account))
    return "The second factor is removed; at the next sign-in the password is enough."


def send_link(request: HttpRequest, account: User) -> str:
    if account.email:
        generator = app_settings.PASSWORD_RESET_TOKEN_GENERATOR()
        request_password_reset(request, account.email, [account], generator)
        acts.record(
            by=person(request), what="password link sent", object=account, before={}, after={}
        )
        return "A link to choose a new password is on its way; at most three go out in an hour."
    return "There is no mail address to send a link to."


def export(request: HttpRequest, account: User) -> HttpResponse:
    text = json.dumps(personal_data.export(account), ensure_ascii=False, indent=1)
    acts.record(
        by=person(request), what="personal data exported", object=account, before={}, after={}
    )
    return as_file(text, f"account-{account.pk}.json")


def erase(request: HttpRequest, account: User) -> str:
    personal_data.erase(account, by=person(request), reason=request.POST.get("reason", ""))
    return "The personal data is erased. What the person wrote stays, without their account's name."


def as_file(text: str, name: str) -> HttpResponse:
    """A download that no cache keeps."""
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  said by admin_view
    return request.user


def own_key(request: HttpRequest, account: User) -> str | None:
    """Nobody ends the session they are acting in."""
    return request.session.session_key if request.user == account else None


STEPS = (
    Step(
        "sessions",
        "End sessions",
        "Wherever this person is signed in, they are signed out at once.",
        end_sessions,
    ),
    Step(
        "link",
        "Send a password link",
        "They get a mail with a link to choose a new password, good for three hours.",
        send_link,
    ),
    Step(
        "factor",
        "Remove second factor",
        "For who has lost telephone and recovery codes. Make sure it is they who ask: call them. "
        "All their authenticator apps, passkeys and recovery codes are removed.",
        remove_factor,
    ),
    Step(
        "export",
        "Export personal data",
        "A file with everything kept about this account, to hand to the person.",
        export,
    ),
    Step(
        "erase",
        "Erase personal data",
        "Name, mail address, sessions, second factors and drafts not yet saved are erased, and the "
        "account is closed for ever. What they wrote and published stays, and so do their bylines. "
        "This cannot be undone. Export the data first if the person wants it.",
        erase,
        grave=True,
    ),
)
