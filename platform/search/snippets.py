"""The passage of a text that answers a query best, with what was asked for marked.

Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from search import words
from search.planning import Match, matches_of
from search.query import Words

__all__ = ["marked", "snippet"]

LENGTH = 240  # characters
BEFORE = 70  # of them at most before the first word that was asked for
MOST_SPOTS = 60
SCANNED = 20_000  # characters that are cut into words where the quick look finds nothing
CUT = "…"

# Words that stand everywhere are not marked where others were asked for too.
_EVERYWHERE = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "its", "not", "of", "on", "or", "that", "the", "their", "this", "to", "was", "were", "which", "who", "will", "with"]
)

Span = tuple[int, int]


def snippet(text: str, asked: Sequence[Words]) -> str:
    """Escaped HTML of about ``LENGTH`` characters with ``<mark>``; the beginning of the text if
    nothing that was asked for stands in it."""
    asked = _telling(asked)
    matches = _matches(asked)
    spots = _quick_spots(text, asked) or [
        (start, match) for start, _, match in _spans(text[:SCANNED], matches)[:MOST_SPOTS]
    ]
    begin, end = _window(text, _best(spots))
    passage = text[begin:end].replace("\n", " ")
    before = CUT if begin else ""
    after = CUT if end < len(text) else ""
    passage = passage.rstrip(" .,;:") if after else passage
    return f"{before}{marked(passage, asked)}{after}"


def marked(text: str, asked: Sequence[Words]) -> str:
    """The whole text, escaped, with every word that was asked for in ``<mark>``."""
    matches = _matches(_telling(asked))
    parts, at = [], 0
    for start, end in _merged((s, e) for s, e, _ in _spans(text, matches)):
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return "".join([*parts, escape(text[at:])])


def _telling(asked: Sequence[Words]) -> Sequence[Words]:
    return [each for each in asked if each.text.lower() not in _EVERYWHERE] or asked


def _matches(asked: Iterable[Words]) -> tuple[Match, ...]:
    return tuple(match for each in asked for match in matches_of(each))


def _quick_spots(text: str, asked: Sequence[Words]) -> list[tuple[int, int]]:
    """Where something stands just as it was typed, and which of the things asked for it is. Cutting
    a whole text into words would cost fifty times as much."""
    patterns = []
    for each in asked:
        written = (re.escape(piece.text) for piece in each.pieces)
        patterns.append("(" + r"\W*".join(written) + ")")
    if not patterns:
        return []
    pattern = re.compile("|".join(patterns), re.IGNORECASE)
    spots = []
    for match in pattern.finditer(text):
        starts_inside = match.start() and text[match.start() - 1].isascii()
        if starts_inside and text[match.start() - 1].isalnum():
            continue
        spots.append((match.start(), match.lastindex or 0))
        if len(spots) == MOST_SPOTS:
            break
    return spots


def _best(spots: Sequence[tuple[int, object]]) -> int:
    """From where most different things follow within a passage; the first of equals."""
    best, most = 0, 0
    for number, (start, _) in enumerate(spots):
        near = {what for at, what in spots[number:] if at < start + LENGTH - BEFORE}
        if len(near) > most:
            best, most = start, len(near)
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
    tokens = [token for piece in words.pieces(text) for token in _tokens(piece)]
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
    if not piece.dense or len(piece.text) != piece.end - piece.start:
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
