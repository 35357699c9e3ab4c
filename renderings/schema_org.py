"""Nodes in schema.org's words, and JSON-LD that can stand in a page."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["Node", "in_script", "node"]

Node = dict[str, Any]

# A script element ends at "</script" wherever it stands, and "<!--" changes how it is read
# (HTML, section 4.12.1.3). Line separators are white space to JSON but not to old JavaScript.
_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def node(kind: str | list[str], **values: Any) -> Node:
    """A node of that type with what is there; ``id_`` is its ``@id``."""
    made: Node = {"@type": kind}
    for name, value in values.items():
        if value not in (None, "", [], ()):
            made["@id" if name == "id_" else name] = value
    return made


def in_script(value: Node) -> str:
    """JSON that can stand in a script element as it is."""
    whole = {"@context": "https://schema.org", **value}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
