"""The three forms of a feed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from renderings import atom, json_feed, rss

__all__ = ["FORMS", "Form"]


@dataclass(frozen=True)
class Form:
    """``tombstones``: whether ``render`` can tell what was deleted; the other formats cannot."""

    media_type: str
    render: Callable[..., str]
    tombstones: bool = False

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8"


FORMS: Mapping[str, Form] = {
    "rss": Form(rss.MEDIA_TYPE, rss.render),
    "atom": Form(atom.MEDIA_TYPE, atom.render, tombstones=True),
    "json": Form(json_feed.MEDIA_TYPE, json_feed.render),
}
