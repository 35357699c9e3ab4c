"""Log lines nobody can forge: whatever a request carries stays within one line."""

import json
import logging
import re
from datetime import UTC, datetime

__all__ = ["JSONLines", "PlainLines"]

# C0, DEL, C1, and the line and paragraph separators: all that ends a line or drives a terminal.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
LONGEST = 16_000  # characters of one message
# Addresses that are secrets: who has one may see a draft.
SECRET = re.compile(r"(/proofs/)[\w-]{16,}")


class PlainLines(logging.Formatter):
    """For a terminal: control characters of the message are shown, not obeyed.

    Only the traceback that the logging call itself brought keeps its line breaks.
    """

    def __init__(self) -> None:
        super().__init__("{levelname} {name}: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        return CONTROL.sub(_visible, _told(super().formatMessage(record)))

    def formatException(self, ei) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        lines = SECRET.sub(r"\1…", super().formatException(ei)).split("\n")
        return "\n".join(CONTROL.sub(_visible, line) for line in lines)


class JSONLines(logging.Formatter):
    """For a collector: each record is one line of ASCII JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": _told(record.getMessage()),
        }
        if record.exc_info:
            exception = self.formatException(record.exc_info)
            line["exception"] = SECRET.sub(r"\1…", exception)[-LONGEST:]
        return json.dumps(line)


def _told(message: str) -> str:
    return SECRET.sub(r"\1…", message)[:LONGEST]


def _visible(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")
