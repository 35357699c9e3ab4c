"""Domain names as people type them, and as requests name them."""

import re

__all__ = ["InvalidHost", "domains_above", "normalise_host"]

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.ASCII)
LONGEST = 253  # characters (RFC 1035, section 2.3.4)


class InvalidHost(ValueError):
    """Not a domain name. Ask for one such as news.example, without https:// and path."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"“{text}” is not a domain name such as news.example.")


def normalise_host(text: str) -> str:
    """Lower case, in ASCII (RFC 5890), without a final dot, port, scheme or path."""
    bare = text.strip().lower()
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", bare)
    bare = re.split(r"[/?#]", bare, maxsplit=1)[0].rpartition("@")[2]
    bare = re.sub(r":[0-9]*$", "", bare).rstrip(".")
    try:
        name = bare.encode("idna").decode()
    except UnicodeError as error:
        raise InvalidHost(text) from error
    labels = name.split(".")
    if len(name) > LONGEST or len(labels) < 2 or not all(map(LABEL.fullmatch, labels)):
        raise InvalidHost(text)
    if labels[-1].isdecimal():  # an address, which belongs to whoever has it today
        raise InvalidHost(text)
    return name


def domains_above(host: str) -> list[str]:
    """The host and every domain it lies in, the nearest first, without the top level."""
    labels = host.split(".")
    return [".".join(labels[number:]) for number in range(len(labels) - 1)]
