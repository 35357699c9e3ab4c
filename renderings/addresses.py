"""The public addresses of what a Document names. They are a contract and never change.

Absolute, because a form of an article travels: into feeds, reference managers and mirrors.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from urllib.parse import quote, urlencode

__all__ = ["Addresses", "OnSite"]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Absolute URLs on ``site``, e.g. ``https://review.example`` (a final slash is ignored)."""

    site: str

    def home(self) -> str:
        return self._at()

    def about(self) -> str:
        return self._at("about")

    def article(self, slug: str) -> str:
        """The page of the article's current version."""
        return self._at("articles", slug)

    def version(self, slug: str, number: int) -> str:
        """The page of one version, for ever."""
        return self._at("articles", slug, f"v{number}")

    def changes(self, slug: str, number: int) -> str:
        """What that version changed of the one before."""
        return self._at("articles", slug, f"v{number}", "changes")

    def form(self, slug: str, extension: str) -> str:
        """Another form of the article: ``extension`` is ``bib``, ``csl.json``, ``md``, …"""
        return f"{self._at('articles', slug)}article.{_segment(extension)}"

    def author(self, slug: str) -> str:
        return self._at("authors", slug)

    def section(self, slug: str) -> str:
        return self._at("sections", slug)

    def topic(self, slug: str) -> str:
        return self._at("topics", slug)

    def region(self, slug: str) -> str:
        return self._at("regions", slug)

    def issue(self, slug: str) -> str:
        return self._at("issues", slug)

    def photo(self, sha256: str, shape: str, width: int, format: str) -> str:  # noqa: A002
        """One rendition. ``shape`` and ``format`` are names of ``photos.ladder``."""
        file = f"{_segment(shape)}-{width}.{_segment(format)}"
        return f"{self._at('photos', sha256)}{file}"

    def republish(self, slug: str) -> str:
        """The page with the article's text ready to be taken along."""
        return self._at("articles", slug, "republish")

    def republish_file(self, slug: str, extension: str) -> str:
        """That text as a file: ``html``, ``md`` or ``txt``."""
        return f"{self._at('articles', slug)}republish.{_segment(extension)}"

    def card(self, slug: str) -> str:
        """The small page that other sites show in a frame."""
        return self._at("articles", slug, "card")

    def social_picture(self, slug: str, number: int) -> str:
        """The picture that networks show of that version."""
        return f"{self._at('articles', slug, f'v{number}')}social.jpg"

    def counter(self, token: str) -> str:
        """The picture of one pixel that says where an article is read."""
        return f"{self._at('count')}{_segment(token)}.gif"

    def oembed(self, address: str, format: str) -> str:  # noqa: A002
        """Where oEmbed answers about that page, in ``json`` or ``xml``."""
        return f"{self._at()}oembed?{urlencode({'url': address, 'format': format})}"

    def _at(self, *segments: str) -> str:
        return "/".join([self.site.rstrip("/"), *map(_segment, segments), ""])


@dataclass(frozen=True, slots=True)
class OnSite(Addresses):
    """For a page of the site itself: what it shows and leads to is named without a host.

    So a reader who came under another name of the host (``localhost``) gets the pictures too. An
    article's own address stays absolute, for it is printed and cited.
    """

    def article(self, slug: str) -> str:
        return Addresses(self.site).article(slug)

    def _at(self, *segments: str) -> str:
        return "/".join(["", *map(_segment, segments), ""])


@functools.lru_cache(maxsize=4096)  # a page of a list names the same few again and again
def _segment(text: str) -> str:
    """One segment of a path (RFC 3986, section 3.3), so that no slug can leave its place."""
    return quote(text, safe="")
