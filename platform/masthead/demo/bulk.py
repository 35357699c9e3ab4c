"""Thousands of synthetic articles for load tests: seeded, realistic in size, written in bulk.

They go through the ledger like everything published; only composing is skipped, because the
Documents are made here together with their working copies.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from django.db import transaction

from articles import body
from articles.models import Article, Contribution, State
from articles.statements import licence, licence_of, photograph, publication, section
from authors.models import Author
from masthead.demo.korean import KoreanProse
from masthead.demo.prose import Prose
from photos.models import Photo
from publication.disclaimers import wording
from publication.models import Publication, Region, Section, Topic
from record import document as doc
from record import ledger

__all__ = ["write"]

Term = TypeVar("Term", Topic, Region)

BATCH = 500  # articles in one transaction
WRITERS = 400
OLDEST = timedelta(days=12 * 365)
PARAGRAPHS = 9  # of about 75 words
PHOTOS = 12  # of the library's, in turn
KOREAN = 10  # every so many articles one is in Korean


@dataclass
class _Pools:
    """What the articles draw from."""

    publication: Publication
    sections: list[Section]
    topics: list[Topic]
    regions: list[Region]
    authors: list[Author]
    photos: list[doc.Photograph]
    photo_ids: list[int]
    worded: dict[tuple[int, bool], tuple[str, ...]] = field(default_factory=dict)

    def disclaimers(self, section: Section, *, writers: int) -> tuple[str, ...]:
        """What is printed under an article of that section, looked up once."""
        key = (section.pk, writers > 1)
        if key not in self.worded:
            carried = section.disclaimer or self.publication.disclaimer
            self.worded[key] = (
                (wording(carried, writers=writers, publication=self.publication),)
                if carried
                else ()
            )
        return self.worded[key]


@dataclass
class _Draft:
    article: Article
    document: doc.Document
    topics: list[Topic]
    regions: list[Region]
    authors: list[Author]


def write(number: int, *, seed: int, until: datetime, say: Callable[[str], None]) -> None:
    """Add that many published articles, the latest at ``until``. Needs a publication.

    The same seed on the same content gives the same articles. Stopped half-way, whole batches
    stay, and the next run adds to them.
    """
    first = Article.objects.count()
    chance = random.Random(f"{seed}/{first}")  # noqa: S311  not for secrets
    prose = Prose(seed + first)
    korean = KoreanProse(chance)
    pools = _pools(prose, chance)
    step = OLDEST / max(1, number)
    for start in range(0, number, BATCH):
        size = min(BATCH, number - start)
        drafts = [
            _draft(
                first + i,
                korean if (first + i) % KOREAN == KOREAN - 1 else prose,
                chance,
                pools,
                at=until - OLDEST + step * (i + 1),
            )
            for i in range(start, start + size)
        ]
        with transaction.atomic():
            _save(drafts)
        say(f"{start + size} of {number}")


def _pools(prose: Prose, chance: random.Random) -> _Pools:
    photos = list(Photo.objects.select_related("licence").order_by("pk")[:PHOTOS])
    return _Pools(
        publication=Publication.objects.select_related("licence").get(is_default=True),
        sections=list(Section.objects.select_related("licence")) or _new_sections(),
        topics=list(Topic.objects.order_by("pk")) or _new_topics(prose),
        regions=list(Region.objects.exclude(code__regex=r"^\d").order_by("pk")[:20]),
        authors=_writers(prose),
        photos=[photograph(photo) for photo in photos],
        photo_ids=[photo.pk for photo in photos],
    )


def _new_sections() -> list[Section]:
    return [Section.objects.create(name="Analysis", slug="analysis")]


def _new_topics(prose: Prose) -> list[Topic]:
    names = dict.fromkeys(prose.heading() for _ in range(20))
    return [
        Topic.objects.create(name=name[:100], slug=f"topic-{n}") for n, name in enumerate(names)
    ]


def _writers(prose: Prose) -> list[Author]:
    """The synthetic authors, made on the first run."""
    slugs = [f"synthetic-{n}" for n in range(WRITERS)]
    known = set(Author.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    fresh = []
    for slug in slugs:
        given, _, family = prose.name().rpartition(" ")
        if slug not in known:
            fresh.append(Author(given_name=given, family_name=family, slug=slug))
    Author.objects.bulk_create(fresh)
    return list(Author.objects.filter(slug__in=slugs).order_by("pk"))


def _draft(
    index: int,
    prose: Prose | KoreanProse,
    chance: random.Random,
    pools: _Pools,
    *,
    at: datetime,
) -> _Draft:
    title = prose.title()
    section_row = chance.choice(pools.sections)
    authors = chance.sample(pools.authors, chance.choice((1, 1, 1, 2, 3)))
    topics = _by_name(chance.sample(pools.topics, min(2, len(pools.topics))))
    regions = _by_name(chance.sample(pools.regions, min(2, len(pools.regions))))
    photo = index % len(pools.photos) if pools.photos else None
    article = Article(
        key=uuid.UUID(int=chance.getrandbits(128), version=4),
        publication=pools.publication,
        section=section_row,
        title=title,
        standfirst=prose.standfirst(),
        slug=f"synthetic-{index}",
        keywords=[topic.name.lower() for topic in topics],
        lead_photo_id=None if photo is None else pools.photo_ids[photo],
        state=State.PUBLISHED,
        language=prose.language,
    )
    article.body = _body(prose)
    document = _document(
        article,
        disclaimers=pools.disclaimers(section_row, writers=len(authors)),
        lead=None if photo is None else pools.photos[photo],
        at=at.astimezone(UTC).replace(microsecond=0),
        topics=topics,
        regions=regions,
        authors=authors,
    )
    return _Draft(article, document, topics, regions, authors)


def _by_name(terms: list[Term]) -> list[Term]:
    """In the order in which composing puts them."""
    return sorted(terms, key=lambda term: term.name)


def _body(prose: Prose | KoreanProse) -> str:
    """The prose holds nothing that would need escaping; a test of it says so."""
    parts = []
    for number, text in enumerate(prose.paragraphs(PARAGRAPHS)):
        if number % 3 == 2:
            parts.append(f"<h2>{prose.heading()}</h2>")
        parts.append(f"<p>{text}</p>")
    return "".join(parts)


def _document(
    article: Article,
    *,
    disclaimers: tuple[str, ...],
    lead: doc.Photograph | None,
    at: datetime,
    topics: list[Topic],
    regions: list[Region],
    authors: list[Author],
) -> doc.Document:
    return doc.Document(
        article=str(article.key),
        number=1,
        kind=doc.Kind.PUBLICATION,
        slug=article.slug,
        language=article.language,
        title=article.title,
        standfirst=article.standfirst,
        publication=publication(article.publication),
        section=section(article.section),
        first_published=at,
        published=at,
        byline=tuple(_signature(author) for author in authors),
        body=body.parse(article.body).blocks,
        lead_photo=lead,
        topics=tuple(doc.Term(t.slug, t.name) for t in topics),
        regions=tuple(doc.Term(r.slug, r.name, r.code) for r in regions),
        keywords=tuple(article.keywords),
        disclaimers=disclaimers,
        licence=licence(licence_of(article)),
    )


def _signature(author: Author) -> doc.Contribution:
    return doc.Contribution(
        name=author.display_name,
        author=author.slug,
        given_name=author.given_name,
        family_name=author.family_name,
        sort_name=author.sort_name,
    )


def _save(drafts: list[_Draft]) -> None:
    articles = Article.objects.bulk_create([draft.article for draft in drafts])
    Contribution.objects.bulk_create(
        Contribution(
            article=article,
            position=position,
            author=author,
            given_name=author.given_name,
            family_name=author.family_name,
            name_order=author.name_order,
            frozen=True,
        )
        for article, draft in zip(articles, drafts, strict=True)
        for position, author in enumerate(draft.authors)
    )
    pairs = list(zip(articles, drafts, strict=True))
    to_topic, to_region = Article.topics.through, Article.regions.through
    to_topic.objects.bulk_create(
        to_topic(article=a, topic=topic) for a, draft in pairs for topic in draft.topics
    )
    to_region.objects.bulk_create(
        to_region(article=a, region=region) for a, draft in pairs for region in draft.regions
    )
    ledger.append_many([draft.document for draft in drafts])
