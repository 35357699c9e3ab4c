"""Several requests under way at once, while only one thread touches the database.

What is slow occupies its own place and no other; as soon as one is back, the next sets out.
"""

from __future__ import annotations

import logging
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from queue import Empty, SimpleQueue

from outgoing.requests import Answer, Failed, Refused

__all__ = ["Errand", "run"]

logger = logging.getLogger("fediverse")

LOOK = 0.1  # seconds between looks for something new to do while others are under way
SHIFT = 30.0  # seconds after which no more is begun, so that the caller gets its turn

Outcome = Answer | Failed | Refused


class Errand(ABC):
    """A request and what follows from its answer."""

    @abstractmethod
    def go(self) -> Answer:
        """Send it. In a thread of its own: without the database."""

    @abstractmethod
    def finish(self, outcome: Outcome) -> None:
        """Write down what came of it, in the thread that ``run`` was called in."""


def run(begin: Callable[[Collection[Errand]], Errand | None], *, at_once: int) -> int:
    """Do errands until there are none; how many were done.

    ``begin`` claims the next, given those under way, or ``None`` if there is nothing to do now.
    """
    back: SimpleQueue[tuple[Errand, Outcome]] = SimpleQueue()
    under_way: set[Errand] = set()
    done, end = 0, time.monotonic() + SHIFT
    while True:
        while len(under_way) < at_once and time.monotonic() < end:
            if (errand := begin(under_way)) is None:
                break
            under_way.add(errand)
            # Daemons: when the worker is stopped, what is under way counts as undone.
            threading.Thread(target=_go, args=(errand, back), daemon=True).start()
        if not under_way:
            return done
        try:
            errand, outcome = back.get(timeout=LOOK)
        except Empty:
            continue
        under_way.discard(errand)
        errand.finish(outcome)
        done += 1


def _go(errand: Errand, back: SimpleQueue[tuple[Errand, Outcome]]) -> None:
    try:
        back.put((errand, errand.go()))
    except (Failed, Refused) as outcome:
        back.put((errand, outcome))
    except Exception:
        # One request that can't even be made must not end the others.
        logger.exception("a request to another server could not be made")
        back.put((errand, Failed("The request could not be made.")))
