"""Words, as the index and a question both see them: folded, and cut where a script has no spaces.

Folding takes away what readers do not type reliably: case, accents, vowel points, the width of a
letter. Scripts that do not put spaces between words, and Korean, whose words carry their particles,
are cut into overlapping pairs of signs: 해협을 is 해협, 협을 and 을. So any stretch of two signs is
found, wherever it stands, and a single sign is the beginning of a pair.

Pure: no Django. Both databases are given these words and never cut anything themselves.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["EVERYWHERE", "MARKS", "Piece", "fold", "indexed", "of_piece", "pairs", "pieces"]

LONGEST_WORD = 60  # characters; the rest of a longer one is not looked at


def _marks() -> str:
    """Signs that only stand upon letters, without which many scripts' words fall into pieces."""
    places = (*range(0x0300, 0x2000), 0x3099, 0x309A, *range(0xA880, 0xAC00))
    return "".join(chr(n) for n in places if unicodedata.category(chr(n)) in ("Mn", "Mc"))


MARKS = re.escape(_marks())

# English words that stand everywhere, and tell nothing where others were asked for too.
EVERYWHERE = frozenset(
    [
        *("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "its"),
        *("of", "on", "or", "that", "the", "their", "this", "to", "was", "were", "with"),
    ]
)

# Thai, Lao, Myanmar, Jamo, Khmer, kana, Bopomofo, compatibility Jamo, Han, Hangul, half width.
_DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u309a\u309d-\u30ff"
    "\u3105-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\uff66-\uffdc\U00020000-\U000323af"
)
_DENSE_RUN = re.compile(f"([{_DENSE}]+)")
_LETTER = r"[^\W_]"
_PIECE = re.compile(
    r"(?P<initials>(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w))"  # U.S., not U.Scarlet
    rf"|(?P<word>{_LETTER}(?:{_LETTER}|[{MARKS}])*)(?:['’ʼ][sS](?![\w]))?"
)
# Accents, Hebrew and Arabic points, and the stroke that only stretches an Arabic word.
_VANISHING = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]+")
_NOT_OF_A_WORD = re.compile(rf"(?:(?![{MARKS}])[\W_])+")
# Letters that no decomposition leads to a plain one.
_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h",
        "ŧ": "t", "ŋ": "ng", "ı": "i",
    }
)  # fmt: skip


class Piece(NamedTuple):
    """A folded word, or a ``dense`` run of signs without spaces, at ``text[start:end]``."""

    start: int
    end: int
    text: str
    dense: bool = False


@functools.lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The word without case, accents and width; ``""`` if nothing of a word is left."""
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    plain = _VANISHING.sub("", unicodedata.normalize("NFKD", word.casefold()))
    plain = unicodedata.normalize("NFC", plain.casefold()).translate(_LETTERS)
    return _NOT_OF_A_WORD.sub("", plain)[:LONGEST_WORD]


def pieces(text: str) -> Iterator[Piece]:
    """The words and dense runs of a text, in order."""
    for match in _PIECE.finditer(text):
        if match["initials"]:
            yield Piece(match.start(), match.end(), fold(match["initials"].replace(".", "")))
            continue
        word, start = match["word"], match.start()
        if word.isascii() or not _DENSE_RUN.search(word):
            if folded := fold(word):
                yield Piece(start, start + len(word), folded)
            continue
        for number, part in enumerate(_DENSE_RUN.split(word)):
            if folded := fold(part):
                yield Piece(start, start + len(part), folded, dense=number % 2 == 1)
            start += len(part)


def pairs(run: str) -> tuple[str, ...]:
    """The overlapping pairs of a dense run; a single sign is itself."""
    return tuple(run[i : i + 2] for i in range(max(1, len(run) - 1)))


def indexed(text: str) -> Iterator[str]:
    """The words under which a text is found, in order."""
    return (word for piece in pieces(text) for word in of_piece(piece))


def of_piece(piece: Piece) -> tuple[str, ...]:
    """A dense run ends with its last sign, so that every sign of it begins one of its words."""
    if not piece.dense:
        return (piece.text,)
    ending = (piece.text[-1],) if len(piece.text) > 1 else ()
    return (*pairs(piece.text), *ending)
