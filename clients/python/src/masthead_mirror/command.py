"""``masthead-mirror URL PATH``."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence

from masthead_mirror.following import catch_up
from masthead_mirror.mirror import Mirror, WrongFile
from masthead_mirror.stream import Refused, Stream, Unanswered, UnknownPlace

__all__ = ["main"]

DONE, UNANSWERED, WRONG = 0, 1, 2
LONGEST_PAUSE = 300.0  # seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status."""
    parser = argparse.ArgumentParser(
        prog="masthead-mirror",
        description="Holds an exact copy of a Masthead publication in a SQLite file.",
        epilog="A key, if you have one, is taken from MASTHEAD_KEY in the environment.",
    )
    parser.add_argument("url", metavar="URL", help="the publication, as https://review.example")
    parser.add_argument("path", metavar="PATH", help="the file, made if it is not there")
    parser.add_argument("--once", action="store_true", help="stop when everything is there")
    parser.add_argument(
        "--every", type=_seconds, default=10.0, metavar="SECONDS", help="between looks (10)"
    )
    options = parser.parse_args(arguments)
    try:
        stream = Stream(options.url, os.environ.get("MASTHEAD_KEY", ""))
        with Mirror(options.path) as mirror:
            return _follow(stream, mirror, once=options.once, every=options.every)
    except (Refused, UnknownPlace, WrongFile) as error:
        print(f"masthead-mirror: {error}", file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return DONE


def _follow(stream: Stream, mirror: Mirror, *, once: bool, every: float) -> int:
    failures = 0
    while True:
        try:
            count = catch_up(stream, mirror)
        except Unanswered as error:
            failures += 1
            print(f"masthead-mirror: {error}", file=sys.stderr)
            if once:
                return UNANSWERED
            time.sleep(min(error.after * 2 ** (failures - 1), LONGEST_PAUSE))
            continue
        failures = 0
        if count:
            print(f"{count} changes; {len(mirror)} articles", flush=True)
        if once:
            return DONE
        time.sleep(every)


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds")
    return value
