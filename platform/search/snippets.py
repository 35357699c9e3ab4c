"""The passage of a text that answers a query best, with what was asked for marked.

Pure: no Django.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from operator import itemgetter

from search import words
from search.planning import Match, matches_of, telling
from search.query import Words

__all__ = ["marked", "snippet"]

LENGTH = 240  # characters
BEFORE = 70  # of them at most before the first word that was asked for
MOST_SPOTS = 60
CUT = "…"

# Letters with accents, and the one letter each of them is without.
_PLAIN = {
    sign: plain
    for sign in map(chr, (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000)))
    if len(plain := words.fold(sign)) == 1
}

_ACCENTED = re.compile("[\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]")

Span = tuple[int, int]


def snippet(text: str, asked: Sequence[Words]) -> str:
    """Escaped HTML of about ``LENGTH`` characters with ``<mark>``; the beginning of the text if
    nothing that was asked for stands in it."""
    asked = telling(asked)
    begin, end = _window(text, _best(_spots(text, asked)))
    passage = text[begin:end].replace("\n", " ")
    before = CUT if begin else ""
    after = CUT if end < len(text) else ""
    passage = passage.rstrip(" .,;:") if after else passage
    return f"{before}{marked(passage, asked)}{after}"


def marked(text: str, asked: Sequence[Words]) -> str:
    """The whole text, escaped, with every word that was asked for in ``<mark>``."""
    matches = _matches(telling(asked))
    parts, at = [], 0
    for start, end in _merged((s, e) for s, e, _ in _spans(text, matches)):
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return "".join([*parts, escape(text[at:])])


def _matches(asked: Iterable[Words]) -> tuple[Match, ...]:
    return tuple(match for each in asked for match in matches_of(each))


def _spots(text: str, asked: Sequence[Words]) -> list[tuple[int, int]]:
    """Where something stands, and which of the things asked for it is: found without cutting the
    whole text into words, which would cost fifty times as much."""
    plain = _plain(text)
    found = (
        (start, number)
        for number, each in enumerate(asked)
        for start in islice(_starts(plain, each), MOST_SPOTS)
    )
    return sorted(found)[:MOST_SPOTS]


def _plain(text: str) -> str:
    """Without accents and case, every letter where it was: only a few different ones have any."""
    for sign in set(_ACCENTED.findall(text)):
        text = text.replace(sign, _PLAIN.get(sign, sign))
    return text.lower()


def _starts(plain: str, asked: Words) -> Iterable[int]:
    """One thing at a time, and what stands before it looked at last: what begins with letters is
    found ten times as quickly as one of several, or a boundary and then letters."""
    anywhere = len(asked.pieces) > 1 or asked.pieces[0].dense
    for match in _pattern(asked).finditer(plain):
        start = match.start()
        if anywhere or not start or not plain[start - 1].isalnum():
            yield start


@functools.lru_cache(maxsize=1024)
def _pattern(asked: Words) -> re.Pattern[str]:
    *before, last = asked.pieces
    if before or last.dense:
        return re.compile(r"\W*".join(re.escape(piece.text) for piece in asked.pieces))
    forms = "|".join(re.escape(match.words[0]) for match in matches_of(asked))
    return re.compile(rf"(?:{forms})" if asked.begun else rf"(?:{forms})\b")


def _best(spots: Sequence[tuple[int, int]]) -> int:
    """From where most different things follow within a passage; the first of equals."""
    best, most, all_of_them = 0, 0, len({what for _, what in spots})
    for number, (start, _) in enumerate(spots):
        beyond = bisect_left(spots, start + LENGTH - BEFORE, key=itemgetter(0))
        near = len({what for _, what in spots[number:beyond]})
        if near > most:
            best, most = start, near
            if most == all_of_them:
                break
    return best


def _window(text: str, spot: int) -> Span:
    """Whole words around the spot, from the beginning of a sentence if one is near."""
    begin = max(0, spot - BEFORE)
    if begin:
        before = text[begin:spot]
        sentence = max(before.rfind(sign) for sign in (". ", "? ", "! ", "\n", "。"))
        if sentence >= 0:
            begin += sentence + (1 if before[sentence] in "\n。" else 2)
        elif (space := before.find(" ")) >= 0:
            begin += space + 1
    end = min(len(text), begin + LENGTH)
    if end < len(text) and (space := text.rfind(" ", spot + 1, end)) > begin + LENGTH // 2:
        end = space
    return begin, end


def _spans(text: str, matches: Sequence[Match]) -> list[tuple[int, int, Match]]:
    """Where in the text the matches stand."""
    tokens: list[tuple[int, int, str]] = []
    for piece in words.pieces(text):
        tokens += _tokens(piece) if piece.dense else (piece[:3],)
    whole: dict[str, list[Match]] = {}
    begun = [match for match in matches if match.begun and len(match.words) == 1]
    for match in matches:
        if not (match.begun and len(match.words) == 1):
            whole.setdefault(match.words[0], []).append(match)
    found = []
    for number, (start, end, word) in enumerate(tokens):
        for match in whole.get(word, ()):
            following = tokens[number : number + len(match.words)]
            if _stand(match, [token[2] for token in following]):
                found.append((start, following[-1][1], match))
        found += [(start, end, match) for match in begun if word.startswith(match.words[0])]
    return found


def _stand(match: Match, there: Sequence[str]) -> bool:
    *others, last = match.words
    if len(there) != len(match.words) or list(there[:-1]) != others:
        return False
    return there[-1].startswith(last) if match.begun else there[-1] == last


def _tokens(piece: words.Piece) -> Iterable[tuple[int, int, str]]:
    if len(piece.text) != piece.end - piece.start:
        yield piece.start, piece.end, piece.text
        return
    for offset, pair in enumerate(words.pairs(piece.text)):
        yield piece.start + offset, piece.start + offset + len(pair), pair
    if len(piece.text) > 1:
        yield piece.end - 1, piece.end, piece.text[-1]


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
