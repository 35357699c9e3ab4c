"""What the newsroom opens first: piles of what waits for this person, each with a way to the rest.

A pile is there for who may do something about it. Each is one query of a few rows, so the page
costs the same however full the newsroom is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Count, F, QuerySet
from django.urls import reverse

from articles.assigning import today
from articles.local_times import spelt_out
from articles.models import Article, Assignment, Message, State
from articles.policy import visible_to
from photos.attention import SOON
from photos.models import Photo
from record.models import PublishedArticle, Status
from webhooks.models import Circuit

__all__ = ["Dashboard", "Line", "Pile", "dashboard"]

SHOWN = 6  # lines of a pile
STALE = timedelta(days=30)  # without an edit
AHEAD = timedelta(days=7)  # of what is scheduled
UNFINISHED = (State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, State.READY)


@dataclass(frozen=True)
class Line:
    """Something in a pile, and what is to be known of it; ``bad``: it went wrong."""

    label: str
    address: str
    detail: str = ""
    bad: bool = False


@dataclass(frozen=True)
class Pile:
    """``rest`` is where all of it is listed, "" if the lines are all there is."""

    title: str
    lines: list[Line]
    rest: str
    empty: str = ""  # what is said of an empty one; "" hides it


@dataclass(frozen=True)
class Dashboard:
    """``counts``: of each state how many articles, and where they are listed."""

    counts: list[tuple[State, int, str]]
    piles: list[Pile]


def dashboard(person: Any, *, now: datetime) -> Dashboard:
    """The desk of that person, of what they may see and do."""
    articles = visible_to(person, Article.objects.all())
    found = dict(articles.order_by().values_list("state").annotate(Count("pk")))
    counts = [(state, found.get(state.value, 0), _listed(state__exact=state)) for state in State]
    piles = [pile for pile in _piles(person, articles, now) if pile.lines or pile.empty]
    return Dashboard(counts, piles)


def _piles(person: Any, articles: QuerySet[Article], now: datetime) -> Iterator[Pile]:
    brief = articles.select_related("publication").defer("body", "abstract")
    yield _held(brief)
    yield _news(person)
    yield _assigned(person, articles, now)
    if person.has_perm("articles.review_article"):
        yield _waiting(brief)
    yield _mine(brief, person)
    yield _scheduled(brief, now)
    yield _to_look_at_again(brief, now)
    yield _stale(brief, now)
    if person.has_perm("photos.change_photo"):
        yield _rights(now.date())
    if person.has_perm("webhooks.view_delivery"):
        yield _failing()
    yield _recent()


def _held(brief: QuerySet[Article]) -> Pile:
    held = brief.exclude(held_because="").order_by("modified_at")[:SHOWN]
    lines = [_line(article, article.held_because, bad=True) for article in held]
    return Pile("Held at their hour", lines, _listed(state__exact=State.READY))


def _news(person: Any) -> Pile:
    unread = Message.objects.unread().filter(to_id=person.pk).select_related("article")
    lines = [
        Line(
            message.article.title or "Untitled",
            message.address or _form(message.article),
            message.what,
        )
        for message in unread.order_by("-at", "-pk")[:SHOWN]
    ]
    return Pile("Unread messages", lines, reverse("admin:articles_article_inbox"))


def _assigned(person: Any, articles: QuerySet[Article], now: datetime) -> Pile:
    given = Assignment.objects.undone().filter(
        person_id=person.pk, article__in=articles.order_by().values("pk")
    )
    in_order = given.select_related("article__publication").order_by(
        F("due").asc(nulls_last=True), "at", "pk"
    )
    lines = [
        _line(
            each.article,
            f"{each.what}, by {each.due:%-d %B}" if each.due else each.what,
            bad=each.overdue(today(each.article, now)),
        )
        for each in in_order[:SHOWN]
    ]
    return Pile("Assigned to you", lines, _listed(assigned="me"))


def _waiting(brief: QuerySet[Article]) -> Pile:
    handed_in = brief.filter(state=State.IN_REVIEW).order_by("modified_at")[:SHOWN]
    return Pile(
        "Waiting for a review",
        [_line(article, f"since {_day(article)}") for article in handed_in],
        _listed(state__exact=State.IN_REVIEW),
        empty="Nothing waits for a review.",
    )


def _mine(brief: QuerySet[Article], person: Any) -> Pile:
    own = brief.filter(created_by_id=person.pk, state__in=UNFINISHED)
    return Pile(
        "Yours, unfinished",
        [
            _line(article, State(article.state).label)
            for article in own.order_by("-modified_at")[:SHOWN]
        ],
        _listed(whose="mine"),
        empty="You have begun nothing that is not published.",
    )


def _scheduled(brief: QuerySet[Article], now: datetime) -> Pile:
    ahead = brief.filter(state=State.SCHEDULED, publish_at__lte=now + AHEAD)
    return Pile(
        "Scheduled this week",
        [_line(article, _hour(article)) for article in ahead.order_by("publish_at", "pk")[:SHOWN]],
        _listed(state__exact=State.SCHEDULED),
        empty="Nothing is scheduled for the next seven days.",
    )


def _to_look_at_again(brief: QuerySet[Article], now: datetime) -> Pile:
    due = brief.filter(review_by__lte=now.date() + AHEAD, state=State.PUBLISHED)
    lines = [
        _line(article, f"by {article.review_by:%-d %B %Y}", bad=_is_past(article, now))
        for article in due.order_by("review_by", "pk")[:SHOWN]
    ]
    return Pile("To be looked at again", lines, _listed(state__exact=State.PUBLISHED))


def _stale(brief: QuerySet[Article], now: datetime) -> Pile:
    untouched = brief.filter(state__in=UNFINISHED, modified_at__lt=now - STALE)
    return Pile(
        "Untouched for a month",
        [
            _line(article, f"since {_day(article)}")
            for article in untouched.order_by("modified_at")[:SHOWN]
        ],
        _listed(o="6"),
    )


def _rights(today: date) -> Pile:
    ending = Photo.objects.filter(rights_expire_on__range=(today, today + SOON))
    lines = [
        Line(
            str(photo),
            reverse("admin:photos_photo_change", args=[photo.pk]),
            f"until {photo.rights_expire_on:%-d %B}",
        )
        for photo in ending.order_by("rights_expire_on", "pk")[:SHOWN]
    ]
    rest = f"{reverse('admin:photos_photo_changelist')}?needs=soon"
    return Pile("Photos whose rights end", lines, rest)


def _failing() -> Pile:
    failing = Circuit.objects.filter(failures__gt=0).select_related("endpoint__partner")
    lines = [
        Line(
            str(circuit.endpoint.partner),
            reverse("admin:partners_endpoint_change", args=[circuit.endpoint_id]),
            f"{circuit.failures} failed in a row, since {circuit.failing_since:%-d %B, %H:%M} UTC"
            if circuit.failing_since
            else f"{circuit.failures} failed in a row",
            bad=True,
        )
        for circuit in failing.order_by("-failures", "pk")[:SHOWN]
    ]
    return Pile("Webhooks that fail", lines, reverse("admin:webhooks_delivery_changelist"))


def _recent() -> Pile:
    public = PublishedArticle.objects.exclude(status=Status.WITHDRAWN)
    lines = [
        Line(
            article.summary["title"],
            f"/articles/{article.slug}/",
            f"{article.first_published:%-d %B %Y}",
        )
        for article in public.order_by("-first_published", "-pk")[:SHOWN]
    ]
    rest = _listed(state__exact=State.PUBLISHED)
    return Pile("Recently published", lines, rest, empty="Nothing is published yet.")


def _line(article: Article, detail: str, *, bad: bool = False) -> Line:
    return Line(article.title or "Untitled", _form(article), detail, bad)


def _form(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def _listed(**narrowed: str) -> str:
    return f"{reverse('admin:articles_article_changelist')}?{urlencode(narrowed)}"


def _day(article: Article) -> str:
    local = article.modified_at.astimezone(ZoneInfo(article.publication.time_zone))
    return f"{local:%-d %B}"


def _hour(article: Article) -> str:
    at = article.publish_at
    return spelt_out(at, ZoneInfo(article.publication.time_zone)) if at else ""


def _is_past(article: Article, now: datetime) -> bool:
    return article.review_by is not None and article.review_by < today(article, now)
