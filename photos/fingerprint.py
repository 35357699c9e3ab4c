"""What a picture looks like, in 64 bits: two that look alike differ in a few of them.

A difference hash of our own. The picture is made 9 × 8 greys; each bit says whether a grey is
brighter than its right neighbour. Scaling, other formats and other compression leave nearly all of
them as they are. Pure; the decoding itself happens in the bounded child.
"""

from PIL import Image, ImageOps

from photos.encoding import in_plain_mode

__all__ = ["BANDS", "BITS", "MOST_DIFFERENT", "bands", "distance", "fingerprint", "is_telling"]

BITS = 64
_ACROSS, _DOWN = 9, 8  # greys

# Pictures that differ in no more bits look alike.
MOST_DIFFERENT = 7

# Cut into one piece more than may differ, two alike pictures share at least one piece whole:
# so an index finds all of them.
BANDS = MOST_DIFFERENT + 1
_BAND_BITS = BITS // BANDS

# Greys that differ by less are the same: skies and walls would otherwise be told by their noise.
_NOISE = 2
# A picture with fewer steps than this, such as a blank wall, looks like a thousand others.
_LEAST_TELLING = 6


def fingerprint(image: Image.Image) -> str:
    """16 hexadecimal digits of an opened picture, as it is seen: turned as the camera was held."""
    small = in_plain_mode(image).resize(
        (_ACROSS * 16, _DOWN * 16), Image.Resampling.BOX, reducing_gap=2.0
    )
    upright = ImageOps.exif_transpose(_opaque(small)).convert("L")
    greys = upright.resize((_ACROSS, _DOWN), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(_DOWN):
        for column in range(_ACROSS - 1):
            left, right = greys[row * _ACROSS + column], greys[row * _ACROSS + column + 1]
            bits = bits << 1 | (left > right + _NOISE)
    return f"{bits:016x}"


def _opaque(picture: Image.Image) -> Image.Image:
    """On white, as renditions are."""
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGBA", picture.size, "white")
    ground.info = picture.info
    return Image.alpha_composite(ground, picture)


def distance(one: str, other: str) -> int:
    """In how many of the 64 bits two fingerprints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def bands(found: str) -> list[int]:
    """The pieces of a fingerprint, in order: each a number of 8 bits."""
    bits = int(found, 16)
    return [
        bits >> (_BAND_BITS * place) & (1 << _BAND_BITS) - 1 for place in reversed(range(BANDS))
    ]


def is_telling(found: str) -> bool:
    """Whether the picture has enough in it to be told from others."""
    return int(found or "0", 16).bit_count() >= _LEAST_TELLING
