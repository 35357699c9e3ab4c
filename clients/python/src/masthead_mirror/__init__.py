"""An exact copy of a Masthead publication in a local SQLite file."""

from masthead_mirror.following import catch_up
from masthead_mirror.mirror import Article, Mirror, WrongFile
from masthead_mirror.stream import Entry, Page, Refused, Stream, Unanswered

__all__ = [
    "Article",
    "Entry",
    "Mirror",
    "Page",
    "Refused",
    "Stream",
    "Unanswered",
    "WrongFile",
    "catch_up",
]
