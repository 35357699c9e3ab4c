"""The words around an article: what a language must have a word for. See ``languages``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from record.document import Kind

__all__ = ["MONTHS", "Words"]

# fmt: off
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on


@dataclass(frozen=True)
class Words:
    """Labels in one ``language``. Patterns are for ``str.format``."""

    language: str
    by: str
    roles: Mapping[str, str]
    other_role: str
    separator: str
    last_separator: str
    date: str
    volume: str
    number: str
    title_after_issue: str
    version: str
    note: str
    back: str
    published: str
    corrected: str
    updated: str
    minutes: str
    kinds: Mapping[Kind, str]
    retracted: str
    withdrawn: str
    photo_credits: str
    enlarge: str
    photo: str
    previous_photo: str
    next_photo: str
    close: str
    figure: str
    table: str
    abstract: str
    outline: str
    section_link: str
    notes: str
    references: str
    disclaimer: str
    licence: str
    licensed: str
    permissions: Mapping[str, str]
    funding: str
    competing_interests: str
    about_author: str
    about_authors: str
    selected_works: str
    contribution: str
    cite: str
    permanent_link: str
    share: str
    by_mail: str
    copy_link: str
    share_with: str
    copy: str
    copied: str
    formats: str
    subjects: str
    topics: str
    regions: str
    keywords: str
    related: str
    translation_of: str
    history: str
    what_changed: str
    plain_text: str

    def joined(self, names: Sequence[str]) -> str:
        """``A, B and C``."""
        if len(names) < 2:
            return "".join(names)
        return f"{self.separator.join(names[:-1])}{self.last_separator}{names[-1]}"

    def day(self, at: datetime) -> str:
        """The day in words, of an instant in the zone it is to be shown in."""
        return self.date.format(year=at.year, month=at.month, day=at.day, name=MONTHS[at.month - 1])

    def issue(self, volume: str, number: str, title: str) -> str:
        """``Volume 3, number 2: Title``, of as much as there is."""
        parts = [
            *([self.volume.format(volume)] if volume else []),
            *([self.number.format(number)] if number else []),
        ]
        name = self.separator.join(parts)
        return self.title_after_issue.format(name, title) if name and title else name or title

    def credited(self, role: str, names: Sequence[str], escape: Callable[[str], str] = str) -> str:
        """``Translated by A and B``. ``escape`` makes a role we have no words for safe to show."""
        pattern = self.by if role == "author" else self.roles.get(role, self.other_role)
        return pattern.format(names=self.joined(names), role=escape(role[:1].upper() + role[1:]))
