"""Which articles are one another's translations, for many articles at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from editing.models import FormerSlug
from editing.slugs import model_label
from record import listings
from record.models import PublishedArticle

__all__ = ["Article", "Languages", "languages_of"]

LABEL = model_label(PublishedArticle)


@dataclass(frozen=True, slots=True)
class Article:
    """``translation_of`` is the slug that its original had when it was published, or ``""``."""

    pk: int
    slug: str
    language: str
    translation_of: str


@dataclass(frozen=True, slots=True)
class Languages:
    """An article in every language it is public in: (language tag, slug), each language once.
    ``original`` is the slug of the one the others were made from."""

    each: tuple[tuple[str, str], ...]
    original: str


def languages_of(some: Collection[Article]) -> Mapping[int, Languages]:
    """By key, those of these public articles that are public in several languages: three queries.

    Two articles name each other or neither does, as search engines demand.
    """
    wanted = {article.translation_of for article in some if article.translation_of}
    public = listings.articles()
    renamed = FormerSlug.objects.filter(model=LABEL, slug__in=wanted).values("object_id")
    originals = _read(public.filter(Q(slug__in=wanted) | Q(pk__in=renamed)))
    known = {article.pk: article for article in (*originals, *some)}
    names = _names(known)
    # Said twice, for the index holds translations only.
    made = public.exclude(translation_of="").filter(translation_of__in=names)
    known |= {row.pk: row for row in _read(made)}
    family = _Family(known, names)
    return {article.pk: found for article in some if (found := family.languages(article))}


def _read(rows: QuerySet[PublishedArticle]) -> list[Article]:
    columns = rows.order_by("pk").values_list("pk", "slug", "language", "translation_of")
    return [Article(*row) for row in columns]


def _names(known: Mapping[int, Article]) -> dict[str, int]:
    """Every slug these articles have or had, to their keys."""
    former = FormerSlug.objects.filter(model=LABEL, object_id__in=known)
    present = {article.slug: article.pk for article in known.values()}
    return dict(former.values_list("slug", "object_id")) | present


class _Family:
    """Who is whose translation, among the articles known."""

    def __init__(self, known: Mapping[int, Article], names: Mapping[str, int]) -> None:
        self._known, self._names = known, names
        self._made: defaultdict[int, list[Article]] = defaultdict(list)
        for article in known.values():
            if (original := self._original(article)) is not None:
                self._made[original.pk].append(article)

    def languages(self, article: Article) -> Languages | None:
        relatives = sorted(self._relatives(article), key=lambda each: each.pk)
        # Of two in one language the article itself, else the older, is meant.
        each = {other.language: other.slug for other in (*reversed(relatives), article)}
        if len(each) < 2:
            return None
        original = self._original(article) or article
        return Languages(tuple(sorted(each.items())), original.slug)

    def _original(self, article: Article) -> Article | None:
        pk = self._names.get(article.translation_of) if article.translation_of else None
        return self._known.get(pk) if pk is not None and pk != article.pk else None

    def _relatives(self, article: Article) -> Iterator[Article]:
        yield from self._made[article.pk]
        if (original := self._original(article)) is not None:
            yield original
            yield from self._made[original.pk]
