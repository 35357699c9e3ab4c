"""Which links of a document are kept."""

from __future__ import annotations

from articles.body.links import safe_address
from articles.importing.office.answer import Answer, shortened

__all__ = ["kept_address"]

_WEB = ("http://", "https://", "mailto:")


def kept_address(address: str, answer: Answer) -> str:
    """The address if it leads to the web or a mailbox; else ``""``, which is reported."""
    if not address or address.startswith("#"):
        return ""
    if address.lower().startswith(_WEB) and (safe := safe_address(address)):
        return safe
    answer.object_to(
        f"The link to “{shortened(address)[:120]}” isn't kept: it leads nowhere on the web.",
        "Its words are; give them another address if they need one.",
    )
    return ""
