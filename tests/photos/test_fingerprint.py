"""What a picture looks like, in 64 bits."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photos.fingerprint import (
    BANDS,
    BITS,
    MOST_DIFFERENT,
    bands,
    distance,
    fingerprint,
    is_telling,
)

fingerprints = st.integers(0, 2**BITS - 1).map(lambda bits: f"{bits:016x}")

# Steps of brightness as photographs have them: none so small that compression could turn it round.
steps = st.sampled_from([-60, -40, -25, 25, 40, 60])
rows = st.lists(steps, min_size=8, max_size=8)


def picture(grid, size):
    """Nine columns by eight rows of grey, each row as many steps lighter or darker."""
    small = Image.new("L", (9, 8))
    for down, row in enumerate(grid):
        grey = 128
        for across in range(9):
            small.putpixel((across, down), grey)
            if across < 8:
                grey = grey + row[across] if 0 <= grey + row[across] <= 255 else grey - row[across]
    return small.resize(size, Image.Resampling.BOX).convert("RGB")


def saved(image, form, **options):
    target = io.BytesIO()
    image.save(target, form, **options)
    return Image.open(target)


@settings(max_examples=25, deadline=None)
@given(
    grid=st.lists(rows, min_size=8, max_size=8),
    form=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    quality=st.integers(60, 95),
    scale=st.floats(0.4, 2),
)
def test_saving_anew_and_scaling_leave_a_picture_looking_like_itself(grid, form, quality, scale):
    whole = picture(grid, (360, 240))
    scaled = whole.resize((round(360 * scale), round(240 * scale)), Image.Resampling.LANCZOS)

    again = saved(scaled, form, quality=quality)

    assert distance(fingerprint(whole), fingerprint(again)) <= MOST_DIFFERENT


@given(fingerprints, fingerprints, fingerprints)
def test_the_distance_is_a_distance(one, other, third):
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, third) <= distance(one, other) + distance(other, third)


@given(fingerprints, st.sets(st.integers(0, BITS - 1), max_size=MOST_DIFFERENT))
def test_two_that_look_alike_share_a_piece_so_that_an_index_finds_them(one, turned):
    other = f"{int(one, 16) ^ sum(1 << bit for bit in turned):016x}"

    assert any(a == b for a, b in zip(bands(one), bands(other), strict=True))
    assert len(bands(one)) == BANDS


def test_another_picture_is_far_away():
    one = picture([[25, -25] * 4] * 8, (360, 240))
    other = picture([[-25, 25] * 4] * 8, (360, 240))

    assert distance(fingerprint(one), fingerprint(other)) > 5 * MOST_DIFFERENT


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "CMYK", "I;16", "1", "LA"])
def test_pictures_of_every_kind_can_be_looked_at(mode):
    assert fingerprint(Image.new(mode, (30, 20))) == "0" * 16


def test_a_picture_taken_upright_looks_like_the_same_turned_upright():
    whole = picture([[25, 40, -60, 25, -40, 60, -25, 40]] * 8, (360, 240))
    exif = Image.Exif()
    exif[0x0112] = 8
    lying = saved(whole.transpose(Image.Transpose.ROTATE_270), "JPEG", exif=exif.tobytes())

    assert distance(fingerprint(whole), fingerprint(lying)) <= MOST_DIFFERENT


def test_a_blank_wall_tells_nothing():
    assert not is_telling(fingerprint(Image.new("RGB", (600, 400), "white")))
