"""The words of the texts readers may see, counted, and the one that was probably meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from django.db.models import Q

from search.models import KnownWord

__all__ = ["change", "known", "nearest", "notable", "skeleton"]

SHORTEST, LONGEST = 4, 40  # letters of a word that is worth correcting
LOOKED_AT = 250  # of the words that sound or look alike, the most frequent


def notable(words: Iterable[str]) -> set[str]:
    """Those that are kept: neither pairs of signs nor figures nor what is hardly a word."""
    return {word for word in words if SHORTEST <= len(word) <= LONGEST and word.isalpha()}


def change(difference: Counter[str]) -> None:
    """Add to the numbers of articles. The caller is the only one who writes."""
    wanted = {word: by for word, by in difference.items() if by}
    have = dict(KnownWord.objects.filter(word__in=list(wanted)).values_list("word", "articles"))
    total = {word: have.get(word, 0) + by for word, by in wanted.items()}
    KnownWord.objects.filter(word__in=[word for word, n in total.items() if n <= 0]).delete()
    KnownWord.objects.bulk_create(
        (
            KnownWord(
                word=word,
                articles=number,
                skeleton=skeleton(word),
                beginning=word[0],
                length=len(word),
            )
            for word, number in total.items()
            if number > 0
        ),
        update_conflicts=True,
        unique_fields=["word"],
        update_fields=["articles"],
        batch_size=2000,
    )


def known(words: Iterable[str]) -> set[str]:
    """Which of the words some text has: one query."""
    return set(KnownWord.objects.filter(word__in=list(words)).values_list("word", flat=True))


def nearest(word: str) -> str:
    """The known word that differs in one sign, or two in a long word; the most frequent of
    several, ``""`` if there is none: two queries of a bounded length."""
    allowed = 1 if len(word) < 6 else 2
    lengths = range(len(word) - allowed, len(word) + allowed + 1)
    alike = Q(beginning=word[:1], length__in=lengths)
    choice: dict[str, int] = {}
    for condition in (Q(skeleton=skeleton(word)), alike):
        rows = KnownWord.objects.filter(condition).order_by("-articles")[:LOOKED_AT]
        choice.update(rows.values_list("word", "articles"))
    near = [
        (distance, -articles, other)
        for other, articles in choice.items()
        if (distance := _distance(word, other, allowed)) <= allowed
    ]
    return min(near)[2] if near else ""


def skeleton(word: str) -> str:
    """What is left of a word in the ear: its beginning, and consonants, none of them doubled."""
    bare = word[:1] + re.sub("[aeiouyhw]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", bare)


def _distance(one: str, other: str, most: int) -> int:
    """How many signs were left out, added, changed, or swapped with their neighbour; more than
    ``most`` is not counted on."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (sign != against))
            swapped = i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == against
            if swapped:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
