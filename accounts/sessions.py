"""Where somebody is signed in: remembered at sign-in, shown to them, ended by them."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.devices import device
from accounts.models import SignIn
from audit import acts

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["MARK", "end", "end_all", "forget", "keep_up", "remember"]

MARK = "sign_in"  # in the session: [number of the SignIn, session's key, seconds when last noted]
NOTED_EVERY = timedelta(minutes=5)


def remember(request: HttpRequest, user: User, *, now: datetime) -> None:
    """Enter the session that has just begun in the person's list."""
    session = request.session
    if not session.session_key:
        session.save()
    row, _ = SignIn.objects.update_or_create(
        session_key=session.session_key,
        defaults={
            "user": user,
            "device": device(request.headers.get("User-Agent", "")),
            "began_at": now,
            "seen_at": now,
        },
    )
    session[MARK] = [row.pk, session.session_key, now.timestamp()]


def keep_up(session: SessionBase, *, now: datetime) -> None:
    """Note that a session is in use, at most every five minutes, and if its key has changed."""
    mark = session.get(MARK)
    if not isinstance(mark, list) or not session.session_key:
        return
    number, key, noted = mark
    fresh = now.timestamp() - noted < NOTED_EVERY.total_seconds()
    if fresh and key == session.session_key:
        return
    if SignIn.objects.filter(pk=number).update(session_key=session.session_key, seen_at=now):
        session[MARK] = [number, session.session_key, now.timestamp()]
        return
    # Ended by another hand while this request was under way: nothing may bring it back.
    session.flush()


def forget(session_key: str | None) -> None:
    """Take a session that its owner signs out of from the list."""
    SignIn.objects.filter(session_key=session_key or "").delete()


@transaction.atomic
def end(rows: QuerySet[SignIn], *, by: User | None, why: str = "") -> int:
    """End sessions at once, for every process. How many."""
    found = list(rows.select_related("user"))
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for row in found:
        store(row.session_key).delete()
    SignIn.objects.filter(pk__in=[row.pk for row in found]).delete()
    acts.record_all(
        acts.act(
            by=by,
            what="session ended",
            object=row.user,
            before={"device": row.device, "since": row.began_at},
            after={},
            reason=why,
        )
        for row in found
    )
    return len(found)


def end_all(user: User, *, by: User | None, but: str | None = None, why: str = "") -> int:
    """End a person's sessions, all but the one with that key. How many."""
    rows = SignIn.objects.filter(user=user)
    return end(rows.exclude(session_key=but) if but else rows, by=by, why=why)
