"""One picture made ready and written in a format for the web: turned, cropped, in sRGB.

What is written holds pixels and our own credit, never what the original carried along.
"""

import io

from PIL import Image, ImageCms, ImageOps

from photos.ladder import crop_box, cropped_size
from photos.stamping import Stamp, exif_block, iptc_segment, xmp_packet

__all__ = ["RECIPE", "encode", "in_plain_mode", "prepared", "translated"]

# Raise it when the way of making renditions changes: then they are all made anew.
RECIPE = 1


# A viewer without colour management, and every browser, takes an untagged picture for sRGB.
_SRGB = ImageCms.createProfile("sRGB")

# The three look alike at these qualities. Slower settings would save up to a fifth of the bytes
# and take three times as long: half a minute instead of ten seconds for every size of a
# 4000 × 2500 photo.
_JPEG_QUALITY = 80
_WEBP_QUALITY = 78
_WEBP_EFFORT = 2  # 0 to 6
_AVIF_QUALITY = 60
_AVIF_SPEED = 8  # 0 to 10
_AVIF_SPEED_OF_LARGE = 9  # beyond 2 megapixels 8 would take four times as long
_LARGE = 2_000_000  # pixels
_AVIF_THREADS = 2


def prepared(
    image: Image.Image, *, shape: str, focal: tuple[int, int], size: tuple[int, int]
) -> Image.Image:
    """The part of an opened picture that the shape shows, in RGB, at `size` pixels.

    Its smaller sizes are made from this one. Transparent parts become white.
    """
    profile = image.info.get("icc_profile")
    _decode_no_more_than_needed(image, shape=shape, size=size)
    picture = in_plain_mode(image)
    ImageOps.exif_transpose(picture, in_place=True)  # no second copy of what lies right already
    box = crop_box(picture.width, picture.height, shape, *focal)
    picture = picture.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    picture = _in_srgb(picture, profile)
    picture.info = {}
    return picture


def encode(
    picture: Image.Image, *, size: tuple[int, int], form: str, stamp: dict[str, str]
) -> bytes:
    """The prepared picture at this size as "avif", "webp" or "jpg", stamped with its credit."""
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    credit = Stamp(**stamp)
    metadata = {"xmp": xmp_packet(credit), "exif": exif_block(credit)}
    target = io.BytesIO()
    match form:
        case "jpg":
            picture.save(
                target,
                "JPEG",
                quality=_JPEG_QUALITY,
                progressive=True,
                optimize=True,
                extra=iptc_segment(credit),
                **metadata,
            )
        case "webp":
            picture.save(target, "WEBP", quality=_WEBP_QUALITY, method=_WEBP_EFFORT, **metadata)
        case "avif":
            picture.save(
                target,
                "AVIF",
                quality=_AVIF_QUALITY,
                speed=_AVIF_SPEED_OF_LARGE if size[0] * size[1] > _LARGE else _AVIF_SPEED,
                max_threads=_AVIF_THREADS,
                **metadata,
            )
        case _:
            raise ValueError(f"{form!r} is no format of a rendition")
    return target.getvalue()


def _decode_no_more_than_needed(image: Image.Image, *, shape: str, size: tuple[int, int]) -> None:
    """Let a JPEG be decoded at a half, a quarter or an eighth where that still suffices."""
    if image.format not in {"JPEG", "MPO"}:
        return
    # Either orientation: of the two factors the larger one is always enough.
    upright = size[0] / cropped_size(image.width, image.height, shape)[0]
    turned = size[0] / cropped_size(image.height, image.width, shape)[0]
    factor = min(1.0, max(upright, turned))
    image.draft(None, (round(image.width * factor), round(image.height * factor)))


def in_plain_mode(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be resampled: 8 bits, no palette."""
    match image.mode:
        case "L" | "RGB" | "RGBA" | "CMYK":
            return image
        case "LA" | "PA":
            return image.convert("RGBA")
        case "P":
            return image.convert("RGBA" if "transparency" in image.info else "RGB")
        case "I;16" | "I;16L" | "I;16B" | "I":
            # 16 bits of grey: Pillow would cut off what it should divide.
            return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        case _:
            return image.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture as opaque RGB, its colours translated from the embedded profile."""
    if profile:
        picture = translated(picture, profile)
    if picture.mode == "RGBA":
        ground = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(ground, picture).convert("RGB")
    return picture.convert("RGB")


def translated(picture: Image.Image, profile: bytes) -> Image.Image:
    """The picture in sRGB, from the colours that its profile means; RGBA stays RGBA."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        converted = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            _SRGB,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode=mode,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError):
        # A broken profile, or one for another kind of colour: as good as none.
        return picture
    return converted or picture
