"""What follows when somebody sets up or removes a second factor.

allauth tells of it by signals alone; these are the only ones this house listens to.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.http import HttpRequest

from accounts import sessions
from audit import acts

__all__ = ["added", "removed", "renewed"]


def added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """The first one ends every other session: those began with a password alone."""
    enter(user, "second factor set up", authenticator)
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    others = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    if not others.exclude(pk=authenticator.pk).exists():
        key = request.session.session_key
        sessions.end_all(user, by=user, but=key, why="A second factor was set up.")


def removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    enter(user, "second factor removed", authenticator)


def renewed(user: User, authenticator: Authenticator, **_: Any) -> None:
    enter(user, "second factor renewed", authenticator)


def enter(user: User, what: str, authenticator: Authenticator) -> None:
    after = {"kind": authenticator.get_type_display()}
    if authenticator.type == Authenticator.Type.WEBAUTHN:
        after["called"] = authenticator.wrap().name
    acts.record(by=user, what=what, object=user, before={}, after=after)
