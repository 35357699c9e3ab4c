"""Logos and wordmarks, drawn on the spot."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from photos.marks import Kind, draw, keep_mark, show
from photos.models import Mark
from publication.models import Publication


@pytest.fixture
def make_sign() -> Callable[..., bytes]:
    """`make_sign((300, 300))`: a PNG with a disc on a transparent ground, and a telltale text."""

    def make(
        size: tuple[int, int] = (300, 300), colour: str = "#14495c", form: str = "PNG"
    ) -> bytes:
        picture = Image.new("RGBA", size)
        ImageDraw.Draw(picture).ellipse((0, 0, size[0] - 1, size[1] - 1), colour)
        told = PngImagePlugin.PngInfo()
        told.add_text("Comment", "TELLTALE")
        target = io.BytesIO()
        if form == "JPEG":
            picture.convert("RGB").save(target, "JPEG", comment="TELLTALE")
        else:
            picture.save(target, form, **({"pnginfo": told} if form == "PNG" else {}))
        return target.getvalue()

    return make


@pytest.fixture
def make_mark(db: None, media_root: Any, make_sign: Callable[..., bytes]) -> Callable[..., Mark]:
    """`make_mark(publication, "logo")`: a mark it shows; without a publication, a private one."""

    def make(
        publication: Publication | None = None,
        kind: Kind = "logo",
        size: tuple[int, int] = (300, 300),
        colour: str = "#14495c",
    ) -> Mark:
        mark = keep_mark(draw(io.BytesIO(make_sign(size, colour)), name="a.png", kind=kind))
        if publication:
            show(publication, **{kind: mark})
        return mark

    return make
