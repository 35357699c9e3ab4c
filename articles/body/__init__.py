"""The draft's body: a closed subset of HTML, cleaned on every way in, parsed on the way out.

``clean`` reduces any HTML to the subset, ``parse`` turns it into a Document's blocks. An importer
that knows what a text means says so in ``articles.body.blocks`` and has it written by ``write``.
"""

from articles.body.cleaning import clean
from articles.body.links import to_article
from articles.body.measuring import plain_text, word_count
from articles.body.parsing import (
    OutlineEntry,
    ParsedBody,
    article_keys,
    has_notes,
    outline,
    paragraphs,
    parse,
    photo_ids,
)
from articles.body.writing import write

__all__ = [
    "OutlineEntry",
    "ParsedBody",
    "article_keys",
    "clean",
    "has_notes",
    "outline",
    "paragraphs",
    "parse",
    "photo_ids",
    "plain_text",
    "to_article",
    "word_count",
    "write",
]
