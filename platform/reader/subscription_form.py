"""The form of the newsletter: what was typed and ticked, and what can be ticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from newsletter.choosing import Wish, authors_called, found
from newsletter.models import CHOOSABLE, Frequency
from newsletter.subscribing import written
from publication.models import Region, Section, Topic
from publication.trees import in_tree_order
from record.listings import public

__all__ = ["HONEYPOT", "Kind", "Option", "Subscription", "blank", "ticked"]

MOST = 100  # choices of one reader
LONGEST_ADDRESS = 254  # characters (RFC 5321, 4.5.3.1.3)
TOO_LONG = "This is longer than an address can be."
DEEPEST = 3  # step of a tree that is shown as such
EVERYTHING = "everything"
HONEYPOT = "website"  # people don't see it; programs that fill in everything do


class AddressForm(forms.Form):
    """The one thing that is typed."""

    address = forms.EmailField(
        max_length=LONGEST_ADDRESS,
        error_messages={
            "required": "Enter the address your mail comes to.",
            "invalid": "This isn’t an address mail can be sent to. It looks like name@example.org.",
            "max_length": TOO_LONG,
        },
    )

    def clean_address(self) -> str:
        """As it is kept, which is longer than it was typed if its host isn't in ASCII."""
        address = written(self.cleaned_data["address"])
        if len(address) > LONGEST_ADDRESS:
            raise forms.ValidationError(TOO_LONG)
        return address


@dataclass(frozen=True)
class Option:
    """A section, topic, region or author with its box. ``depth`` is its place in the tree."""

    row: Any
    ticked: bool
    depth: int = 0


@dataclass(frozen=True)
class Kind:
    """What can be ticked of one kind, under its heading; unfolded where something matters."""

    name: str
    heading: str
    options: tuple[Option, ...]
    unfolded: bool = False


@dataclass
class Subscription:
    """What a reader sent, or what the page begins with."""

    wish: Wish
    frequency: str = Frequency.DAILY
    address: str = ""
    calling: str = ""  # what authors are looked for by
    addressed: bool = True  # whether an address is asked for
    sent: bool = False

    @cached_property
    def errors(self) -> dict[str, str]:
        """By field, what the reader is to do about it."""
        if not self.sent:
            return {}
        errors = {}
        if self.addressed:
            form = AddressForm({"address": self.address})
            errors = {name: str(told[0]) for name, told in form.errors.items()}
        if self.wish.empty:
            errors["choice"] = "Tick at least one of these, or choose every new article."
        elif len(self.wish.rows) > MOST:
            errors["choice"] = f"These are more than {MOST}. Every new article is one choice."
        if self.frequency not in Frequency.values:
            errors["frequency"] = "Choose how often."
        return errors

    @property
    def complete(self) -> bool:
        """Whether it can be acted on."""
        return self.sent and not self.errors

    @property
    def written(self) -> str:
        """The address as it is kept."""
        return written(self.address)

    def kinds(self, sections: Iterable[Section]) -> list[Kind]:
        """What can be ticked: two queries, and one more if authors are looked for."""
        authors = dict.fromkeys([*self.wish.of("author"), *authors_called(self.calling)])
        return [
            self._kind("section", "Sections", ((0, row) for row in sections)),
            self._kind("topic", "Topics", in_tree_order(public(Topic))),
            self._kind("region", "Regions", in_tree_order(public(Region))),
            self._kind("author", "Authors", ((0, row) for row in authors)),
        ]

    @property
    def frequencies(self) -> list[tuple[str, str, bool]]:
        return [(value, label, value == self.frequency) for value, label in Frequency.choices]

    def _kind(self, name: str, heading: str, rows: Iterable[tuple[int, Any]]) -> Kind:
        chosen = set(self.wish.rows)
        options = tuple(Option(row, row in chosen, min(depth, DEEPEST)) for depth, row in rows)
        looked_for = name == "author" and self.calling != ""
        return Kind(name, heading, options, looked_for or any(o.ticked for o in options))


def blank(query: QueryDict) -> Subscription:
    """The form as a link such as ``?topic=trade`` begins it."""
    rows = found({kind: query.getlist(kind) for kind in CHOOSABLE})
    return Subscription(Wish(everything=not rows, rows=rows))


def ticked(request: HttpRequest, *, addressed: bool = True) -> Subscription:
    """The form as it was sent. What is no longer public is not ticked any more.

    With an author's name and its button it was sent to look for the author, and nothing else.
    """
    sent = request.POST
    calling = sent.get("calling", "").strip()[:100] if "find" in sent else ""
    everything = sent.get("scope") == EVERYTHING
    slugs = {kind: sent.getlist(kind)[: MOST + 1] for kind in CHOOSABLE}
    return Subscription(
        wish=Wish(everything, () if everything else found(slugs)),
        frequency=sent.get("frequency", ""),
        address=sent.get("address", "").strip(),
        calling=calling,
        addressed=addressed,
        sent=not calling,
    )
