"""A document as readers may see it once the rights in some of its photos have ended.

The record keeps the document as it was published. What is shown instead has no such photo; where it
stood, a note says so and whom it was credited to. Every form of an article is made of that, so none
can show what it must not. Pure: no Django, no clock, no settings.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from record.document import Block, Document, Figure, List, Mark, Paragraph, Photograph, Quote, Run

__all__ = ["note", "without", "without_lead"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class _Words:
    """Patterns for ``str.format``; those around the article have their place in ``renderings``."""

    ended: str
    credit: str
    day: str
    figure: str


_ENGLISH = _Words(
    ended="This photo can no longer be shown: its rights ended on {}.",
    credit="Photo credits: {}",
    day="{day} {name} {year}",
    figure="Figure {}.",
)
_WORDS = {
    "ko": _Words(
        ended="이 사진은 {}에 사용 권리가 끝나 더 이상 보여 드릴 수 없습니다.",
        credit="사진 제공: {}",
        day="{year}년 {month}월 {day}일",
        figure="그림 {}.",
    ),
    "ja": _Words(
        ended="この写真は{}に使用権が終了したため、表示できません。",
        credit="写真提供:{}",
        day="{year}年{month}月{day}日",
        figure="図{}.",
    ),
}


def without(document: Document, withheld: Mapping[str, str]) -> Document:
    """The document without those photos. ``withheld`` gives the last day of the rights
    (``2026-05-03``) by a photo's SHA-256; it may name photos that are not in the document."""
    gone = {
        photo.sha256: note(photo, withheld[photo.sha256], language=document.language)
        for photo in document.every_photo()
        if photo.sha256 in withheld
    }
    if not gone:
        return document
    lead = document.lead_photo
    in_its_place = [Paragraph(_said(gone[lead.sha256]))] if lead and lead.sha256 in gone else []
    return dataclasses.replace(
        document,
        lead_photo=None if in_its_place else lead,
        photos=tuple(photo for photo in document.photos if photo.sha256 not in gone),
        body=(*in_its_place, *_blocks(document.body, gone, document.language)),
    )


def without_lead(summary: Mapping[str, Any], withheld: Mapping[str, str]) -> dict[str, Any]:
    """A card (see ``record.summary``) without its photo, if that is one of them."""
    lead = summary["lead_photo"]
    return {**summary, "lead_photo": None if lead and lead["sha256"] in withheld else lead}


def note(photo: Photograph, last_day: str, *, language: str) -> str:
    """What is said in place of a photo, with its credit, in the article's language."""
    words, day = _words(language), date.fromisoformat(last_day)
    in_words = words.day.format(
        year=day.year, month=day.month, day=day.day, name=MONTHS[day.month - 1]
    )
    named = dict.fromkeys(part for part in (photo.creator, photo.source) if part)
    credited = photo.credit_line or " / ".join(named)
    parts = [words.ended.format(in_words)]
    parts += [words.credit.format(credited)] if credited else []
    return " ".join(parts)


def _blocks(blocks: Iterable[Block], gone: Mapping[str, str], language: str) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Figure(number=number, photo=sha256, caption=caption) if sha256 in gone:
                label = Run(_words(language).figure.format(number), (Mark.STRONG,))
                said = (Run(" "), *caption) if caption else ()
                yield Paragraph((label, *said, Run(" "), *_said(gone[sha256])))
            case Quote(content=content):
                inner = tuple(_blocks(content, gone, language))
                yield dataclasses.replace(block, content=inner)
            case List(items=items):
                rows = tuple(tuple(_blocks(item, gone, language)) for item in items)
                yield dataclasses.replace(block, items=rows)
            case _:
                yield block


def _said(text: str) -> tuple[Run, ...]:
    return (Run(text, (Mark.EMPHASIS,)),)


def _words(language: str) -> _Words:
    return _WORDS.get(language.replace("_", "-").split("-", 1)[0].lower(), _ENGLISH)
