"""The demonstration's pictures: painted on the spot, so that nobody's photo has to be borrowed.

draw("harbour-at-dawn.jpg")        a JPEG of 2400 × 1500 pixels, always the same bytes
draw_portrait("Gwak Haneul")       a JPEG of 800 × 800 pixels
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from masthead.demo import landscapes, nightscapes, patterns, portraits, seascapes
from masthead.demo.brushes import Canvas

__all__ = ["PICTURES", "Picture", "UnknownPicture", "draw", "draw_portrait"]

QUALITY = 88  # of JPEG: above it the grain costs more than it shows


class UnknownPicture(LookupError):
    """There is no picture of that name; `known` lists those there are."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.known = sorted(PICTURES)
        super().__init__(f"No picture is called {name!r}. There are: {', '.join(self.known)}.")


@dataclass(frozen=True)
class Picture:
    """How a picture is painted, and the point to keep in a crop (percent from the left and top)."""

    scene: Callable[[tuple[int, int]], Canvas]
    focal_x: int
    focal_y: int


PICTURES = {
    "cable-arcs.jpg": Picture(patterns.cable_arcs, 52, 46),
    "cable-ship.jpg": Picture(seascapes.cable_ship, 50, 52),
    "city-at-night.jpg": Picture(nightscapes.city_at_night, 38, 50),
    "container-stacks.jpg": Picture(patterns.container_stacks, 50, 62),
    "evaporation-ponds.jpg": Picture(patterns.evaporation_ponds, 45, 54),
    "ferry-at-noon.jpg": Picture(seascapes.ferry_at_noon, 54, 62),
    "harbour-at-dawn.jpg": Picture(seascapes.harbour_at_dawn, 64, 50),
    "islands-at-dusk.jpg": Picture(seascapes.islands_at_dusk, 46, 62),
    "mountain-pass.jpg": Picture(landscapes.mountain_pass, 52, 48),
    "radar-dome.jpg": Picture(nightscapes.radar_dome, 63, 50),
    "rice-terraces.jpg": Picture(landscapes.rice_terraces, 44, 48),
    "two-shores.jpg": Picture(seascapes.two_shores, 51, 60),
    "wind-on-the-ridge.jpg": Picture(landscapes.wind_on_the_ridge, 40, 46),
}


def draw(name: str, size: tuple[int, int] = (2400, 1500)) -> bytes:
    """The picture of that name as a JPEG of `size` pixels, best at 8:5.

    Raises `UnknownPicture`.
    """
    picture = PICTURES.get(name)
    if picture is None:
        raise UnknownPicture(name)
    return _jpeg(picture.scene(size).image)


def draw_portrait(name: str, size: int = 800) -> bytes:
    """A square JPEG portrait for a name: any name gets one, and always the same."""
    return _jpeg(portraits.portrait(name, size))


def _jpeg(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()
