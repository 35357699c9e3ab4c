"""A draft exactly as readers will see it, for those who may see the draft.

The page is the readers' own, of the Document that publishing now would make. Its photos are not
public yet, so they are shown from an address beside the page, to the same people. Nothing of it is
kept by any cache or search engine.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import admin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import statements
from articles.composing import compose
from articles.models import Article
from articles.policy import visible_to
from photos.models import Photo
from photos.thumbnails import CONTENT_TYPES
from reader.article_page import article_context
from reader.serial import serial_of
from record import listings
from record.document import Document
from renderings.addresses import OnSite

__all__ = [
    "PRIVATE",
    "WITH_FORMS",
    "PreviewAddresses",
    "page_of",
    "photo",
    "picture",
    "preview",
    "visible_article",
    "window",
]

PRIVATE = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
# A page with forms: browsers send them without an origin under ``no-referrer``, and Django refuses.
WITH_FORMS = PRIVATE | {"Referrer-Policy": "same-origin"}
TYPES = {**CONTENT_TYPES, "jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class PreviewAddresses(OnSite):
    """The readers' addresses, but for photos: those of this article's preview."""

    article_pk: int = 0

    def photo(self, sha256: str, shape: str, width: int, format: str) -> str:  # noqa: A002
        return reverse("admin-article-photo", args=[self.article_pk, sha256, shape, width, format])


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of what is saved, as the next version would be."""
    return HttpResponse(page_of(visible_article(request, pk), request.path), headers=PRIVATE)


def window(request: HttpRequest, pk: int) -> HttpResponse:
    """The same in a frame, at the widths of a telephone, a tablet and a desk's screen."""
    article = visible_article(request, pk)
    context = {
        **admin.site.each_context(request),
        "title": f"Preview: {article.title}",
        "opts": Article._meta,
        "media": admin.site.get_model_admin(Article).media,
        "article": article,
        "is_popup": True,
    }
    return TemplateResponse(request, "proofs/window.html", context, headers=PRIVATE)


def page_of(article: Article, path: str) -> str:
    """The readers' page of an article that would be published now, asked for at that path."""
    document = _as_published_now(article)
    addresses = PreviewAddresses(settings.SITE_URL, article.pk)
    around = {
        "serial": serial_of(document.publication),
        "path": path,
        "site": settings.SITE_URL,
    }
    return render_to_string(
        "reader/article.html", {**around, **article_context(document, addresses)}
    )


def photo(
    request: HttpRequest, pk: int, sha256: str, shape: str, width: int, image_format: str
) -> HttpResponseBase:
    """A rendition of a photo that the article shows; the original, while there is none yet."""
    article = visible_article(request, pk)
    shown = next((each for each in statements.photos_of(article) if each.sha256 == sha256), None)
    if shown is None:
        raise Http404("The article shows no such photo.")
    return picture(shown, shape, width, image_format)


def picture(photo: Photo, shape: str, width: int, image_format: str) -> HttpResponseBase:
    """A rendition, or the original where it is not made yet, for nobody to keep."""
    made = photo.renditions.filter(shape=shape, width=width, format=image_format).first()
    file, kind = (made.file, made.format) if made else (photo.original, photo.format)
    try:
        answer = FileResponse(file.open("rb"), content_type=TYPES[kind])
    except FileNotFoundError as error:
        raise Http404("The file of this photo is missing.") from error
    for name, value in PRIVATE.items():
        answer[name] = value
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def visible_article(request: HttpRequest, pk: int) -> Article:
    """The article, if who asks may see it; else 404, as for one that does not exist."""
    articles = Article.objects.select_related("publication", "section", "lead_photo")
    return get_object_or_404(visible_to(request.user, articles), pk=pk)


def _as_published_now(article: Article) -> Document:
    """The Document of the next version; what readers see, if nothing has changed since."""
    now = timezone.now().replace(microsecond=0)
    live = listings.current_document(article.key)
    if live is None or live.withdrawn:
        return compose(article, published=now)
    return compose(
        article,
        published=max(now, live.published),
        first_published=live.first_published,
        number=live.number + 1,
        kind=live.kind,
        notices=live.notices,
    )
