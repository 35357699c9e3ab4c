"""A logo or wordmark on its way from an upload to what a publication shows."""

import io

import pytest
from PIL import Image

from photos.inspecting import (
    PictureDamaged,
    PictureKindRefused,
    PictureMisnamed,
    PictureRefused,
    PictureTooLarge,
)
from photos.marks import MarkTooHeavy, MarkTooSmall, draw, find_mark, keep_mark, show
from photos.models import Look, Mark
from photos.sweeping import orphans

pytestmark = pytest.mark.django_db

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def drawn(content, name="sign.png", kind="logo"):
    return draw(io.BytesIO(content), name=name, kind=kind)


def opened(content):
    return Image.open(io.BytesIO(content))


def test_a_mark_is_its_pixels_and_nothing_else_of_the_file(make_sign):
    """Threat T10: what hides in or behind a picture does not come along."""
    content = make_sign((300, 300)) + b"<script>alert('TELLTALE')</script>"

    mark = drawn(content)

    for written, form in ((mark.png, "PNG"), (mark.webp, "WEBP")):
        assert b"TELLTALE" not in written
        assert b"script" not in written
        picture = opened(written)
        assert (picture.format, picture.size, picture.mode) == (form, (300, 300), "RGBA")
        assert picture.getpixel((0, 0))[3] == 0
        assert picture.getpixel((150, 150)) == (0x14, 0x49, 0x5C, 255)
        assert not {"exif", "icc_profile", "xmp", "Comment"} & set(picture.info)


@pytest.mark.parametrize(
    ("kind", "size", "expected"),
    [
        ("logo", (2000, 2000), (512, 512)),
        ("logo", (400, 100), (400, 400)),
        ("wordmark", (3200, 400), (1600, 200)),
        ("wordmark", (300, 900), (133, 400)),
        ("wordmark_dark", (300, 60), (300, 60)),
    ],
    ids=["large", "not square", "long", "tall", "small"],
)
def test_a_mark_is_no_larger_than_pages_need_and_a_logo_is_square(make_sign, kind, size, expected):
    mark = drawn(make_sign(size), kind=kind)

    assert (mark.width, mark.height) == opened(mark.png).size == expected


@pytest.mark.parametrize(
    ("name", "form"), [("a.jpg", "JPEG"), ("a.webp", "WEBP"), ("a.png", "PNG")]
)
def test_it_may_come_in_any_format_of_the_library(make_sign, name, form):
    assert drawn(make_sign(form=form), name).width == 300


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (SVG, "a.svg", PictureKindRefused),
        (b"<!doctype html><script>alert(1)</script>", "a.png", PictureKindRefused),
        (b"GIF89a" + b"\0" * 99, "a.gif", PictureKindRefused),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a.png", PictureRefused),
        (b"x" * (5 * 1024 * 1024 + 1), "a.png", MarkTooHeavy),
    ],
    ids=["drawing", "page", "animation", "broken", "heavy"],
)
def test_what_is_no_plain_picture_is_refused_with_a_reason(content, name, refusal):
    with pytest.raises(refusal) as refused:
        drawn(content, name)

    assert "Please" in str(refused.value) or "please" in str(refused.value)


def test_a_picture_of_another_name_a_cut_one_and_one_too_small_or_large_are_refused(
    make_sign, make_picture
):
    whole = make_sign((300, 300))
    for content, name, refusal in (
        (whole, "sign.jpg", PictureMisnamed),
        (whole[: len(whole) // 2], "sign.png", PictureDamaged),
        (make_sign((20, 20)), "sign.png", MarkTooSmall),
    ):
        with pytest.raises(refusal):
            drawn(content, name)
    with pytest.raises(MarkTooSmall):
        drawn(make_sign((4000, 60)), kind="wordmark")
    with pytest.raises(PictureTooLarge):
        drawn(make_picture((12_001, 40), "PNG"))


def test_the_same_picture_is_kept_once(make_sign, media_root):
    first, second = (keep_mark(drawn(make_sign())) for _ in range(2))

    assert first == second
    assert first.png.name.startswith("marks/")
    assert first.sha256 in first.png.name


def test_a_mark_is_found_while_the_sites_publication_shows_it(make_publication, make_mark):
    site = make_publication()
    other = make_publication(title="Other", issn_online="", issn_linking="", is_default=False)
    private = make_mark(colour="#111111")
    elsewhere = make_mark(other, colour="#222222")
    mark = make_mark(site, colour="#333333")

    assert find_mark(mark.sha256) == mark
    assert find_mark(elsewhere.sha256) is None
    assert find_mark(private.sha256) is None


def test_what_is_taken_down_is_forgotten_and_its_files_are_swept(make_publication, make_mark):
    publication = make_publication()
    first = make_mark(publication, colour="#111111")
    second = make_mark(publication, colour="#222222")

    assert list(Mark.objects.all()) == [second]
    assert find_mark(first.sha256) is None
    assert set(orphans()) == {first.png.name, first.webp.name}
    show(publication, logo=None)
    assert not Mark.objects.exists()


def test_without_a_wordmark_there_is_none_for_the_dark(make_publication, make_mark):
    publication = make_publication()
    make_mark(publication, "wordmark", (400, 80))
    make_mark(publication, "wordmark_dark", (400, 80), colour="#ffffff")

    show(publication, wordmark=None)

    look = Look.objects.get()
    assert (look.wordmark, look.wordmark_dark) == (None, None)
