"""The words of synthetic prose: as many, and as unevenly used, as a real language has.

A few words of a language are in every text and most are in hardly any: the r-th most frequent is
used in proportion to 1/r (Zipf's law). A load test of search means nothing without that. The words
are put together from parts, so they look like words and need no dictionary.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import accumulate, product
from random import Random

__all__ = ["adjectives", "drawn", "korean_nouns", "names", "nouns"]

AT_ONCE = 1024  # drawn together, which is faster than one by one
FLAT = 2.7  # Mandelbrot's correction: the first few words are not so far apart

PREFIXES = (
    *("anti", "bi", "co", "counter", "cross", "de", "extra", "hyper", "inter", "macro", "micro"),
    *("multi", "neo", "non", "pan", "para", "post", "pre", "pro", "quasi", "semi", "sub", "super"),
    *("supra", "trans", "ultra"),
)
ROOTS = (
    *("actual", "brutal", "casual", "central", "civil", "clerical", "colonial", "commercial"),
    *("communal", "constitutional", "continental", "cultural", "equal", "exceptional", "factual"),
    *("federal", "feudal", "final", "fiscal", "formal", "frugal", "functional", "global"),
    *("imperial", "industrial", "informal", "institutional", "internal", "judicial", "legal"),
    *("liberal", "literal", "local", "logical", "marginal", "material", "ministerial", "moral"),
    *("municipal", "mutual", "national", "natural", "neutral", "nominal", "normal", "official"),
    *("partial", "plural", "political", "practical", "provincial", "radical", "rational", "real"),
    *("regional", "ritual", "royal", "rural", "seasonal", "sectional", "serial", "social"),
    *("spatial", "special", "spiritual", "structural", "superficial", "tactical", "technical"),
    *("territorial", "traditional", "transitional", "tribal", "universal", "verbal", "vital"),
)
ENDINGS = ("ism", "isation", "ity")
ONSETS = (
    *("Ald", "Bal", "Bren", "Cal", "Dar", "Dun", "Esk", "Fal", "Gar", "Hal", "Ish", "Jav", "Kal"),
    *("Kor", "Lan", "Mar", "Mel", "Nar", "Or", "Pel", "Quor", "Ral", "Sal", "Tar", "Ul", "Vor"),
    *("Wes", "Xan", "Yar", "Zan"),
)
MIDDLES = ("a", "ami", "ara", "e", "el", "en", "i", "ila", "in", "o", "on", "or", "u", "um")
ENDS = (
    *("burn", "dara", "desh", "gate", "haven", "kota", "lund", "mere", "mouth", "nesia", "port"),
    *("pura", "stad", "vik", "wick"),
)
KOREAN = (
    *("해협", "항만", "항구", "통행", "요금", "조약", "해양", "국경", "무역"),
    *("관세", "정부", "외교", "안보", "동맹", "협정", "회담", "의회", "법률"),
    *("규칙", "재판", "경제", "금융", "은행", "예산", "산업", "기술", "반도체"),
    *("전력", "석탄", "원자력", "기후", "탄소", "배출", "환경", "어업", "선박"),
    *("선원", "보험", "항로", "운하", "철도", "도로", "공항", "통신", "위성"),
    *("자료", "정보", "교육", "대학", "연구", "인구", "노동", "이민", "복지"),
    *("의료", "도시", "농촌", "지역", "섬", "강", "평야", "수자원", "식량"),
    *("농업", "시장", "물가", "환율", "투자", "채무", "개발", "원조", "군대"),
    *("해군", "잠수함", "미사일", "훈련", "정찰", "억제", "전략", "정책", "제도"),
    *("개혁", "선거", "정당", "언론", "시민", "역사", "기억", "문화", "언어"),
    *("종교", "이웃", "협력", "경쟁"),
)  # fmt: skip


@functools.cache
def adjectives() -> tuple[str, ...]:
    """The most frequent first, as in all of these."""
    return _ranked(ROOTS, [prefix + root for prefix, root in product(PREFIXES, ROOTS)])


@functools.cache
def nouns() -> tuple[str, ...]:
    """Names of conditions and processes, which stand without an article."""
    plain = [root + ending for root, ending in product(ROOTS, ENDINGS)]
    return _ranked(plain, [prefix + noun for prefix, noun in product(PREFIXES, plain)])


@functools.cache
def names() -> tuple[str, ...]:
    """Of places that don't exist."""
    return _ranked((), ["".join(parts) for parts in product(ONSETS, MIDDLES, ENDS)])


@functools.cache
def korean_nouns() -> tuple[str, ...]:
    return _ranked(KOREAN, [one + two for one, two in product(KOREAN, KOREAN) if one != two])


def drawn(words: Sequence[str], chance: Random) -> Iterator[str]:
    """Without end, each as often as its place among the words says."""
    weights = list(accumulate(1 / (rank + FLAT) for rank in range(1, len(words) + 1)))
    while True:
        yield from chance.choices(words, cum_weights=weights, k=AT_ONCE)


def _ranked(frequent: Sequence[str], rest: Sequence[str]) -> tuple[str, ...]:
    order = Random(len(rest))  # noqa: S311  not for secrets
    return (*order.sample(frequent, len(frequent)), *order.sample(rest, len(rest)))
