"""Writing a mail: from what the record and the subscriber's row say at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsletter.choosing import Wish, wish_of
from newsletter.letter import LANGUAGE, Letter, Link, Sender, item
from newsletter.links import Links
from newsletter.models import Frequency, Mail, Mailing, Subscriber
from newsletter.news import choices_of, for_reader, news
from publication.models import Publication
from renderings.addresses import Addresses
from renderings.dates import zone
from renderings.escaping import line
from renderings.languages import words_for

__all__ = ["Desk", "told_in_words"]

SHOWN = 30  # articles in one mail; the others are on the site
NAMED = 8  # of what a subscriber chose
WHEN = {
    Frequency.AT_ONCE: "as soon as they are published",
    Frequency.DAILY: "in the morning when there are any",
    Frequency.WEEKLY: "on Monday when there are any",
}
NOT_YOU = (
    "If that was somebody else, you need do nothing. Without your confirmation this address gets "
    "no more of this and is deleted after seven days; the page behind the link deletes it at once."
)
UNCHANGED = "If that was somebody else, you need do nothing: nothing was changed."


@dataclass(frozen=True)
class Desk:
    """Where letters of this publication are written."""

    links: Links
    publication: Publication | None

    @property
    def sender(self) -> Sender:
        row = self.publication
        imprint = (row.publisher, row.place, row.contact_email) if row else ()
        return Sender(
            name=line(row.title) if row else "Masthead",
            home=Addresses(self.links.site).home(),
            imprint=tuple(line(each) for each in imprint if each),
        )

    def letter(self, mail: Mail) -> Letter | None:
        """What the mail says now; ``None`` if there is nothing to say any more."""
        reader = mail.subscriber
        if reader is None:
            return None
        if mail.mailing is None:
            return self._reminder(reader, mail) if reader.active else self._question(reader)
        return self._articles(reader, mail, mail.mailing) if reader.active else None

    def _articles(self, reader: Subscriber, mail: Mail, mailing: Mailing) -> Letter | None:
        found = for_reader(
            news(mail.after, mailing),
            everything=reader.everything,
            choices=choices_of([reader.pk])[reader.pk],
        )
        if not found:
            return None
        site = self.links.site
        items = tuple(
            item(each.article.summary, each.article.slug, each.article.first_published, site)
            for each in found[:SHOWN]
        )
        others = len(found) - 1
        hidden = len(found) - len(items)
        return Letter(
            sender=self.sender,
            subject=items[0].title + (f" and {others} more" if others else ""),
            heading=self._heading(mailing, len(found)),
            items=items,
            more=Link(f"And {hidden} more", f"{site}/articles/") if hidden else None,
            why=f"You asked for {told_in_words(wish_of(reader), reader.frequency)}.",
            ways_out=self._ways_out(reader),
        )

    def _heading(self, mailing: Mailing, number: int) -> str:
        heading = "A new article" if number == 1 else f"{number} new articles"
        if mailing.frequency == Frequency.AT_ONCE:
            return heading
        return f"{heading} · {self._day(mailing.due_at)}"

    def _question(self, reader: Subscriber) -> Letter:
        wanted = told_in_words(wish_of(reader), reader.frequency)
        return Letter(
            sender=self.sender,
            subject=f"Please confirm: new articles of {self.sender.name} by mail",
            heading="Do you want new articles by mail?",
            paragraphs=(
                f"Somebody, we hope you, asked for {wanted}, at this address.",
                "Please confirm that on the page behind this link.",
            ),
            button=Link("See and confirm", self.links.confirm(reader)),
            why=NOT_YOU,
        )

    def _reminder(self, reader: Subscriber, mail: Mail) -> Letter:
        wanted = told_in_words(wish_of(reader), reader.frequency)
        return Letter(
            sender=self.sender,
            subject=f"You already get new articles of {self.sender.name} by mail",
            heading="You are subscribed already",
            paragraphs=(
                f"Somebody, we hope you, filled in the form for this address. You get {wanted}.",
                "To get something else, or to add what was just chosen, open this page and save.",
            ),
            button=Link("Change what you get", self.links.manage(reader, mail.wanted)),
            why=UNCHANGED,
            ways_out=self._ways_out(reader),
        )

    def _ways_out(self, reader: Subscriber) -> tuple[Link, ...]:
        return (
            Link("Change what you get", self.links.manage(reader)),
            Link("Unsubscribe", self.links.unsubscribe(reader)),
        )

    def _day(self, at: datetime) -> str:
        clock = zone(self.publication.time_zone if self.publication else "UTC")
        return words_for(LANGUAGE).day(at.astimezone(clock))


def told_in_words(wish: Wish, frequency: str) -> str:
    """``new articles on or by Trade and Mirae Yoon, on Monday when there are any``."""
    when = WHEN[Frequency(frequency)]
    if wish.everything:
        return f"all new articles, {when}"
    if wish.empty:
        return "no articles at the moment"
    names = [str(row) for row in wish.rows]
    if len(names) > NAMED:
        names[NAMED - 1 :] = [f"{len(names) - NAMED + 1} more"]
    return f"new articles on or by {line(words_for(LANGUAGE).joined(names))}, {when}"
