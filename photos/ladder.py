"""Which shapes and sizes exist of a photo: a pure function of its dimensions.

Whoever knows a photo's width and height knows every rendition of it, so that a page can
name them all without asking a database. This module imports nothing, and must not.
"""

# Shapes: the whole picture, a banner of 16:9, a tile of 1:1.
SHAPES: tuple[str, ...] = ("full", "wide", "square")

# File name endings of the renditions, best compression first.
FORMATS: tuple[str, ...] = ("avif", "webp", "jpg")

# Pixels.
WIDTHS: tuple[int, ...] = (320, 480, 640, 960, 1280, 1600, 2400)

_RATIOS: dict[str, tuple[int, int]] = {"wide": (16, 9), "square": (1, 1)}


def available_shapes(*, cropping_allowed: bool) -> tuple[str, ...]:
    """The shapes that are made: only "full" of a photo that must not be cropped."""
    return SHAPES if cropping_allowed else SHAPES[:1]


def available_shape(shape: str, *, cropping_allowed: bool) -> str:
    """The shape to show where `shape` is wanted: "full" if the photo must not be cropped.

    Raises ValueError for a name that is no shape.
    """
    _check_shape(shape)
    return shape if cropping_allowed else "full"


def cropped_size(
    width: int,
    height: int,
    shape: str,
    cropping_allowed: bool = True,  # noqa: FBT001, FBT002  read with the name at every call
) -> tuple[int, int]:
    """Pixels (width, height) of the largest part of the original that has this shape.

    The original's own size where cropping isn't allowed. Raises ValueError for a name that
    is no shape and for dimensions below one pixel.
    """
    _check_dimensions(width, height)
    shape = available_shape(shape, cropping_allowed=cropping_allowed)
    if shape == "full":
        return width, height
    across, down = _RATIOS[shape]
    if width * down >= height * across:
        return max(1, _rounded(height * across, down)), height
    return width, max(1, _rounded(width * down, across))


def rendition_widths(width: int, height: int, shape: str) -> tuple[int, ...]:
    """The widths in pixels, ascending, in which this shape of an original is made.

    The steps of the ladder that need no enlarging. The original's own (cropped) width joins
    them when it lies below the ladder's end and more than 10 % above the last step, or below
    the first step, where it is the only one. An original of 1280 px or more has at least
    five widths in the shape "full".
    """
    own, _ = cropped_size(width, height, shape)
    steps = tuple(step for step in WIDTHS if step <= own)
    if not steps:
        return (own,)
    if own < WIDTHS[-1] and own * 10 > steps[-1] * 11:
        return (*steps, own)
    return steps


def rendition_sizes(width: int, height: int, shape: str) -> tuple[tuple[int, int], ...]:
    """The sizes (width, height) in pixels, ascending, in which this shape is made."""
    across, down = _RATIOS.get(shape, (width, height))
    return tuple(
        (step, max(1, _rounded(step * down, across)))
        for step in rendition_widths(width, height, shape)
    )


def crop_box(
    width: int, height: int, shape: str, focal_x: int = 50, focal_y: int = 50
) -> tuple[int, int, int, int]:
    """The part of the picture that this shape shows: left, top, right, bottom in pixels.

    The focal point, in percent of width and height, stands in the part where it stands in
    the whole, and so is never cut off. Raises ValueError as `cropped_size` does.
    """
    across, down = cropped_size(width, height, shape)
    left = _rounded((width - across) * focal_x, 100)
    top = _rounded((height - down) * focal_y, 100)
    return left, top, left + across, top + down


def _check_shape(shape: str) -> None:
    if shape not in SHAPES:
        raise ValueError(f"{shape!r} is no shape of a photo; shapes are {', '.join(SHAPES)}")


def _check_dimensions(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise ValueError(f"a photo of {width} × {height} pixels does not exist")


def _rounded(numerator: int, denominator: int) -> int:
    """The quotient of two positive numbers, to the nearest whole one, halves upwards."""
    return (2 * numerator + denominator) // (2 * denominator)
