"""Stories of the demonstration’s pictures: there when named, alike each time, of any size."""

from io import BytesIO
from pathlib import Path

import pytest
import yaml
from PIL import Image

from masthead.demo import pictures

MANUSCRIPTS = sorted((Path(pictures.__file__).parent / "manuscripts").glob("*.md"))
SMALL = (160, 100)


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("name", sorted(pictures.PICTURES))
def test_every_picture_is_a_jpeg_of_the_size_asked_for_and_the_same_each_time(name):
    data = pictures.draw(name, SMALL)

    image = opened(data)
    assert (image.format, image.size, image.mode) == ("JPEG", SMALL, "RGB")
    assert pictures.draw(name, SMALL) == data


def test_no_two_pictures_are_alike():
    assert len({pictures.draw(name, SMALL) for name in pictures.PICTURES}) == len(pictures.PICTURES)


def test_a_picture_nobody_painted_is_refused_with_the_names_of_those_there_are():
    with pytest.raises(pictures.UnknownPicture) as refused:
        pictures.draw("kraken.jpg", SMALL)

    assert refused.value.name == "kraken.jpg"
    assert "harbour-at-dawn.jpg" in refused.value.known


@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda path: path.stem)
def test_every_picture_a_manuscript_names_can_be_painted(manuscript):
    front = yaml.safe_load(manuscript.read_text().split("---\n", 2)[1])

    assert {front["photo"], *front.get("figures", {})} <= set(pictures.PICTURES)


def test_a_portrait_is_square_and_belongs_to_its_name():
    sitter = pictures.draw_portrait("Gwak Haneul", 120)

    assert opened(sitter).size == (120, 120)
    assert pictures.draw_portrait("Gwak Haneul", 120) == sitter
    assert pictures.draw_portrait("Somebody Else", 120) != sitter
