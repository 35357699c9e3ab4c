"""Which articles are really related: found when one is published, and kept.

Each article is compared with those that share its topics, regions or authors, and with those whose
texts are about the same. The best are kept both ways, so that an old article leads to a new one.
What is shown of them is looked up when a page is made: see ``reader.around``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Min

from reader.models import Likeness, TellingWords
from record.canonical import loads
from record.listings import LATEST_IN_INDEX, articles, naming
from record.models import Appearance, PublishedArticle, Status
from record.translations import Article, languages_of
from search.likeness import alike, nearest, telling

__all__ = ["Subject", "compare", "score"]

# What an article has in common with another counts so much, together 1.
TEXT, TOPICS, REGIONS, AUTHORS = 0.5, 0.25, 0.15, 0.1
# Most readers of an article do not read the language of another.
OTHER_LANGUAGE = 0.5
LEAST = 0.1  # less in common is chance

KEPT = 12  # of an article: those shown, and some that take the place of what is withdrawn
BY_NAME = 20  # articles looked at for each topic, region and author, the latest
NAMES = 12  # looked at of each kind; nobody is helped by the others of a byline of hundreds
BY_TEXT = 40  # articles looked at for their text

KINDS = ("topic", "region", "author")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is compared of an article: the keys of what it names, and its telling words."""

    language: str
    topics: frozenset[int] = frozenset()
    regions: frozenset[int] = frozenset()
    authors: frozenset[int] = frozenset()
    words: Mapping[str, float] = field(default_factory=dict)


def score(one: Subject, other: Subject) -> float:
    """How much the readers of one may want to read the other, from 0 to 1; the same both ways."""
    common = (
        TEXT * alike(one.words, other.words)
        + TOPICS * _shared(one.topics, other.topics)
        + REGIONS * _shared(one.regions, other.regions)
        + AUTHORS * _shared(one.authors, other.authors)
    )
    same = one.language.partition("-")[0] == other.language.partition("-")[0]
    return common if same else common * OTHER_LANGUAGE


def _shared(one: Collection[int], other: Collection[int]) -> float:
    """From 0, for nothing in common, to 1, for all (Ochiai's coefficient)."""
    if not one or not other:
        return 0.0
    return len(set(one) & set(other)) / math.sqrt(len(one) * len(other))


def compare(row: PublishedArticle, *, among: int) -> None:
    """Find anew what is related to an article, with its current version at hand. ``among``: how
    many articles there are."""
    Likeness.objects.filter(article=row).delete()
    Likeness.objects.filter(other=row).delete()
    TellingWords.objects.filter(article=row).delete()
    if row.status == Status.WITHDRAWN:
        return
    told = telling(loads(row.current.document), among=among)
    TellingWords.objects.create(article=row, words=told)
    own = _subjects({row.pk: row.language})[row.pk]
    looked_at = {*nearest(told, limit=BY_TEXT), *_sharing(own)}
    others = articles().filter(pk__in=looked_at - {row.pk}).exclude(slug__in=_translations(row))
    subjects = _subjects(dict(others.values_list("pk", "language")))
    found = {key: score(own, other) for key, other in subjects.items()}
    best = sorted(found, key=lambda key: (-found[key], -key))
    _keep(row, {key: found[key] for key in best if found[key] >= LEAST})


def _translations(row: PublishedArticle) -> list[str]:
    """The slugs under which the same text is public in other languages."""
    own = Article(row.pk, row.slug, row.language, row.translation_of)
    found = languages_of([own]).get(row.pk)
    return [slug for _, slug in found.each] if found else []


def _sharing(own: Subject) -> set[int]:
    """The latest articles that name one of the same: a query for each, read from its index."""
    named = zip(KINDS, (own.topics, own.regions, own.authors), strict=True)
    return {
        pk
        for kind, keys in named
        for key in sorted(keys)[:NAMES]
        for pk in articles()
        .filter(naming(kind, key))
        .order_by(*LATEST_IN_INDEX)
        .values_list("pk", flat=True)[:BY_NAME]
    }


def _subjects(languages: Mapping[int, str]) -> dict[int, Subject]:
    """Of articles given with their languages, by key: two queries."""
    words = dict(TellingWords.objects.filter(pk__in=languages).values_list("pk", "words"))
    named: dict[int, dict[str, set[int]]] = {
        pk: {kind: set() for kind in KINDS} for pk in languages
    }
    appearances = Appearance.objects.filter(article__in=languages, current=True)
    for article, *keys in appearances.values_list("article", *(f"{kind}_id" for kind in KINDS)):
        for kind, key in zip(KINDS, keys, strict=True):
            if key is not None:
                named[article][kind].add(key)
    return {
        pk: Subject(
            language=language.lower(),
            topics=frozenset(named[pk]["topic"]),
            regions=frozenset(named[pk]["region"]),
            authors=frozenset(named[pk]["author"]),
            words=words.get(pk, {}),
        )
        for pk, language in languages.items()
    }


def _keep(row: PublishedArticle, best: Mapping[int, float]) -> None:
    """The best of the article; and the article for those to which it is one of the best. Nobody
    is led to what was retracted."""
    retracted = PublishedArticle.objects.filter(pk__in=best, status=Status.RETRACTED)
    led_to = [key for key in best if key not in set(retracted.values_list("pk", flat=True))]
    pairs = [Likeness(article=row, other_id=key, score=best[key]) for key in led_to[:KEPT]]
    leading = _leading(best) if row.status == Status.PUBLIC else []
    pairs += [Likeness(article_id=key, other=row, score=best[key]) for key in leading]
    Likeness.objects.bulk_create(pairs)
    _trim(leading)


def _leading(best: Mapping[int, float]) -> list[int]:
    """The articles that have not yet enough to which they are liker."""
    kept = Likeness.objects.filter(article__in=best).values("article")
    full = kept.annotate(number=Count("pk"), least=Min("score")).filter(number__gte=KEPT)
    least = dict(full.values_list("article", "least"))
    return [key for key in best if best[key] >= least.get(key, 0.0)]


def _trim(some: Collection[int]) -> None:
    kept: Counter[int] = Counter()
    surplus = []
    rows = Likeness.objects.filter(article__in=some).order_by("article", "-score", "-other")
    for pk, article in rows.values_list("pk", "article"):
        kept[article] += 1
        if kept[article] > KEPT:
            surplus.append(pk)
    Likeness.objects.filter(pk__in=surplus).delete()
