from typing import Any

from django.core.management.base import BaseCommand

from articles import clock, publishing
from record.document import Kind


class Command(BaseCommand):
    help = "Publishes what is due and withdraws what expires. The worker does this by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        versions = publishing.publish_due(clock.now())
        withdrawn = sum(version.kind == Kind.WITHDRAWAL for version in versions)
        expired = f" {withdrawn} expired." if withdrawn else ""
        self.stdout.write(f"{len(versions) - withdrawn} published.{expired}")
