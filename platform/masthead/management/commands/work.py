import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from masthead.working import work


class Command(BaseCommand):
    help = (
        "The worker: publishes what is due, moves the record's followers on, makes photos' "
        "renditions. Stops on SIGTERM or Ctrl-C; may be killed and started again at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write("Working.")
        work(stop)
        self.stdout.write("Stopped.")
