"""What a text is about, in its most telling words, and which other texts are about the same.

A word tells the more of a text, the oftener it stands there and the fewer other texts have it
(TF-IDF). How alike two texts are is the cosine of the angle between their words. All of it takes a
bounded time: of words that stand in thousands of texts, nothing is read.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connection

from record.document import Document, body_text
from search import vocabulary, words
from search.backend import backend, candidates
from search.models import KnownWord
from search.planning import Match, Plan

__all__ = ["alike", "nearest", "telling"]

# How many times a word counts that stands above the text.
IN_TITLE, ABOVE = 4, 2
LEAST = 2  # times a word counts; one said once in passing tells little
KEPT = 48  # words of a text
ASKED = 16  # words that others are looked for by, …
READ = 2_000  # … which together stand in at most so many texts
COUNTED = 24  # words without a place in the vocabulary, such as pairs of signs


def telling(document: Document, *, among: int) -> dict[str, float]:
    """The most telling words of a text, weighed; their squares add up to 1. Empty for no words.

    ``among``: how many texts there are. The text itself need not be indexed.
    """
    times = {word: n for word, n in _counted(document).items() if n >= LEAST}
    stands_in = _stands_in(times)
    weights = {
        word: (1 + math.log(times[word])) * math.log((among + 1) / articles)
        for word, articles in stands_in.items()
        if articles <= among
    }
    best = dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT])
    length = math.sqrt(sum(weight * weight for weight in best.values()))
    return {word: round(weight / length, 4) for word, weight in best.items()} if length else {}


def alike(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """From 0, for texts without a telling word in common, to 1."""
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def nearest(told: Mapping[str, float], *, limit: int) -> list[int]:
    """The keys of the articles whose texts have most of these words, the likest first: two
    queries, and one for each word without a place in the vocabulary."""
    asked: list[str] = []
    left = READ
    stands_in = _stands_in(told)
    for word in sorted(told, key=lambda word: -told[word]):
        if 0 < stands_in.get(word, 0) <= left and len(asked) < ASKED:
            asked.append(word)
            left -= stands_in[word]
    if not asked:
        return []
    found = candidates(Plan((_any_of(asked),)), ranked=True, limit=READ)
    found.sort(key=lambda text: (-text.relevance, -text.key))
    return [text.article for text in found[:limit]]


def _counted(document: Document) -> Counter[str]:
    """How often each word counts."""
    above = [document.subtitle, document.standfirst, document.abstract, *document.keywords]
    parts = ((document.title, IN_TITLE), ("\n".join(above), ABOVE), (body_text(document), 1))
    times: Counter[str] = Counter()
    for text, weight in parts:
        for word in words.indexed(text):
            times[word] += weight
    return times


def _stands_in(asked: Mapping[str, float]) -> dict[str, int]:
    """In how many texts the words stand, of those about which that is worth knowing; 1 where no
    text has one yet, which is then the word of this text."""
    kept = vocabulary.notable(asked)
    known = KnownWord.objects.filter(word__in=kept).values_list("word", "articles")
    others = [word for word in asked if word not in kept and word.isalpha()]
    others.sort(key=lambda word: (-asked[word], word))
    return dict.fromkeys(kept, 1) | dict(known) | _count(others[:COUNTED])


def _count(some: Iterable[str]) -> dict[str, int]:
    """Those that stand in at most ``READ`` texts: a query for each, which reads no further."""
    found = {}
    with connection.cursor() as cursor:
        for word in some:
            texts, parameters = backend().matching(Plan((_any_of([word]),)))
            cursor.execute(
                f"SELECT count(*) FROM ({texts}) AS found",  # noqa: S608
                [*parameters, READ + 1],
            )
            (number,) = cursor.fetchone()
            if number <= READ:
                found[word] = max(1, number)
    return found


def _any_of(some: Iterable[str]) -> tuple[tuple[Match], ...]:
    return tuple((Match((word,)),) for word in some)
