"""The body as HTML to be read within the newsroom, its photos shown from the library."""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles import body, linking
from articles.models import Article
from photos.models import Photo
from photos.thumbnails import thumbnail_url

__all__ = ["body_to_read"]

_NUMBERED = re.compile(r'<ol type="([1aAiI])"')
_TO_ARTICLE = re.compile(r'<a href="article:([0-9a-f-]{36})">')

WIDTH = 960  # pixels
# As articles.body writes it, and in no other way.
_FIGURE = re.compile(r'<figure data-photo="([0-9]+)">')


def body_to_read(article: Article) -> SafeString:
    """Cleaned once more, so that whatever stands in the database cannot act."""
    cleaned = body.clean(article.body)
    photos = Photo.objects.in_bulk(body.photo_ids(cleaned))

    def with_picture(figure: re.Match[str]) -> str:
        photo = photos.get(int(figure[1]))
        return figure[0] + (_picture(photo) if photo else "")

    text = _readable_links(_FIGURE.sub(with_picture, cleaned))
    # The style sheet cannot tell "a" from "A" by the type.
    text = _NUMBERED.sub(r'<ol type="\1" data-numbering="\1"', text)
    return mark_safe(f'<div id="body-field" class="prose-body">{text}</div>')


def _readable_links(html: str) -> str:
    """A link to one of ours leads where readers find it, or nowhere yet."""
    known = linking.addresses(html)
    return _TO_ARTICLE.sub(lambda link: f'<a href="{known.get(link[1], "#body-field")}">', html)


def _picture(photo: Photo) -> str:
    return format_html(
        '<img src="{}" alt="{}" loading="lazy">', thumbnail_url(photo, width=WIDTH), photo.alt_text
    )
