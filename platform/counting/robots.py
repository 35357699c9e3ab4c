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


@functools.cache
def _pattern() -> re.Pattern[str]:
    """All expressions of the list as one."""
    patterns = [entry["pattern"] for entry in json.loads(LIST.read_text(encoding="utf-8"))]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@functools.lru_cache(maxsize=REMEMBERED)
def is_robot(user_agent: str) -> bool:
    """Whether a User-Agent is one of the list's. None at all is: ``^.?$`` is on it."""
    return _pattern().search(user_agent[:LONGEST]) is not None
