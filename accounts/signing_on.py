"""The pages of the house's own sign-on: going there, and coming back as somebody we know."""

from __future__ import annotations

import logging

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts import inviting, openid
from accounts.models import Identity
from audit import acts
from outgoing.rules import Rules, from_names

__all__ = ["come_back", "go"]

logger = logging.getLogger(__name__)

KEPT_AS = "openid"  # in the session
METHOD = "openid"


@never_cache
@require_POST
def go(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-on. By a page, as the policy lets no form lead to another site."""
    wanted = request.POST.get("next", "")
    wanted = wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
    try:
        address, attempt = openid.begin(
            client(), redirect_uri=here(), next_address=wanted, rules=rules()
        )
    except openid.NotSignedIn as failure:
        return refused(request, failure.reason)
    request.session[KEPT_AS] = attempt.as_json()
    return render(request, "accounts/leaving.html", {"address": address, "openid": settings.OPENID})


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """Sign in whom the sign-on names, if it is somebody of ours."""
    kept = request.session.pop(KEPT_AS, None)
    if kept is None:
        return refused(request, "Nobody had gone there from this browser.")
    attempt = openid.Attempt(**kept)
    try:
        person = openid.finish(
            client(), attempt, request.GET.dict(), redirect_uri=here(), rules=rules()
        )
        user = known(person)
    except (openid.NotSignedIn, inviting.UsedUp) as failure:
        return refused(request, str(failure))
    record_authentication(request, user, method=METHOD)
    response: HttpResponse = perform_login(
        request, Login(user=user, redirect_url=attempt.next or None)
    )
    return response


@transaction.atomic
def known(person: openid.Person) -> User:
    """The account of that identity; else the one, or the invitation, with its verified address.

    Raises NotSignedIn.
    """
    issuer = client().issuer
    identity = Identity.objects.filter(issuer=issuer, subject=person.subject).first()
    user = identity.user if identity else by_mail(person.email)
    if user is None or not (user.is_active and user.is_staff):
        raise openid.NotSignedIn("There is no open account for this identity.")
    if identity is None:
        Identity.objects.create(
            user=user, issuer=issuer, subject=person.subject, created_at=timezone.now()
        )
        acts.record(
            by=user, what="sign-on connected", object=user, before={}, after={"issuer": issuer}
        )
    return user


def by_mail(email: str) -> User | None:
    """The only account with that address, or a new one for who was invited under it."""
    if not email:
        return None
    accounts = list(User.objects.filter(email__iexact=email)[:2])
    if accounts:
        return accounts[0] if len(accounts) == 1 else None
    now = timezone.now()
    invitation = inviting.open_for(email, now=now)
    return inviting.accept(invitation, password=None, now=now) if invitation else None


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    logger.warning("nobody was signed in by the house's sign-on: %s", reason)
    label = settings.OPENID.label if settings.OPENID else ""
    messages.error(
        request,
        f"Signing in with {label} did not work. Is your address there the one of your account "
        "here? If so, tell an administrator; the reason stands in the site's log.",
    )
    return redirect("account_login")


def client() -> openid.Client:
    if settings.OPENID is None:
        raise Http404
    found: openid.Client = settings.OPENID
    return found


def here() -> str:
    return f"{settings.SITE_URL}{reverse('account_openid_back')}"


def rules() -> Rules:
    return from_names(settings.OUTGOING_ALLOWED_NETWORKS, https_only=settings.PRODUCTION)
