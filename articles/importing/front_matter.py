"""The block of "key: value" lines between "---" at the beginning of a Markdown file (YAML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from articles.importing.manuscript import Findings

__all__ = ["FrontMatter", "split_front_matter"]

LARGEST = 64_000  # characters
DEEPEST = 8  # lists and mappings within each other

_BLOCK = re.compile(
    r"---[ \t]*\n(?P<yaml>.*?)(?:\n|^)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
# "title: Tides: a history" is no YAML, but everybody writes it.
_UNQUOTED = re.compile(
    r"(?m)^(?P<key>[ \t]*(?:-[ \t]+)?[a-z_]+:[ \t]+)(?P<value>(?![\"'\[{|>&*!]).*(?:: |:$| #).*)$"
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``values``: strings, lists and mappings of strings. ``rest`` begins on ``first_line``."""

    values: dict[str, Any]
    rest: str
    first_line: int = 1


def split_front_matter(text: str, findings: Findings) -> FrontMatter:
    """The front matter and the text after it. Unreadable front matter stays in the text."""
    block = _BLOCK.match(text)
    if not block:
        return FrontMatter({}, text)
    values = _values(block["yaml"], findings)
    if values is None:
        return FrontMatter({}, text)
    return FrontMatter(values, text[block.end() :], text.count("\n", 0, block.end()) + 1)


def _values(source: str, findings: Findings) -> dict[str, Any] | None:
    if len(source) > LARGEST:
        what = f"The front matter has more than {LARGEST:,} characters."
        findings.object_to(what, "Move the text below the second “---”.", 1)
        return None
    fault = ""
    line = 1
    for attempt in (source, _UNQUOTED.sub(_quoted, source)):
        try:
            loaded = yaml.load(attempt, Loader=_StringLoader)  # noqa: S506 (makes strings only)
        except yaml.MarkedYAMLError as error:
            fault = fault or str(error.problem or error.context or "it is no YAML")
            line = error.problem_mark.line + 2 if error.problem_mark else line
            continue
        except (yaml.YAMLError, RecursionError) as error:
            fault = fault or type(error).__name__
            continue
        if loaded is None:
            return {}
        if isinstance(loaded, dict) and all(isinstance(key, str) for key in loaded):
            return {key.strip().lower().replace("-", "_"): value for key, value in loaded.items()}
        fault = fault or "it is not made of “key: value” lines"
    what = f"The front matter can't be read: {fault}."
    findings.object_to(what, "Correct it and import again; for now it stands in the body.", line)
    return None


def _quoted(line: re.Match[str]) -> str:
    value = line["value"].strip().replace("'", "''")
    return f"{line['key']}'{value}'"


class _StringLoader(yaml.BaseLoader):
    """Every scalar a string ("no" is Norway); no aliases, which can unfold without bound."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise self._fault("aliases (“*name”) are not allowed")
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._fault("it is nested too deeply")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _fault(self, problem: str) -> yaml.MarkedYAMLError:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def strings(value: Any) -> Iterator[str]:
    """The strings of a value: of a list each, of a line "a, b" each part."""
    if isinstance(value, str):
        yield from filter(None, (part.strip() for part in re.split(r"[,;]", value)))
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, str) and item.strip():
                yield item.strip()
