"""The variable parts of the feeds' addresses."""

from feeds.forms import FORMS
from feeds.subjects import KINDS

__all__ = ["Count", "Form", "Key", "Plural", "Slug"]


class Words:
    """One of certain words."""

    regex = ""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Form(Words):
    regex = "|".join(FORMS)


class Plural(Words):
    regex = "|".join(KINDS)


class Slug(Words):
    regex = "[-a-z0-9]+"


class Key(Words):
    """A key of IndexNow, as the protocol wants it."""

    regex = "[A-Za-z0-9-]{8,128}"


class Count:
    """A number from 1 without leading zeros, so that a page has one address."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
