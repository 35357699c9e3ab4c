from django.core.management.base import BaseCommand, CommandError

from record.models import Version
from record.verifying import findings


class Command(BaseCommand):
    help = "Re-computes every digest and chain of the record; exits 1 and names what was altered."

    def handle(self, *args: object, **options: object) -> None:
        altered = 0
        for finding in findings():
            altered += finding.altered
            style = self.style.ERROR if finding.altered else self.style.WARNING
            self.stdout.write(style(str(finding)))
        versions = Version.objects.count()
        if altered:
            raise CommandError(f"{altered} faults in a record of {versions} versions.")
        self.stdout.write(self.style.SUCCESS(f"{versions} versions; none was altered."))
