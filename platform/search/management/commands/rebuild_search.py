from typing import Any

from django.core.management.base import BaseCommand

from search.following import rebuild


class Command(BaseCommand):
    help = (
        "Makes the search index anew from the record. Searching goes on meanwhile, with what is "
        "indexed so far. May be stopped; the worker goes on where it stopped."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        number = rebuild(self.stdout.write)
        self.stdout.write(self.style.SUCCESS(f"The index has followed {number} entries."))
