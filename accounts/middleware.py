"""What every request to the admin passes: the second factor, and the list of sessions."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from accounts import sessions
from accounts.demanding import lacks_factor

__all__ = ["guard"]

ADMIN = "/admin/"
# Where somebody gets who has yet to set up a factor; all else of the admin is closed to them.
OPEN = ("/admin/account/", "/admin/login/", "/admin/logout/", "/admin/password_change/")

View = Callable[[HttpRequest], HttpResponseBase]


def guard(get_response: View) -> View:
    """Closes the admin, page, action and JSON alike, to who lacks a demanded second factor."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if not path.startswith(ADMIN):
            return get_response(request)
        user = request.user
        if isinstance(user, User) and not path.startswith(OPEN) and lacks_factor(user):
            return refused(request)
        response = get_response(request)
        if request.user.is_authenticated:
            sessions.keep_up(request.session, now=timezone.now())
        return response

    return middleware


def refused(request: HttpRequest) -> HttpResponseBase:
    """A page leads to the setting up; what was sent is refused, and stays in the browser."""
    if request.method in ("GET", "HEAD"):
        return HttpResponseRedirect(reverse("mfa_index"))
    response = render(request, "accounts/factor_demanded.html", status=403)
    add_never_cache_headers(response)
    return response
