"""The social pictures of versions: drawn once after publication, or when first asked for.

Kept in the private storage under the digest of their bytes. A picture is of one version and never
changes; it is shown only while the version is readable, and thrown away when it no longer is.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from PIL import Image, UnidentifiedImageError

from photos.models import Rendition, RenditionFormat, Shape
from photos.stamping import Stamp
from record.document import Document, Photograph
from record.listings import shown
from record.models import Entry, Event, PublishedArticle
from renderings.languages import words_for
from renderings.social import shows_photo
from renderings.syndication import credit
from republishing.drawing import PANEL, RECIPE, Shown, Words, draw
from republishing.models import Picture

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["draw_missing", "forget", "kept_picture", "picture_of"]

FOLDER = "social"
# Older ones are drawn when somebody asks for them, so that an archive does not keep a worker busy.
RECENT = timedelta(days=3)

logger = logging.getLogger("republishing")


def kept_picture(document: Document) -> Picture | None:
    """The picture of a readable version, if it is drawn already."""
    known = Picture.objects.filter(
        article=document.article, number=document.number, recipe=RECIPE
    ).first()
    return known if known and known.file and default_storage.exists(known.file) else None


def picture_of(document: Document) -> Picture:
    """The picture of a readable version, drawn now if there is none: half a second.

    Raises ``OSError`` if there is no room to keep it.
    """
    if kept := kept_picture(document):
        return kept
    before = Picture.objects.filter(article=document.article, number=document.number).first()
    with _photo(document) as photo:
        content = draw(_words(document), photo)
    sha256 = hashlib.sha256(content).hexdigest()
    picture, _ = Picture.objects.update_or_create(
        article=document.article,
        number=document.number,
        defaults={"recipe": RECIPE, "sha256": sha256, "file": _kept(content, sha256)},
    )
    if before and before.file != picture.file:
        _throw_away([before.file])
    return picture


def draw_missing(limit: int = 1) -> int:
    """The chore: draw at most that many of what appeared lately; answers how many were tried.

    What fails is noted, so that it holds up nothing else; it is tried again when it is asked for.
    """
    drawn = Picture.objects.filter(
        article=OuterRef("article"), number=OuterRef("current__number"), recipe=RECIPE
    )
    lately = PublishedArticle.objects.listed().filter(modified__gte=timezone.now() - RECENT)
    waiting = lately.exclude(Exists(drawn)).select_related("current").order_by("modified", "pk")
    articles = list(waiting[:limit])
    for article in articles:
        try:
            picture_of(shown(article))
        except Exception:
            logger.exception("no picture of %s could be drawn", article)
            Picture.objects.update_or_create(
                article=article.article,
                number=article.current.number,
                defaults={"recipe": RECIPE, "sha256": "", "file": ""},
            )
    return len(articles)


def forget(entries: Sequence[Entry]) -> None:
    """The follower: throw away the pictures of what is no longer readable, or shown otherwise."""
    for entry in entries:
        version = entry.version
        pictures = Picture.objects.filter(article=version.article)
        match entry.event:
            case Event.WITHDRAWN | Event.RIGHTS_CHANGED:
                _remove(pictures)
            case Event.REDACTED:
                _remove(pictures.filter(number=version.number))


def _words(document: Document) -> Words:
    words = words_for(document.language)
    writers = [writer.name for writer in document.writers]
    eyebrow = words.retracted.rstrip(" :\uff1a") if document.retracted else document.section.name
    return Words(
        language=document.language,
        publication=document.publication.title,
        eyebrow=eyebrow,
        title=document.title,
        authors=words.credited("author", writers) if writers else "",
        alarm=document.retracted,
    )


@contextmanager
def _photo(document: Document) -> Iterator[Shown | None]:
    """The lead photo, opened; ``None`` without one, and for one whose file can't be read."""
    photo = document.lead_photo
    rendition = _rendition(photo) if photo and shows_photo(document) else None
    if photo is None or rendition is None:
        yield None
        return
    try:
        # Only ever what we have made ourselves, and only as what we made it.
        image = Image.open(default_storage.open(rendition.file.name or ""), formats=["JPEG"])
        image.load()
    except (OSError, UnidentifiedImageError):
        logger.exception("the photo %s can't be shown in a picture", photo.sha256)
        yield None
        return
    with image:
        yield _shown(image, photo, rendition, document)


def _shown(
    image: Image.Image, photo: Photograph, rendition: Rendition, document: Document
) -> Shown:
    named, licence = credit(photo), photo.licence
    return Shown(
        image=image,
        credit=words_for(document.language).photo_credits.format(named) if named else "",
        focal=(rendition.photo.focal_x, rendition.photo.focal_y),
        stamp=Stamp(
            credit=named,
            creator=photo.creator,
            source=photo.source,
            copyright=photo.copyright_notice,
            licence_url=licence.url if licence else "",
            usage_terms=licence.name if licence else "",
        ),
    )


def _rendition(photo: Photograph) -> Rendition | None:
    """The smallest one that fills the panel, else the largest."""
    whole = Rendition.objects.filter(
        photo__sha256=photo.sha256, shape=Shape.FULL, format=RenditionFormat.JPEG
    )
    sizes = list(whole.select_related("photo").order_by("width"))
    width, height = PANEL
    filling = (each for each in sizes if each.width >= width and each.height >= height)
    return next(filling, sizes[-1] if sizes else None)


def _kept(content: bytes, sha256: str) -> str:
    name = f"{FOLDER}/{sha256[:2]}/{sha256}.jpg"
    if default_storage.exists(name):  # a file appears under its name only when it is whole
        return name
    return default_storage.save(name, ContentFile(content))


def _remove(pictures: QuerySet[Picture]) -> None:
    names = list(pictures.values_list("file", flat=True))
    pictures.delete()
    transaction.on_commit(partial(_throw_away, names))


def _throw_away(names: Sequence[str]) -> None:
    """Delete the files that no picture names any more: versions may look alike."""
    for name in dict.fromkeys(names):
        if name and not Picture.objects.filter(file=name).exists():
            default_storage.delete(name)
