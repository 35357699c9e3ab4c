"""Following the stream into the mirror."""

from __future__ import annotations

from masthead_mirror.mirror import Mirror
from masthead_mirror.stream import Stream, UnknownPlace

__all__ = ["catch_up"]


def catch_up(stream: Stream, mirror: Mirror) -> int:
    """Bring in all that has happened since; how many entries it was.

    Raises ``stream.Unanswered``, ``stream.Refused`` or ``mirror.WrongFile``; what was brought in
    before that stays, and the next call goes on from there.
    """
    count = 0
    while True:
        since = mirror.since(stream.site)
        try:
            page = stream.page(since)
        except UnknownPlace:
            if not since:
                raise
            mirror.begin_again()
            continue
        if page.entries or page.next != since:
            mirror.take(page, stream.site)
        count += len(page.entries)
        if not page.more:
            return count
