"""What the demonstration's newsroom says about the articles it is working on, and who does what."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import comments
from articles.anchors import paragraphs
from articles.assigning import assign, today
from articles.models import Article, Comment

__all__ = ["ensure"]

HANDED_IN, DRAFT = "against-chokepoints", "the-pass-and-the-port"


def ensure() -> None:
    """Hold the conversations, unless anybody has said anything yet."""
    people = {user.username: user for user in User.objects.filter(is_staff=True)}
    if Comment.objects.exists() or not {"editor", "managing", "desk"} <= people.keys():
        return
    with transaction.atomic():
        for article in Article.objects.filter(slug=HANDED_IN):
            _about_straits(article, people)
        for article in Article.objects.filter(slug=DRAFT):
            _about_the_pass(article, people)


def _about_straits(article: Article, people: dict[str, User]) -> None:
    texts = paragraphs(article.body)
    on = today(article, timezone.now())
    assign(article, person=people["desk"], what="editing", by=people["managing"], due=on)
    third = comments.comment(
        article,
        by=people["desk"],
        text="“There’s a hand” is good. Could we have the name of one strait here, so that it is "
        "a place before it is an idea? @managing, do you mind if I ask for that?",
        paragraph=texts[2],
        place=2,
    )
    comments.answer(third, by=people["managing"], text="Ask. One is enough.")
    comments.comment(
        article,
        by=people["managing"],
        text="Fits the autumn issue. I’d run it without a picture of a map.",
    )
    settled = comments.comment(
        article,
        by=people["desk"],
        text="“Nearly all interruptions”: can we say according to whom?",
        paragraph=texts[4],
        place=4,
    )
    comments.answer(settled, by=people["editor"], text="She counts them herself, in the report.")
    comments.resolve(settled, by=people["desk"])


def _about_the_pass(article: Article, people: dict[str, User]) -> None:
    texts = paragraphs(article.body)
    on = today(article, timezone.now())
    checking = "checking: the right of transit"
    late, soon = on - timedelta(days=2), on + timedelta(days=5)
    assign(article, person=people["managing"], what=checking, by=people["editor"], due=late)
    assign(article, person=people["desk"], what="photo of the stove", by=people["editor"], due=soon)
    comments.comment(
        article,
        by=people["desk"],
        text="The stove, the flag and the stamp: please leave this paragraph alone, whoever edits.",
        paragraph=texts[0],
        place=0,
    )
