"""Everything kept of an account or an author, as JSON on standard output."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.management.choosing import add_person, chosen
from accounts.personal_data import export
from audit import acts

__all__ = ["Command"]


class Command(BaseCommand):
    help = "Write what is kept of an account or an author to standard output, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        add_person(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        person = chosen(options)
        self.stdout.write(json.dumps(export(person), ensure_ascii=False, indent=1))
        acts.record(by=None, what="personal data exported", object=person, before={}, after={})
