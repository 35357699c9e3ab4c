import io
import random
import resource
import struct
import zlib
from contextlib import suppress

import pytest
from PIL import Image

from photos.inspecting import (
    PictureAnimated,
    PictureDamaged,
    PictureEmpty,
    PictureKindRefused,
    PictureMisnamed,
    PictureRefused,
    PictureTooHeavy,
    PictureTooLarge,
    inspect_picture,
)

MEGABYTE = 1024 * 1024


@pytest.fixture
def inspect(tmp_path):
    def inspect(content, name="picture.jpg"):
        path = tmp_path / "upload"
        path.write_bytes(content)
        return inspect_picture(path, name=name)

    return inspect


def seconds_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def png_that_claims(width, height, data=b"\x00" * 1000):
    def chunk(kind, body):
        checksum = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("JPEG", "Harbour.JPG", "jpeg"),
        ("JPEG", "harbour.jpeg", "jpeg"),
        ("PNG", "chart.png", "png"),
        ("WEBP", "harbour.webp", "webp"),
        ("AVIF", "harbour.avif", "avif"),
    ],
)
def test_a_picture_is_accepted_by_its_content(inspect, make_picture, form, name, kind):
    found = inspect(make_picture((90, 60), form), name)

    assert (found.kind, found.width, found.height) == (kind, 90, 60)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_size_is_the_one_that_is_seen(inspect, make_picture, form):
    exif = Image.Exif()
    exif[0x0112] = 6

    found = inspect(make_picture((90, 60), form, exif=exif.tobytes()), f"p.{form.lower()}")

    assert (found.width, found.height) == (60, 90)


def test_a_camera_file_with_a_second_picture_behind_the_first_is_a_jpeg(inspect):
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (20, 15), "blue")
    target = io.BytesIO()
    first.save(target, "MPO", save_all=True, append_images=[second])

    found = inspect(target.getvalue())

    assert (found.kind, found.width, found.height) == ("jpeg", 40, 30)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG", id="svg"),
        pytest.param(
            b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><svg onload='x()'/>",
            "SVG",
            id="svg in xml",
        ),
        pytest.param("<?xml?><svg/>".encode("utf-16"), "SVG", id="svg in UTF-16"),
        pytest.param(b"<!doctype html><script>x()</script>", "web page", id="web page"),
        pytest.param(b"GIF89a/*" + b"\x00" * 40 + b"*/=1;alert(1)", "GIF", id="gif and script"),
        pytest.param(b"II*\x00" + b"\x00" * 40, "TIFF", id="tiff"),
        pytest.param(b"%PDF-1.7", "PDF", id="pdf"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 30, "ZIP", id="zip"),
        pytest.param(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC", id="heic"),
        pytest.param(b"\x00\x00\x00\x14ftypisom\x00\x00\x00\x00mp42", "video", id="video"),
        pytest.param(b"\x1f\x8b\x08\x00", "compressed", id="svgz"),
        pytest.param(b"just words", "no picture", id="text"),
    ],
)
def test_what_is_no_accepted_picture_is_called_by_its_name(inspect, content, words):
    with pytest.raises(PictureKindRefused, match=words) as refusal:
        inspect(content)

    assert "JPEG" in str(refusal.value)


def test_an_empty_file_is_refused(inspect):
    with pytest.raises(PictureEmpty, match="empty"):
        inspect(b"")


@pytest.mark.parametrize("name", ["harbour.png", "harbour.php", "harbour", "harbour.jpg.html"])
def test_a_name_that_contradicts_the_content_is_refused(inspect, make_picture, name):
    with pytest.raises(PictureMisnamed, match=r"is JPEG.*“\.jpg”"):
        inspect(make_picture((20, 20)), name)


def test_too_many_bytes_are_refused_before_anything_is_read(inspect):
    with pytest.raises(PictureTooHeavy, match="at most 60 MB"):
        inspect(b"\xff\xd8\xff" + bytes(61 * MEGABYTE))


@pytest.mark.parametrize(
    ("width", "height"),
    [
        pytest.param(13_000, 13_000, id="13 thousand square"),
        pytest.param(60_000, 3_200, id="60 thousand wide"),
        pytest.param(9_400, 9_400, id="88 megapixels"),
        pytest.param(2**31 - 1, 2**31 - 1, id="as large as PNG can say"),
    ],
)
def test_a_bomb_is_refused_by_its_header(inspect, width, height):
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, seconds_of_children()

    with pytest.raises(PictureRefused, match=r"pixels|damaged"):
        inspect(png_that_claims(width, height), "bomb.png")

    assert seconds_of_children() - start < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KB


def test_the_refusal_of_a_large_picture_says_how_large_it_may_be(inspect):
    with pytest.raises(PictureTooLarge, match="13,000 × 13,000 pixels; at most 12,000 on a side"):
        inspect(png_that_claims(13_000, 13_000), "bomb.png")


def test_a_compressed_text_inside_a_picture_does_not_explode(inspect):
    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    bomb = zlib.compress(bytes(80 * MEGABYTE), 1)
    picture = png_that_claims(2, 2, bytes(18))
    text = chunk(b"iCCP", b"icc\x00\x00" + bomb) + chunk(b"zTXt", b"Comment\x00\x00" + bomb)

    try:
        found = inspect(picture[:33] + text + picture[33:], "text.png")
    except PictureDamaged:
        return
    assert (found.width, found.height) == (2, 2)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_truncated_picture_is_refused(inspect, make_picture, form):
    whole = make_picture((400, 300), form)

    with pytest.raises(PictureDamaged, match="incomplete"):
        inspect(whole[: len(whole) * 2 // 3], f"half.{form.lower()}")


@pytest.mark.parametrize("form", ["PNG", "WEBP", "AVIF"])
def test_an_animation_is_refused(inspect, form):
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    target = io.BytesIO()
    frames[0].save(target, form, save_all=True, append_images=frames[1:], duration=100)

    with pytest.raises(PictureAnimated, match="single frame"):
        inspect(target.getvalue(), f"moving.{form.lower()}")


def test_flipped_bits_are_refused_or_decoded_and_nothing_else(inspect, make_picture):
    chance = random.Random(20)
    for number in range(8):
        form = ("JPEG", "PNG", "WEBP", "AVIF")[number % 4]
        content = bytearray(make_picture((200, 150), form))
        for _ in range(4):
            content[chance.randrange(12, len(content))] ^= 1 << chance.randrange(8)
        with suppress(PictureRefused):
            inspect(bytes(content), f"flipped.{form.lower()}")
