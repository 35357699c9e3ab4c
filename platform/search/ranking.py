"""Which of the found texts come first: by where they say what was asked for, and how often.

Nothing is measured text by text, which would take reading all that have a frequent word. The index
knows of each word whether it stands in the title, above the text, or often in it; so texts are
found in tiers, of each tier the newest 400, and what they have earned in all is their score.
Both databases find the same tiers, hence the same order.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from search import words
from search.keys import recency
from search.planning import Clause, Match, Plan
from search.tags import MARKS, Place

__all__ = ["Tier", "best", "tiers"]

# What a text earns by having everything that was asked for there, and what by having some of it.
# A word in the title stands above the text, too.
EARNED: dict[Place, float] = {"title": 6, "above": 5, "often": 2}
ALTERNATIVE = 3  # earned by each of several of which one is enough, if it is no frequent one …
MOST_ALTERNATIVES = 8  # … of the first ones that were asked for
MOST_TOLD_APART = 4  # words: of more it only counts that all of them stand somewhere


@dataclass(frozen=True)
class Tier:
    """Texts that fulfil ``plan`` earn ``earned``; ``rare``: only if not too many do."""

    plan: Plan
    earned: float
    rare: bool = False


def tiers(made: Plan) -> tuple[Tier, ...]:
    """Of a plan that asks for words."""
    return (*_by_place(made), *_by_alternative(made))


def best(
    newest: Sequence[int], found: Iterable[tuple[Tier, Sequence[int]]], *, number: int
) -> Mapping[int, float]:
    """The scores of the best texts, before their age and standing are counted in."""
    score: dict[int, float] = defaultdict(lambda: 1.0)
    for key in newest:
        score[key] = 1.0
    for tier, keys in found:
        if not (tier.rare and len(keys) > number):
            for key in keys:
                score[key] += tier.earned
    order = sorted(score, key=lambda key: (-score[key] * recency(key), -key))
    return {key: score[key] for key in order[:number]}


def _by_place(made: Plan) -> Iterable[Tier]:
    apart = 1 < len(made.asked) <= MOST_TOLD_APART and not _begun(made)
    for place, earned in EARNED.items():
        there = [_at(clause, place) for clause in made.asked]
        if all(there):
            others = [each for each in made.required if each not in made.asked]
            if place == "often":  # which says of a phrase's words nothing of their order
                others += [each for each in made.required if each in made.asked and _phrase(each)]
            every = dataclasses.replace(made, required=(*others, *there))
            yield Tier(every, earned if apart else 2 * earned)
        if apart and any(there):
            some = tuple(chain.from_iterable(there))
            yield Tier(dataclasses.replace(made, required=(*made.required, some)), earned)


def _by_alternative(made: Plan) -> Iterable[Tier]:
    if _begun(made) or all(clause in made.required for clause in made.asked):
        return
    for clause in made.asked[:MOST_ALTERNATIVES]:
        yield Tier(
            dataclasses.replace(made, required=(*made.required, clause)), ALTERNATIVE, rare=True
        )


def _begun(made: Plan) -> bool:
    """Beginnings are looked for together only: each takes reading all words that begin so."""
    return any(match.begun for clause in made.asked for group in clause for match in group)


def _phrase(clause: Clause) -> bool:
    return any(len(match.words) > 1 for group in clause for match in group)


def _at(clause: Clause, place: Place) -> Clause:
    """The same standing there; what a text says often is known word by word."""
    return tuple(group for each in clause if (group := tuple(_marked(each, place))))


def _marked(group: Sequence[Match], place: Place) -> Iterable[Match]:
    mark = MARKS[place]
    for match in group:
        if place != "often":
            yield Match(tuple(mark + word for word in match.words), match.begun)
            continue
        for number, word in enumerate(match.words, 1):
            if word not in words.EVERYWHERE:
                yield Match((mark + word,), match.begun and number == len(match.words))
