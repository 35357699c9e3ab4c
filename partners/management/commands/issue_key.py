from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partners import keys
from partners.models import Partner, Scope


class Command(BaseCommand):
    help = "Makes a key for a partner and prints it, this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("partner", metavar="SLUG", help="as in the partner's admin page")
        parser.add_argument("--label", default="issued by command", help="where it is used")
        parser.add_argument(
            "--scope",
            action="append",
            choices=Scope.values,
            help=f"may be given again; {Scope.READ.value} without any",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        partner = Partner.objects.filter(slug=options["partner"]).first()
        if partner is None:
            known = ", ".join(Partner.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"No partner is called {options['partner']}. There are: {known}.")
        scopes = options["scope"] or [Scope.READ]
        issued = keys.issue(partner, label=options["label"], scopes=scopes)
        self.stderr.write(f"A key for {partner}, shown once and kept nowhere:")
        self.stdout.write(issued.text)
