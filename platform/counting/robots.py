"""Who is no reader: the robots that the Code of Practice lists (section 7.8)."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path

__all__ = ["LIST", "is_robot"]

# As COUNTER publishes it: https://github.com/Project-Counter/counter-bots
LIST = Path(__file__).parent / "data" / "COUNTER_Robots_list.json"
LONGEST = 300  # characters of a User-Agent that are looked at; browsers need half of them
REMEMBERED = 4096  # User-Agents
PLAIN = re.compile("[A-Za-z0-9 _-]+")


@functools.cache
def _list() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The list's plain words, which most entries are and which are found faster as such, in small
    letters; and all its other expressions as one."""
    patterns = [entry["pattern"] for entry in json.loads(LIST.read_text(encoding="utf-8"))]
    words = [pattern.lower() for pattern in patterns if PLAIN.fullmatch(pattern)]
    others = [f"(?:{pattern})" for pattern in patterns if not PLAIN.fullmatch(pattern)]
    return tuple(words), re.compile("|".join(others), re.IGNORECASE)


@functools.lru_cache(maxsize=REMEMBERED)
def is_robot(user_agent: str) -> bool:
    """Whether a User-Agent is one of the list's. None at all is: ``^.?$`` is on it."""
    words, pattern = _list()
    text = user_agent[:LONGEST]
    lowered = text.lower()
    return any(word in lowered for word in words) or pattern.search(text) is not None
