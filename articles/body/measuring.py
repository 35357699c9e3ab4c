"""The words of a draft's body."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.body.blocks import Block, Figure, Heading, List, Paragraph, Quote, Rule, Table
from articles.body.inlines import text_of
from articles.body.reading import read

__all__ = ["block_text", "blocks_text", "count_words", "plain_text", "word_count"]

# Scripts without spaces between words, and Hangul, as word processors count it: by character.
_COUNTED_BY_CHARACTER = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"[\w’'‑-]*\w[\w’'‑-]*")


def plain_text(html: str) -> str:
    """The words of the body without its notes, one block a line."""
    return blocks_text(read(html))


def word_count(html: str) -> int:
    """How many words the body has, headings and captions included, notes not.

    Chinese, Japanese and Korean text is counted by character.
    """
    return count_words(plain_text(html))


def count_words(text: str) -> int:
    """How many words ``text`` has; see ``word_count``."""
    others, characters = _COUNTED_BY_CHARACTER.subn(" ", text)
    return characters + sum(1 for _ in _WORD.finditer(others))


def blocks_text(blocks: Iterable[Block]) -> str:
    """The words of ``blocks``, one block a line."""
    return "\n".join(line for line in map(block_text, blocks) if line)


def block_text(block: Block) -> str:
    """The words of one block, inner blocks on lines of their own."""
    match block:
        case Heading(content=content) | Paragraph(content=content):
            return text_of(content)
        case Quote(content=content, attribution=attribution):
            return "\n".join(filter(None, [blocks_text(content), text_of(attribution)]))
        case List(items=items):
            return "\n".join(map(blocks_text, items))
        case Table(head=head, rows=rows, caption=caption):
            lines = (" ".join(text_of(cell.content) for cell in row) for row in (*head, *rows))
            return "\n".join(filter(None, [text_of(caption), *lines]))
        case Figure(caption=caption):
            return text_of(caption)
        case Rule():
            return ""
