from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsletter.models import Subscriber
from newsletter.subscribing import erase, written


class Command(BaseCommand):
    help = "Erases a subscriber of the newsletter: the address and everything chosen with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            subscriber = Subscriber.objects.at(written(options["address"])).first()
        except UnicodeError:
            subscriber = None
        if subscriber is None:
            raise CommandError("Nobody is subscribed with this address.")
        erase(subscriber)
        self.stdout.write("Erased. Nothing of the address is left in the newsletter.")
