"""What stands around an article: read on, the issue's next, its translations, how often it is read.

Unlike the article itself this is of today. It is found among what readers may see at this moment,
so that what is withdrawn stands nowhere, whether a worker runs or not.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language_info

from counting.figures import Figures, readings
from editing.models import FormerSlug
from editing.slugs import model_label
from reader.cards import Card, card
from reader.models import Likeness
from reader.serial import FURNITURE_LANGUAGE
from record.document import Document, RelatedArticle
from record.listings import INDEX_ORDER, LATEST_IN_INDEX, articles, naming
from record.models import Appearance, PublishedArticle, Status
from record.translations import Article, languages_of
from renderings.languages import direction, words_for

__all__ = ["Around", "Translation", "around", "own_name", "stands_around"]

ARTICLES = model_label(PublishedArticle)
SHOWN = 4  # articles to read on with

# Of tags that stand for several written forms, Django has only these forms' names.
OWN_NAMES = {"zh": "中文"}


@dataclass(frozen=True, slots=True)
class Translation:
    """The article in one of its languages; ``name`` is what the language calls itself."""

    language: str
    name: str
    direction: str
    title: str
    slug: str


@dataclass(frozen=True)
class Around:
    """``previous`` and ``next`` stand beside the article in the issue called ``issue``;
    ``translations`` include the article, or are none."""

    related: tuple[Card, ...] = ()
    previous: Card | None = None
    next: Card | None = None
    issue: str = ""
    issue_slug: str = ""
    translations: tuple[Translation, ...] = ()
    readings: Figures | None = None

    @property
    def times_read(self) -> str:
        """``1,234 times``: how often the article itself was asked for."""
        number = self.readings.total_requests if self.readings else 0
        return "once" if number == 1 else f"{number:,} times"


def around(row: PublishedArticle, document: Document, *, counted: bool) -> Around:
    """``counted``: readers are shown how often an article is read. Seven queries at most, eight
    with counts, and three fewer where there is no issue."""
    previous, following = _neighbours(row) if document.issue else (None, None)
    issue = document.issue if previous or following else None
    return Around(
        related=tuple(map(card, _related(row, document.related))),
        previous=card(previous) if previous else None,
        next=card(following) if following else None,
        issue=words_for(FURNITURE_LANGUAGE).issue(issue.volume, issue.number, issue.title)
        if issue
        else "",
        issue_slug=issue.slug if issue else "",
        translations=_translations(row),
        readings=readings(row.article) if counted else None,
    )


def stands_around(row: PublishedArticle) -> set[int]:
    """The keys of the articles around which this one may stand now."""
    liked_by = Likeness.objects.filter(other=row).values_list("article", flat=True)
    beside = [each.pk for each in _neighbours(row) if each]
    family = articles().filter(slug__in=[each.slug for each in _translations(row)])
    return {*liked_by, *beside, *family.values_list("pk", flat=True)} - {row.pk}


def _related(row: PublishedArticle, explicit: Collection[RelatedArticle]) -> list[PublishedArticle]:
    """The likest, without those the editors chose, for they stand in the article already; each
    text once, in the language in which it is most like this one: one query."""
    chosen = {each.slug for each in explicit}
    renamed = FormerSlug.objects.filter(model=ARTICLES, slug__in=chosen)
    liked = Likeness.objects.filter(
        article=row, other__in=articles().filter(status=Status.PUBLIC).values("pk")
    ).exclude(Q(other__slug__in=chosen) | Q(other__in=renamed.values("object_id")))
    texts: dict[str, PublishedArticle] = {}
    for likeness in liked.select_related("other").order_by("-score", "-other"):
        texts.setdefault(likeness.other.translation_of or likeness.other.slug, likeness.other)
    return list(texts.values())[:SHOWN]


def _neighbours(row: PublishedArticle) -> tuple[PublishedArticle | None, PublishedArticle | None]:
    """Those published just before and just after it in its issue: two queries."""
    mine = Appearance.objects.filter(article=row, current=True, issue__isnull=False)
    inside = naming("issue", mine.values("issue")[:1])
    at = row.first_published
    earlier = Q(appearances__first_published__lt=at) | Q(
        appearances__first_published=at, appearances__article__lt=row
    )
    later = Q(appearances__first_published__gt=at) | Q(
        appearances__first_published=at, appearances__article__gt=row
    )
    # One filter() each: both conditions are about the same row of the index.
    before = articles().filter(inside, earlier).order_by(*LATEST_IN_INDEX)
    return before.first(), articles().filter(inside, later).order_by(*INDEX_ORDER).first()


def _translations(row: PublishedArticle) -> tuple[Translation, ...]:
    """The original first: three queries, and a fourth if there are any."""
    own = Article(row.pk, row.slug, row.language, row.translation_of)
    family = languages_of([own]).get(row.pk)
    if family is None:
        return ()
    slugs = [slug for _, slug in family.each]
    titles = dict(articles().filter(slug__in=slugs).values_list("slug", "summary__title"))
    return tuple(
        Translation(language, own_name(language), direction(language), titles[slug], slug)
        for language, slug in sorted(family.each, key=lambda each: each[1] != family.original)
        if slug in titles
    )


def own_name(language: str) -> str:
    """``한국어`` of ``ko`` and ``ko-KR``; of a language that Django does not know, its tag."""
    tag = language.lower()
    for code in (tag, tag.partition("-")[0]):
        if code in OWN_NAMES:
            return OWN_NAMES[code]
        try:
            return str(get_language_info(code)["name_local"])
        except KeyError:
            continue
    return language
