"""Synthetic articles in Korean: sentences of drawn nouns with the particles that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from masthead.demo.lexicon import drawn, korean_nouns

__all__ = ["KoreanProse"]

# A noun and a particle in its two forms: after a final consonant, and after a vowel.
TOPIC, SUBJECT, OBJECT, WITH = ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와")
OF, AT = ("의", "의"), ("에서", "에서")

Slot = tuple[str, str] | str
SENTENCES: tuple[tuple[Slot, ...], ...] = (
    (OF, TOPIC, "오랫동안", SUBJECT, "결정하였다."),
    (TOPIC, OF, OBJECT, "다시 묻는다."),
    ("지난 십 년 동안", TOPIC, WITH, OBJECT, "함께 바꾸었다."),
    (SUBJECT, "흔들릴 때", OF, TOPIC, "더 중요해진다."),
    (AT, "시작된 논쟁은", OF, OBJECT, "남겼다."),
    ("그러나", TOPIC, OBJECT, "대신하지 못한다."),
    (WITH, OF, "관계를 이해하려면", OBJECT, "먼저 보아야 한다."),
    ("작은 나라들은", OBJECT, "위하여", OF, OBJECT, "공개하였다."),
    (SUBJECT, "없다면", TOPIC, "오래가지 못할 것이다."),
    ("남은 질문은", OF, SUBJECT, "누구의 것인가 하는 점이다."),
)
TITLES: tuple[tuple[Slot, ...], ...] = (
    (WITH, OF, "미래"),
    (OBJECT, "다시 생각한다"),
    (OF, "시대,", OF, "조건"),
    (AT, "본", "새로운", OF, "질서"),
    (SUBJECT, "묻는", OF, "책임"),
)


class KoreanProse:
    """Determined by its source of chance, like ``Prose``."""

    language = "ko"

    def __init__(self, chance: Random) -> None:
        self._random = chance
        self._nouns: Iterator[str] = drawn(korean_nouns(), chance)

    def title(self) -> str:
        return self._filled(self._random.choice(TITLES))

    def standfirst(self) -> str:
        return self._paragraph(2)

    def heading(self) -> str:
        return self._filled(self._random.choice(TITLES))

    def paragraphs(self, number: int) -> list[str]:
        return [self._paragraph(8) for _ in range(number)]

    def _paragraph(self, sentences: int) -> str:
        return " ".join(map(self._filled, self._random.choices(SENTENCES, k=sentences)))

    def _filled(self, slots: tuple[Slot, ...]) -> str:
        return " ".join(
            slot if isinstance(slot, str) else _with(next(self._nouns), slot) for slot in slots
        )


def _with(noun: str, particle: tuple[str, str]) -> str:
    """A syllable's number tells whether it ends with a consonant: Unicode, section 3.12."""
    closed = (ord(noun[-1]) - 0xAC00) % 28 > 0
    return noun + particle[0 if closed else 1]
