"""From a working copy to the Document readers get: the exact preview, and what is published.

Composing only reads. It resolves every rule (whose disclaimer, whose licence, which affiliation)
so that the Document stands on its own. An unfinished article composes too, for its preview; what
is missing is for ``articles.checklist`` to say.
"""

from __future__ import annotations

import dataclasses
from datetime import datetime

from articles import body, linking, statements
from articles.byline import contributions, writers
from articles.disclaiming import disclaimers_of
from articles.models import Article
from publication.disclaimers import wording
from record import document as doc
from record.document import Document, Kind, Notice
from record.models import PublishedArticle, Status

__all__ = ["compose", "same_text"]


def compose(
    article: Article,
    *,
    published: datetime,
    first_published: datetime | None = None,
    number: int = 1,
    kind: Kind = Kind.PUBLICATION,
    notices: tuple[Notice, ...] = (),
) -> Document:
    """The Document this article would be as that version, at that instant (UTC, whole seconds)."""
    on = published.date()
    photos = statements.figures(article)
    text = body.parse(article.body, photos, linking.addresses(article.body))
    byline = contributions(article, on=on)
    lead = statements.lead_photo(article)
    return Document(
        article=str(article.key),
        number=number,
        kind=kind,
        slug=article.slug,
        language=article.language,
        title=article.title,
        subtitle=article.subtitle,
        standfirst=article.standfirst,
        abstract=article.abstract,
        publication=statements.publication(article.publication),
        section=statements.section(article.section),
        first_published=first_published or published,
        published=published,
        byline=byline,
        body=text.blocks,
        notes=text.notes,
        lead_photo=lead,
        photos=text.photos,
        topics=tuple(doc.Term(t.slug, t.name) for t in article.topics.order_by("name")),
        regions=tuple(doc.Term(r.slug, r.name, r.code) for r in article.regions.order_by("name")),
        keywords=tuple(article.keywords),
        issue=statements.issue(article.issue),
        references=tuple(doc.Reference(r.text, r.doi, r.url) for r in article.references.all()),
        disclaimers=tuple(
            wording(
                disclaimer,
                writers=max(1, len(writers(byline))),
                publication=article.publication,
            )
            for disclaimer in disclaimers_of(article, on=on)
            if disclaimer.editions.exists()
        ),
        licence=statements.licence(statements.licence_of(article)),
        funding=article.funding,
        competing_interests=article.competing_interests,
        doi=article.doi,
        translation_of=_published(article.translation_of),
        related=tuple(
            related
            for other in article.related.order_by("pk")
            if (related := _published(other)) is not None
        ),
        notices=notices,
    )


def same_text(one: Document, other: Document) -> bool:
    """Whether two documents differ in nothing but which version they are."""
    return _as_first_version(one) == _as_first_version(other)


def _as_first_version(document: Document) -> Document:
    return dataclasses.replace(
        document,
        number=1,
        kind=Kind.PUBLICATION,
        published=document.first_published,
        notices=(),
    )


def _published(article: Article | None) -> doc.RelatedArticle | None:
    """How the record names another article; nothing of one that readers cannot see."""
    if article is None:
        return None
    public = PublishedArticle.objects.filter(article=article.key)
    found = public.exclude(status=Status.WITHDRAWN).first()
    if found is None:
        return None
    return doc.RelatedArticle(found.slug, found.summary["title"], found.language)
