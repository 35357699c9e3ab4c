"""The page behind an invitation's link."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.inviting import UsedUp, accept, open_invitation

__all__ = ["join"]


@never_cache
@sensitive_post_parameters("new_password1", "new_password2")
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Show who is invited as what; make the account when a password was chosen."""
    try:
        invitation = open_invitation(secret, now=timezone.now())
        # Only for the password to be compared with the name: it is not saved.
        person = User(
            username=invitation.email,
            email=invitation.email,
            first_name=invitation.first_name,
            last_name=invitation.last_name,
        )
        form = SetPasswordForm(person, request.POST if request.method == "POST" else None)
        if form.is_valid():
            password = form.cleaned_data["new_password1"]
            accept(invitation, password=password, now=timezone.now())
            messages.success(request, "Your account is made. Sign in with your mail address.")
            return redirect("account_login")
    except UsedUp:
        return render(request, "accounts/join.html", status=410)
    context = {"form": form, "invitation": invitation}
    response = render(request, "accounts/join.html", context)
    response["Referrer-Policy"] = "no-referrer"  # the address is a secret
    return response
