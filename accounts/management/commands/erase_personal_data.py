"""Forget an account, or what was never published of an author. Published bylines stay."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.choosing import add_person, chosen
from accounts.personal_data import LastAdministrator, erase

__all__ = ["Command"]


class Command(BaseCommand):
    help = "Erase the personal data of an account or an author; it cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        add_person(parser)
        parser.add_argument("--reason", required=True, help="Why; it is kept in the audit log.")
        parser.add_argument("--yes", action="store_true", help="Do it; without, only say what.")

    def handle(self, *args: Any, **options: Any) -> None:
        person = chosen(options)
        if not options["yes"]:
            self.stdout.write(f"Would erase {person._meta.verbose_name} “{person}”. Add --yes.")
            return
        try:
            changed = erase(person, by=None, reason=options["reason"])
        except LastAdministrator as refusal:
            raise CommandError(
                "This is the last administrator: make somebody else one first."
            ) from refusal
        for what, number in changed.items():
            self.stdout.write(f"{what}: {number}")
