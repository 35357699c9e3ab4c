"""Remove photo files that nothing names any more."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from photos.sweeping import sweep


class Command(BaseCommand):
    help = "Removes photo files that no row names and that are older than 24 hours."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *args: Any, **options: Any) -> None:
        files = size = 0
        for swept in sweep(now=timezone.now(), dry_run=options["dry_run"]):
            files += 1
            size += swept.size
            if options["dry_run"] or options["verbosity"] > 1:
                self.stdout.write(swept.name)
        done = "would be removed" if options["dry_run"] else "removed"
        self.stdout.write(f"{files} files of {size / 1_000_000:.1f} MB {done}.")
