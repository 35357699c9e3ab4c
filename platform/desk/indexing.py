"""The index follows the newsroom by itself: an article whose edit it does not know is read anew.

Nothing needs to tell it. The worker looks every second, and who searches looks before.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef

from articles import body
from articles.models import Article, Contribution
from authors.models import Author
from desk.full_text import Entry, write
from desk.models import IndexedArticle
from renderings.readable import body_lines

__all__ = ["catch_up", "text_of"]

AT_ONCE = 50  # articles in one transaction


def catch_up() -> int:
    """Take up some articles that were begun or edited since; how many."""
    known = IndexedArticle.objects.filter(
        article=OuterRef("pk"), edit_number=OuterRef("edit_number")
    )
    unknown = Article.objects.filter(~Exists(known)).prefetch_related("contributions__author")
    articles = list(unknown.order_by("-pk")[:AT_ONCE])
    if articles:
        _take_up(articles)
    return len(articles)


def text_of(article: Article) -> str:
    """All that an article says under its title, notes and captions included."""
    parsed = body.parse(article.body, photos={})
    said = body_lines(parsed.blocks, parsed.notes, parsed.photos)
    return "\n".join(
        [article.standfirst, article.abstract, *said, ", ".join(map(str, article.keywords))]
    )


def _take_up(articles: Sequence[Article]) -> None:
    entries = [
        Entry(
            article.pk,
            f"{article.title}\n{article.subtitle}\n{article.slug}",
            "\n".join(map(_names, article.contributions.all())),
            text_of(article),
        )
        for article in articles
    ]
    rows = [IndexedArticle(article=each, edit_number=each.edit_number) for each in articles]
    with transaction.atomic():
        write(entries)
        IndexedArticle.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["article"],
            update_fields=["edit_number"],
        )


def _names(line: Contribution) -> str:
    people: list[Contribution | Author] = [line, *([line.author] if line.author else [])]
    names = [f"{each.given_name} {each.family_name} {each.native_name}" for each in people]
    return " ".join([line.collective_name, *names, line.affiliation])
