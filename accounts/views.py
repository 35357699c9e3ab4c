"""One's own account, and the sign-in page."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts import sessions
from accounts.demanding import lacks_factor
from accounts.models import SignIn

__all__ = ["SignInView", "account", "end_other_sessions", "end_session"]


class SignInView(LoginView):
    """Password, passkey or the house's own sign-on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "openid": settings.OPENID}


@never_cache
@require_GET
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The own name, second factors and sessions."""
    user = signed_in(request)
    factors = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    by_type = {factor.type: factor for factor in factors}
    context = {
        "roles": [group.name for group in user.groups.order_by("name")],
        "app": by_type.get(Authenticator.Type.TOTP),
        "recovery": by_type.get(Authenticator.Type.RECOVERY_CODES),
        "passkeys": [each for each in factors if each.type == Authenticator.Type.WEBAUTHN],
        "factor_missing": lacks_factor(user),
        "sign_ins": list(user.sign_ins.all()),
    }
    return render(request, "accounts/account.html", context)


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """End one of the own sessions; that of somebody else does not exist here."""
    user = signed_in(request)
    row = get_object_or_404(SignIn, pk=pk, user=user)
    sessions.end(SignIn.objects.filter(pk=row.pk), by=user)
    messages.success(request, f"Signed out: {row.device}.")
    return redirect("mfa_index")


@require_POST
@login_required
def end_other_sessions(request: HttpRequest) -> HttpResponseRedirect:
    user = signed_in(request)
    number = sessions.end_all(user, by=user, but=request.session.session_key)
    messages.success(request, f"Signed out everywhere else ({number}).")
    return redirect("mfa_index")


def signed_in(request: HttpRequest) -> User:
    """The person of a view that asks for one."""
    assert isinstance(request.user, User)  # noqa: S101  said by login_required
    return request.user
