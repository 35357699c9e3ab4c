import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from masthead.demo import bulk, loading


class Command(BaseCommand):
    help = "Adds synthetic published articles for load tests: seeded, and fast."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "This environment is one of production, and what is published there stays."
            )
        if options["articles"] < 1:
            raise CommandError("--articles takes a number from 1.")
        loading.ensure_publication()
        started = time.monotonic()
        bulk.write(
            options["articles"],
            seed=options["seed"],
            until=timezone.now(),
            say=self.stdout.write,
        )
        seconds = time.monotonic() - started
        self.stdout.write(
            self.style.SUCCESS(f"{options['articles']} articles in {seconds:.0f} seconds.")
        )
