"""How long a search takes, by kind of question, on the database of DATABASE_URL.

    DATABASE_URL=sqlite:////tmp/many.sqlite3 python bench/searching.py --number 40 --seed 1

The questions are drawn from the texts that are there, by a seed: a text is chosen at random and
then a place in it, so a word is asked for as often as it is used, the frequent ones mostly. English
questions leave out the two dozen words that stand everywhere ("the", "of"), except in phrases,
which are taken from the texts as they stand. Each question is asked once, of a process that has
asked others before, through ``search.finding.find`` as the page does it: with facets, snippets and
20 hits, by relevance. What making the page's HTML takes is not counted, nor is catching up with the
record: the index is brought up to date before.

Printed are milliseconds: of wall clock, and in the last two columns the median and the 95th of 100
of this process's own time on a processor, which says more on a machine that is shared, but on
PostgreSQL leaves out the server's.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")

import django

django.setup()

from django.utils import timezone  # noqa: E402

from authors.models import Author  # noqa: E402
from publication.models import Topic  # noqa: E402
from search.finding import find  # noqa: E402
from search.following import catch_up  # noqa: E402
from search.models import IndexedText  # noqa: E402
from search.query import parse  # noqa: E402
from search.words import EVERYWHERE  # noqa: E402

TEXTS = 400  # that questions are drawn from
HOSTILE = (
    '"' * 2000,
    "w* " * 500,
    " ".join(f"{letters}*" for letters in ("com", "con", "pre", "pro", "int", "tra", "sub")),
    "canal AND NOT (strait OR NEAR/2 toll) ^title:x",
    "'; DROP TABLE search_text; --",
    "the of and to in is that for it as was with be on by",
    "-the",
    "the OR of OR and OR to OR in OR a OR is OR that",
    "해 " * 300,
    "\x00\ud800\u202e🙂",
    '"the of the of the of"',
    "year:0000-9999 -year:2020 the",
)


class Questions:
    """Drawn from texts; the same seed on the same record gives the same questions."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.english = self.texts("l" + "en")
        self.korean = self.texts("l" + "ko")
        self.authors = list(Author.objects.order_by("pk").values_list("slug", flat=True)[:400])
        self.topics = list(Topic.objects.order_by("pk").values_list("slug", flat=True))

    def texts(self, tag: str) -> list[list[str]]:
        """The words of some texts in a language, which lie evenly over the years."""
        keys = list(
            IndexedText.objects.filter(tags__endswith=f" {tag}")
            .order_by("key")
            .values_list("key", flat=True)
        )
        some = keys[:: max(1, len(keys) // TEXTS)]
        rows = IndexedText.objects.filter(pk__in=some).order_by("key")
        return [f"{row.title} {row.body}".split() for row in rows]

    def word(self, texts: list[list[str]] | None = None) -> str:
        while True:
            word = self.chance.choice(self.chance.choice(texts or self.english)).strip(".,;:?!’")
            if word and word.lower() not in EVERYWHERE:
                return word

    def phrase(self, texts: list[list[str]], size: int) -> str:
        text = self.chance.choice(texts)
        at = self.chance.randrange(len(text) - size)
        return '"' + " ".join(text[at : at + size]) + '"'

    def misspelt(self) -> str:
        word = self.word()
        while len(word) < 6:
            word = self.word()
        at = self.chance.randrange(1, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :] + self.chance.choice("qxz")

    def filters(self) -> str:
        return self.chance.choice(
            [
                f"author:{self.chance.choice(self.authors)}",
                f"topic:{self.chance.choice(self.topics)}",
                f"year:{self.chance.randrange(2015, 2027)}",
                f"year:{self.chance.randrange(2015, 2020)}-{self.chance.randrange(2020, 2027)}",
            ]
        )

    def kinds(self) -> dict[str, Callable[[], str]]:
        kinds: dict[str, Callable[[], str]] = {
            "one word": self.word,
            "two words": lambda: f"{self.word()} {self.word()}",
            "three words": lambda: f"{self.word()} {self.word()} {self.word()}",
            "phrase": lambda: self.phrase(self.english, self.chance.choice((2, 2, 3, 4))),
            "exclusion": lambda: f"{self.word()} -{self.word()}",
            "either": lambda: f"{self.word()} OR {self.word()}",
            "beginning": lambda: f"{self.word()[:4]}*",
            "word and filter": lambda: f"{self.word()} {self.filters()}",
            "filter alone": self.filters,
            "misspelt": self.misspelt,
            "nothing found": lambda: f"{self.word()} xyzzyxyzzy",
            "hostile": lambda: self.chance.choice(HOSTILE),
        }
        if self.korean:
            kinds["Korean"] = lambda: self.word(self.korean)
            kinds["Korean phrase"] = lambda: self.phrase(self.korean, 2)
        return kinds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=40, help="of questions of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--slowest", type=int, default=0, help="show so many questions")
    options = parser.parse_args()
    while not catch_up():
        pass
    took = measure(Questions(options.seed), options.number)
    figures = {kind: summary(times) for kind, times in took.items()}
    figures["all"] = summary([each for times in took.values() for each in times])
    if options.json:
        sys.stdout.write(json.dumps({"articles": IndexedText.objects.count(), "kinds": figures}))
        return
    total = IndexedText.objects.count()
    print(f"{total:,} articles; milliseconds   p50    p95    max    cpu  cpu95")
    for kind, found in figures.items():
        print(f"  {kind:<32}" + "".join(f"{number:7.1f}" for number in found.values()))
    every = sorted((each for times in took.values() for each in times), reverse=True)
    for seconds, _, text in every[: options.slowest]:
        print(f"  {seconds * 1000:7.1f}  {text[:90]!r}")


def measure(questions: Questions, number: int) -> dict[str, list[tuple[float, float, str]]]:
    """Seconds by the wall clock and on the processor, and the question. Kinds take turns."""
    kinds = questions.kinds()
    took: dict[str, list[tuple[float, float, str]]] = {kind: [] for kind in kinds}
    for at in range(number + 1):
        for kind, draw in kinds.items():
            text = draw()
            wall, own = time.perf_counter(), time.process_time()
            find(parse(text), now=timezone.now(), facets=True)
            if at:  # the first round is for warming up
                spent = (time.perf_counter() - wall, time.process_time() - own, text)
                took[kind].append(spent)
    return took


def summary(times: list[tuple[float, float, str]]) -> dict[str, float]:
    wall = sorted(seconds * 1000 for seconds, _, _ in times)
    own = sorted(seconds * 1000 for _, seconds, _ in times)
    return {
        "p50": statistics.median(wall),
        "p95": wall[int(len(wall) * 0.95)],
        "max": wall[-1],
        "cpu": statistics.median(own),
        "cpu95": own[int(len(own) * 0.95)],
    }


main()
