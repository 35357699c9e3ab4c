"""A publication's mark drawn anew: its pixels and their transparency, nothing else of the file.

Runs in the process of `photos.decoding`.
"""

import io

from PIL import Image, ImageOps

from photos.encoding import in_plain_mode, translated

__all__ = ["MARK_FORMS", "encode_mark", "mark_of"]

MARK_FORMS = ("png", "webp")

_WEBP_EFFORT = 6  # 0 to 6: a mark is small, and made once


def mark_of(image: Image.Image, *, box: tuple[int, int], square: bool) -> Image.Image:
    """An opened picture, upright and in sRGB, no larger than `box`; `square`: centred in one."""
    profile = image.info.get("icc_profile")
    picture = in_plain_mode(image)
    ImageOps.exif_transpose(picture, in_place=True)
    if profile:
        picture = translated(picture, profile)
    if picture.mode != "RGBA":
        picture = picture.convert("RGB")
    picture.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=None)
    if square:
        picture = _in_a_square(picture)
    picture.info = {}
    return picture


def encode_mark(picture: Image.Image, form: str) -> bytes:
    """The picture as "png" or "webp", both without loss."""
    target = io.BytesIO()
    match form:
        case "png":
            picture.save(target, "PNG", optimize=True)
        case "webp":
            picture.save(target, "WEBP", lossless=True, quality=100, method=_WEBP_EFFORT)
        case _:
            raise ValueError(f"{form!r} is no form of a mark")
    return target.getvalue()


def _in_a_square(picture: Image.Image) -> Image.Image:
    if picture.width == picture.height:
        return picture
    side = max(picture.size)
    ground = Image.new("RGBA", (side, side))
    ground.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
    return ground
