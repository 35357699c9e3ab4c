"""Changing several articles alike, and changing them back.

Each article is changed by itself, in a transaction of its own, as a revision. What was changed is
answered, so that it can be undone where nobody has saved the article since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from articles.models import Article
from articles.policy import Action, may
from articles.revisions import record_revision
from publication.models import Section, Topic

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["Change", "Changed", "change_section", "change_topics", "undo"]


@dataclass(frozen=True)
class Change:
    """One article's: its edit number afterwards, and what stood in the field before."""

    article: int
    edit_number: int
    before: Any


@dataclass(frozen=True)
class Changed:
    """``field`` of these articles was changed; ``refused``: of those it may not be."""

    field: str
    changes: tuple[Change, ...]
    refused: tuple[Article, ...] = ()


def change_section(articles: Iterable[Article], section: Section, *, by: User | None) -> Changed:
    """Put the articles into a section."""

    def put(article: Article) -> Any:
        before, article.section = article.section_id, section
        return before

    return _each(articles, "section", put, by=by, reason=f"Section: {section.name}")


def change_topics(
    articles: Iterable[Article],
    *,
    add: Iterable[Topic],
    remove: Iterable[Topic],
    by: User | None,
) -> Changed:
    """Give the articles topics, and take others from them."""
    added, removed = set(add), set(remove)

    def tag(article: Article) -> Any:
        before = list(article.topics.order_by("pk"))
        article.topics.set((set(before) | added) - removed)
        return [topic.pk for topic in before]

    words = [f"+ {topic.name}" for topic in added] + [f"− {topic.name}" for topic in removed]
    return _each(articles, "topics", tag, by=by, reason=f"Topics: {', '.join(sorted(words))}")


def undo(changed: Changed, *, by: User | None) -> Changed:
    """Put back what was changed. An article that was saved since, or that this person may not
    change any more, is left as it is."""
    undone = []
    for change in changed.changes:
        with transaction.atomic():
            article = Article.objects.select_for_update().filter(pk=change.article).first()
            if article is None or article.edit_number != change.edit_number:
                continue
            if not may(by, Action.EDIT, article):
                continue
            if changed.field == "section":
                article.section_id = change.before
            else:
                article.topics.set(Topic.objects.filter(pk__in=change.before))
            _save(article, by=by, reason=f"Undone: {changed.field}")
            undone.append(Change(article.pk, article.edit_number, None))
    return Changed(changed.field, tuple(undone))


def _each(
    articles: Iterable[Article],
    field: str,
    change: Callable[[Article], Any],
    *,
    by: User | None,
    reason: str,
) -> Changed:
    changes, refused = [], []
    for article in articles:
        with transaction.atomic():
            current = Article.objects.select_for_update().get(pk=article.pk)
            if not may(by, Action.EDIT, current):
                refused.append(current)
                continue
            before = change(current)
            _save(current, by=by, reason=reason)
            changes.append(Change(current.pk, current.edit_number, before))
    return Changed(field, tuple(changes), tuple(refused))


def _save(article: Article, *, by: User | None, reason: str) -> None:
    article.edit_number += 1
    article.save()
    record_revision(article, by=by, reason=reason[:300])
