"""Telling people of the newsroom what happened to an article: in their inbox, and by mail.

A message and the wish for its mail are one row, written in the transaction of what it tells of.
``articles.mailing`` sends what is due.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, Comment, MailChoice, Mails, MailState, Message
from articles.models.message import MessageQuerySet
from articles.policy import Action, may, visible_to

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

__all__ = [
    "choose",
    "inbox_of",
    "mail_due_at",
    "mark_read",
    "mark_unread",
    "tell",
    "tidy",
    "unread",
]

TOGETHER = timedelta(minutes=3)  # what happens within goes in one mail
MORNING = time(7, 0)  # of the daily mail, on the publication's clock
KEPT_AFTER_READING = timedelta(days=90)
LONGEST_WHAT = 300  # characters


def tell(
    recipients: Iterable[User | None],
    *,
    about: Article,
    what: str,
    by: User | None,
    address: str = "",
    comment: Comment | None = None,
) -> None:
    """Tell each of them that may see the article, once; nobody is told of their own doing.

    ``what`` is a phrase without the title, such as “It is held: the byline is empty”, and holds
    nothing of the text: it goes into mails. ``address`` is where to look, a path of this site;
    without one, the article's form. ``comment`` is shown with it in the inbox only.
    """
    if address and (not address.startswith("/") or address.startswith("//")):
        raise ValueError(f"not a path of this site: {address}")
    people = {person.pk: person for person in recipients if person is not None and person != by}
    people = {pk: one for pk, one in people.items() if may(one, Action.VIEW, about)}
    if not people:
        return
    now = timezone.now()
    zone = ZoneInfo(about.publication.time_zone)
    chosen = dict(MailChoice.objects.filter(person__in=people).values_list("person", "mails"))
    Message.objects.bulk_create(
        Message(
            to=person,
            article=about,
            comment=comment,
            by=by,
            what=" ".join(what.split())[:LONGEST_WHAT],
            address=address,
            at=now,
            **_mail(Mails(chosen.get(pk, Mails.AT_ONCE)), now, zone),
        )
        for pk, person in people.items()
    )


def _mail(wanted: Mails, now: datetime, zone: ZoneInfo) -> dict[str, MailState | datetime]:
    state = MailState.NEEDLESS if wanted is Mails.NONE else MailState.WAITING
    return {"mail": state, "mail_at": mail_due_at(wanted, now, zone)}


def mail_due_at(wanted: Mails, now: datetime, zone: ZoneInfo) -> datetime:
    """When to mail what is told now."""
    if wanted is not Mails.DAILY:
        return now + TOGETHER
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=local.time() >= MORNING)
    return datetime.combine(day, MORNING, tzinfo=zone)


def choose(person: User, *, mails: Mails, told_of_handed_in: bool, now: datetime) -> None:
    """What somebody wants to be told, and how; it holds for what waits, too."""
    MailChoice.objects.update_or_create(
        person=person, defaults={"mails": mails, "told_of_handed_in": told_of_handed_in}
    )
    waiting = Message.objects.filter(to=person, mail=MailState.WAITING)
    for message in waiting.select_related("article__publication"):
        zone = ZoneInfo(message.article.publication.time_zone)
        Message.objects.filter(pk=message.pk, mail=MailState.WAITING).update(
            **_mail(mails, now, zone)
        )


def inbox_of(person: User | AnonymousUser) -> MessageQuerySet:
    """What somebody was told, the latest first, of the articles they may still see."""
    visible = visible_to(person, Article.objects.all())
    return Message.objects.filter(to_id=person.pk, article__in=visible.order_by())


def unread(person: User | AnonymousUser) -> int:
    """How much of it they have not read."""
    return inbox_of(person).unread().order_by().count()


def mark_read(messages: QuerySet[Message], *, now: datetime) -> int:
    """How many were unread."""
    return messages.filter(read_at=None).order_by().update(read_at=now)


def mark_unread(messages: QuerySet[Message]) -> int:
    """How many were read."""
    return messages.exclude(read_at=None).order_by().update(read_at=None)


def tidy(*, now: datetime) -> int:
    """Forget what was read long ago; how much that was."""
    old = Message.objects.filter(read_at__lt=now - KEPT_AFTER_READING)
    return old.exclude(mail=MailState.WAITING).delete()[0]
