import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from masthead.demo import accounts, conversations, loading
from masthead.serving import PortTaken, demand_free_port, serve


class Command(BaseCommand):
    help = "Brings up the whole system with content, for a look: database, pages, worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument(
            "--content-only", action="store_true", help="prepare everything, but serve nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "The demonstration has accounts with known passwords, and this environment is "
                "one of production. Unset DEBUG, SITE_URL and ALLOWED_HOSTS."
            )
        host, port = options["host"], options["port"]
        if not options["content_only"]:
            try:
                demand_free_port(host, port)
            except PortTaken as error:
                raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0)
        accounts.ensure()
        loading.load(say=self.stdout.write)
        conversations.ensure()
        if options["content_only"]:
            return
        self._greet(f"http://{host}:{port}")
        sys.exit(serve(host, port, say=self.stderr.write))

    def _greet(self, site: str) -> None:
        self.stdout.write(self.style.SUCCESS(f"\nMasthead is on {site}/"))
        self.stdout.write(f"  the newsroom   {site}/admin/")
        for account in accounts.ACCOUNTS:
            self.stdout.write(f"    as {account.role:<16} {account.name} / {accounts.PASSWORD}")
        self.stdout.write(f"  the API        {site}/api/v1/docs/")
        self.stdout.write("Ctrl-C stops it; what you made stays.\n")
