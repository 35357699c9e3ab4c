from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles import publishing


class Command(BaseCommand):
    help = "Publishes what is scheduled and due. The worker does this by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        versions = publishing.publish_due(timezone.now())
        self.stdout.write(f"{len(versions)} published.")
