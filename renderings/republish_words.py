"""The words of an article that leaves the house, in the languages we have words for."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass

from record.document import Run
from renderings.languages import primary

__all__ = ["RepublishWords", "filled", "republish_words"]


@dataclass(frozen=True)
class RepublishWords:
    """``first_published`` names ``{publication}``, ``{day}`` and ``{address}``."""

    republish: str
    first_published: str
    photo_left_out: str


_ENGLISH = RepublishWords(
    republish="Republish this article",
    first_published="This article was first published by {publication} on {day}: {address}",
    photo_left_out="Photo not included.",
)
_WORDS = {
    "en": _ENGLISH,
    "ko": RepublishWords(
        republish="이 글을 전재하기",
        first_published="이 글은 {day} {publication}에 처음 게재되었습니다: {address}",
        photo_left_out="사진은 포함되지 않았습니다.",
    ),
    "ja": RepublishWords(
        republish="この記事を転載する",
        first_published="この記事は{day}に{publication}で初めて公開されました: {address}",
        photo_left_out="写真は含まれていません。",
    ),
}


def republish_words(language: str) -> RepublishWords:
    """Those of the language; in English where we have none."""
    return _WORDS.get(primary(language), _ENGLISH)


def filled(pattern: str, parts: Mapping[str, Run]) -> tuple[Run, ...]:
    """The pattern with its names replaced by these runs."""
    runs: list[Run] = []
    for text, name, _, _ in string.Formatter().parse(pattern):
        runs += [*([Run(text)] if text else []), *([parts[name]] if name else [])]
    return tuple(runs)
