"""Pictures for the newsroom's own pages: private, whatever is published.

The file goes to signed-in editors only, is kept by no cache, and whatever hides in an original
cannot act: it is announced as the picture it is, in a sandbox.
"""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from incoming.numbers import whole_number
from photos.models import Photo, RenditionFormat, Shape

__all__ = ["privately", "stream", "thumbnail", "thumbnail_url"]

# WebP: small, quickly made, shown by every browser that the admin works in.
FORMAT = RenditionFormat.WEBP
CONTENT_TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
}

LIST_HEIGHT = 56  # pixels
MOST_WIDTH = 2400  # pixels


def thumbnail(photo: Photo, *, height: int = LIST_HEIGHT) -> SafeString:
    """An `img` of the whole picture at this height in pixels."""
    width = max(1, round(photo.width * height / photo.height))
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        thumbnail_url(photo, width=2 * width),
        width,
        height,
        photo.alt_text,
    )


def thumbnail_url(photo: Photo, *, width: int = 320) -> str:
    """Address, for editors, of the picture at about this width in pixels."""
    address = reverse("admin:photos_photo_thumbnail", args=[photo.pk])
    return f"{address}?width={width}"


def stream(photo: Photo, *, width: str) -> FileResponse:
    """The smallest rendition at least this wide, else the largest, else the original."""
    wanted = whole_number(width, digits=5) or 0
    rows = list(photo.renditions.filter(shape=Shape.FULL, format=FORMAT).order_by("width"))
    fitting = next((row for row in rows if row.width >= wanted), rows[-1] if rows else None)
    file, kind = (fitting.file, FORMAT.value) if fitting else (photo.original, photo.format)
    return privately(file, kind=kind, name=f"photo-{photo.pk}")


def privately(file: FieldFile, *, kind: str, name: str) -> FileResponse:
    """A stored picture of this kind to one editor, whose browser must neither keep nor run it."""
    try:
        response = FileResponse(file.open("rb"), content_type=CONTENT_TYPES[kind])
    except FileNotFoundError as error:
        raise Http404("The file of this picture is missing.") from error
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = f"inline; filename={name}.{kind}"
    return response
