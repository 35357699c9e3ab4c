"""What the worker does for accounts: sends mails, and forgets what has run out."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Max, Min, Sum
from django.utils import timezone

from accounts.limiting import PASSWORD, WINDOW
from accounts.models import Guesses, Invitation, SignIn
from audit import acts

__all__ = ["tidy"]

OLD_INVITATIONS = timedelta(days=90)


@transaction.atomic
def tidy() -> int:
    """Enter failed sign-ins of the past hours in the log, one act for each account; forget what
    has run out. Answers 0: nothing of it is urgent."""
    now = timezone.now()
    over = Guesses.objects.select_for_update().filter(began_at__lte=now - WINDOW)
    numbers = [row.pk for row in over]
    failed = Guesses.objects.filter(pk__in=numbers, what=PASSWORD.what, count__gt=0)
    found = failed.values("user").annotate(
        times=Sum("count"), networks=Count("pk"), first=Min("began_at"), last=Max("began_at")
    )
    people = User.objects.in_bulk([row["user"] for row in found if row["user"]])
    acts.record_all(
        acts.act(
            by=None,
            what="failed sign-ins",
            object=people.get(row["user"]),
            before={},
            after={name: row[name] for name in ("times", "networks", "first", "last")},
            reason="" if row["user"] else "Names that are no account's.",
        )
        for row in found
    )
    Guesses.objects.filter(pk__in=numbers).delete()
    lifetime = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    SignIn.objects.filter(began_at__lt=now - lifetime, seen_at__lt=now - lifetime).delete()
    Invitation.objects.filter(accepted_at=None, created_at__lt=now - OLD_INVITATIONS).delete()
    return 0
