"""The secrets of endpoints: shown once when they are made, and made anew with an overlap."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from partners.admin.once import (
    already_sent,
    new_page,
    page_of_secret,
    page_that_asks,
    remember_sent,
)
from partners.endpoints import rotate_secret
from partners.forms import OverlapForm
from partners.models import Endpoint

__all__ = ["rotate_page", "secret_shown"]

SENT_BEFORE = "This was done already. A secret is shown once only: rotate it again."
EXPLANATION = (
    "The new secret is shown on the next page, once. While both are valid, every event is signed "
    "with both, so the partner can change whenever it likes."
)


def rotate_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    endpoint = get_object_or_404(Endpoint.objects.select_related("partner"), pk=pk)
    now = timezone.now()
    form = OverlapForm(request.POST or None, now=now, initial={"page": new_page(), "days": 1})
    if form.is_valid():
        answers = form.cleaned_data
        if already_sent(request, answers["page"]):
            model_admin.message_user(request, SENT_BEFORE, messages.WARNING)
            return HttpResponseRedirect(_home(endpoint))
        remember_sent(request, answers["page"])
        secret = rotate_secret(
            endpoint,
            secret_key=settings.SECRET_KEY,
            overlap=timedelta(days=answers["days"]),
            now=now,
        )
        model_admin.log_change(request, endpoint, "Rotated the secret.")
        return secret_shown(model_admin, request, endpoint, secret)
    return page_that_asks(
        model_admin,
        request,
        form,
        title=f"Rotate the secret of {endpoint}",
        explanation=EXPLANATION,
        verb="Rotate",
        back=_home(endpoint),
    )


def secret_shown(
    model_admin: Any, request: HttpRequest, endpoint: Endpoint, secret: str
) -> HttpResponse:
    """The page with the secret, once."""
    return page_of_secret(
        model_admin,
        request,
        title=f"The secret of {endpoint}",
        text=secret,
        lines=[
            f"With it {endpoint.partner} checks that what arrives is ours (Standard Webhooks).",
            f"Sent is to {endpoint.url}.",
        ],
        back=_home(endpoint),
    )


def _home(endpoint: Endpoint) -> str:
    return reverse("admin:partners_endpoint_change", args=[endpoint.pk])
