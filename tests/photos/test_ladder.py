import pytest
from hypothesis import given
from hypothesis import strategies as st

from photos.ladder import (
    SHAPES,
    WIDTHS,
    available_shape,
    available_shapes,
    crop_box,
    cropped_size,
    rendition_sizes,
    rendition_widths,
)

sides = st.integers(1, 12_000)
shapes = st.sampled_from(SHAPES)
percents = st.integers(0, 100)


@given(sides, sides, shapes)
def test_no_rendition_is_larger_than_what_it_is_made_from(width, height, shape):
    across, down = cropped_size(width, height, shape)

    for wide, high in rendition_sizes(width, height, shape):
        assert 1 <= wide <= across
        # A pixel of rounding on the longest strip.
        assert 1 <= high <= down + 1


@given(sides, sides, shapes)
def test_widths_rise_without_repetition_and_there_is_always_one(width, height, shape):
    widths = rendition_widths(width, height, shape)

    assert widths
    assert list(widths) == sorted(set(widths))
    assert [wide for wide, _ in rendition_sizes(width, height, shape)] == list(widths)


@given(st.integers(1280, 12_000), sides)
def test_an_original_of_1280_pixels_has_at_least_five_widths(width, height):
    assert len(rendition_widths(width, height, "full")) >= 5


@given(sides, sides, shapes)
def test_each_rendition_keeps_the_shape_to_the_pixel(width, height, shape):
    ratio = {"full": height / width, "wide": 9 / 16, "square": 1}[shape]

    for wide, high in rendition_sizes(width, height, shape):
        assert abs(high - wide * ratio) <= 0.5 or high == 1


@given(sides, sides, shapes, percents, percents)
def test_the_focal_point_is_never_cut_off(width, height, shape, x, y):
    left, top, right, bottom = crop_box(width, height, shape, x, y)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert left - 1 <= width * x / 100 <= right + 1
    assert top - 1 <= height * y / 100 <= bottom + 1
    assert (right - left, bottom - top) == cropped_size(width, height, shape)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        pytest.param(200, (200,), id="smaller than the first step"),
        pytest.param(320, (320,), id="exactly the first step"),
        pytest.param(350, (320,), id="hardly above a step"),
        pytest.param(400, (320, 400), id="well above a step"),
        pytest.param(2300, (320, 480, 640, 960, 1280, 1600, 2300), id="just below the end"),
        pytest.param(6000, WIDTHS, id="larger than all"),
    ],
)
def test_the_steps_end_where_the_original_ends(width, widths):
    assert rendition_widths(width, width, "full") == widths


def test_a_panorama_is_wide_across_its_whole_height():
    assert cropped_size(4000, 1000, "wide") == (1778, 1000)
    assert crop_box(4000, 1000, "wide", focal_x=100) == (2222, 0, 4000, 1000)


def test_a_portrait_is_wide_across_its_whole_width():
    assert cropped_size(1600, 2400, "wide") == (1600, 900)
    assert rendition_sizes(1600, 2400, "wide")[-1] == (1600, 900)


def test_a_photo_that_must_not_be_cropped_has_one_shape():
    assert available_shapes(cropping_allowed=False) == ("full",)
    assert available_shape("square", cropping_allowed=False) == "full"
    assert cropped_size(1600, 2400, "square", cropping_allowed=False) == (1600, 2400)


@pytest.mark.parametrize("shape", ["round", "", "FULL"])
def test_a_name_that_is_no_shape_is_refused_with_the_names_that_are(shape):
    with pytest.raises(ValueError, match="full, wide, square"):
        rendition_sizes(800, 600, shape)


def test_a_picture_without_pixels_is_refused():
    with pytest.raises(ValueError, match="0 × 600"):
        rendition_sizes(0, 600, "full")
