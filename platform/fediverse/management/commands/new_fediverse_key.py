"""`manage.py new_fediverse_key`: another key for the actor, e.g. after SECRET_KEY changed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from fediverse import keys


class Command(BaseCommand):
    help = (
        "Gives the fediverse actor a new key pair. Needed when SECRET_KEY was changed or the key "
        "may have become known. Other servers ask for the new one by themselves."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        own = keys.renew(secret_key=settings.SECRET_KEY, now=timezone.now())
        self.stdout.write(f"The actor's key is from {own.made_at:%d %B %Y, %H:%M} UTC now.\n")
