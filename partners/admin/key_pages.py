"""Making, rotating and revoking a partner's keys. A key's text is in one answer only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from partners import keys
from partners.admin.once import (
    already_sent,
    new_page,
    page_of_secret,
    page_that_asks,
    remember_sent,
)
from partners.forms import KeyForm, OverlapForm
from partners.keys import Issued
from partners.models import Key, Partner

__all__ = ["new_key_page", "revoke_page", "rotate_page"]

SAFE_WAY = "The key is shown on the next page, once. Have a safe way to the partner ready."
SENT_BEFORE = (
    "This was done already. A key is shown once only: if it was not copied, revoke it and make "
    "another one."
)


def new_key_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    partner = _partner(model_admin, request, pk)
    now = timezone.now()
    form = KeyForm(request.POST or None, now=now, initial={"page": new_page()})
    if form.is_valid():
        answers = form.cleaned_data
        if already_sent(request, answers["page"]):
            return _back(model_admin, request, partner, SENT_BEFORE, messages.WARNING)
        remember_sent(request, answers["page"])
        by: Any = request.user
        issued = keys.issue(
            partner,
            label=answers["label"],
            scopes=answers["scopes"],
            expires_at=answers["expires_on"],
            by=by,
        )
        model_admin.log_change(request, partner, f"Made the key {issued.key}.")
        return _shown(model_admin, request, issued)
    return page_that_asks(
        model_admin,
        request,
        form,
        title=f"New key for {partner}",
        explanation=SAFE_WAY,
        verb="Make the key",
        back=_home(partner),
    )


def rotate_page(model_admin: Any, request: HttpRequest, pk: int, key_pk: int) -> HttpResponse:
    partner = _partner(model_admin, request, pk)
    key = get_object_or_404(partner.keys, pk=key_pk)
    now = timezone.now()
    if not key.is_valid(now):
        text = f"{key} is no longer valid. Make a new key."
        return _back(model_admin, request, partner, text, messages.WARNING)
    form = OverlapForm(request.POST or None, now=now, initial={"page": new_page()})
    if form.is_valid():
        answers = form.cleaned_data
        if already_sent(request, answers["page"]):
            return _back(model_admin, request, partner, SENT_BEFORE, messages.WARNING)
        remember_sent(request, answers["page"])
        by: Any = request.user
        issued = keys.rotate(key, overlap=timedelta(days=answers["days"]), now=now, by=by)
        model_admin.log_change(request, partner, f"Replaced the key {key} by {issued.key}.")
        return _shown(model_admin, request, issued)
    explanation = (
        f"{key} gets a successor with the same scopes, shown on the next page, once. Both are "
        "valid until the present one ends."
    )
    return page_that_asks(
        model_admin,
        request,
        form,
        title=f"Rotate {key}",
        explanation=explanation,
        verb="Rotate",
        back=_home(partner),
    )


def revoke_page(model_admin: Any, request: HttpRequest, pk: int, key_pk: int) -> HttpResponse:
    partner = _partner(model_admin, request, pk)
    key = get_object_or_404(partner.keys, pk=key_pk)
    if request.method == "POST":
        keys.revoke(key, now=timezone.now(), by=request.user)  # type: ignore[arg-type]
        model_admin.log_change(request, partner, f"Revoked the key {key}.")
        return _back(model_admin, request, partner, f"{key} is revoked.", messages.SUCCESS)
    explanation = (
        f"{key} is refused from the next request on, everywhere and for good. "
        f"{_last_use(key)} To replace a key without interruption, rotate it."
    )
    return page_that_asks(
        model_admin,
        request,
        forms.Form(),
        title=f"Revoke {key}",
        explanation=explanation,
        verb="Revoke",
        back=_home(partner),
        danger=True,
    )


def _partner(model_admin: Any, request: HttpRequest, pk: int) -> Partner:
    """The partner, for those who may change it. Raises ``PermissionDenied`` and ``Http404``."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    return get_object_or_404(Partner, pk=pk)


def _home(partner: Partner) -> str:
    return f"{reverse('admin:partners_partner_change', args=[partner.pk])}#keys"


def _back(
    model_admin: Any, request: HttpRequest, partner: Partner, text: str, level: int
) -> HttpResponse:
    model_admin.message_user(request, text, level)
    return HttpResponseRedirect(_home(partner))


def _shown(model_admin: Any, request: HttpRequest, issued: Issued) -> HttpResponse:
    key = issued.key
    until = f"{key.expires_at:%-d %B %Y, %H:%M} UTC" if key.expires_at else "it is revoked"
    return page_of_secret(
        model_admin,
        request,
        title=f"The key “{key.label}” of {key.partner}",
        text=issued.text,
        lines=[
            f"For: {', '.join(key.scopes)}. Valid until {until}.",
            f"It is later known as mh_{key.prefix}….",
        ],
        usage=f"Authorization: Bearer mh_{key.prefix}_…",
        back=_home(key.partner),
    )


def _last_use(key: Key) -> str:
    if key.last_used_at is None:
        return "It was never used."
    return f"It was last used on {key.last_used_at:%-d %B %Y, %H:%M} UTC."
