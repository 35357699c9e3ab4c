import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image, IptcImagePlugin

from editing.saving import save
from photos.embedded import read_xmp
from photos.ladder import FORMATS, rendition_sizes
from photos.models import Photo, Rendition
from photos.renditions import (
    RenditionsFailed,
    make_missing,
    make_renditions,
    renditions_complete,
    renditions_missing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


@pytest.fixture
def make_small(make_photo):
    """A photo with one rendition in each format, which is quick."""

    def make(**fields):
        return make_photo(**{"width": 330, "height": 320, "cropping_allowed": False, **fields})

    return make


def opened(rendition):
    with rendition.file.open("rb") as file:
        picture = Image.open(io.BytesIO(file.read()))
    picture.load()
    return picture


def one(photo, shape="full", width=320, form="jpg"):
    return photo.renditions.get(shape=shape, width=width, format=form)


def near(colour, other, tolerance=12):
    return all(abs(a - b) <= tolerance for a, b in zip(colour[:3], other[:3], strict=True))


def test_all_sizes_of_the_ladder_exist_in_all_formats(make_photo):
    photo = make_photo(width=1280, height=400)

    made = make_renditions(photo)

    expected = {
        (shape, width, height, form)
        for shape in ("full", "wide", "square")
        for width, height in rendition_sizes(1280, 400, shape)
        for form in FORMATS
    }
    assert {(row.shape, row.width, row.height, row.format) for row in made} == expected
    assert len({row.width for row in made if row.shape == "full"}) == 5
    for row in made:
        picture = opened(row)
        assert picture.size == (row.width, row.height)
        assert picture.format == {"jpg": "JPEG", "webp": "WEBP", "avif": "AVIF"}[row.format]
        assert row.size == default_storage.size(row.file.name)
    assert renditions_complete(photo)


def test_a_second_round_makes_nothing(make_small):
    photo = make_small(renditions=True)
    before = list(photo.renditions.values_list("pk", "file", "made_at"))

    make_renditions(photo)

    assert list(photo.renditions.values_list("pk", "file", "made_at")) == before


def test_only_what_is_missing_is_made_after_a_crash(make_small):
    photo = make_small(cropping_allowed=True, renditions=True)
    kept = one(photo, "square").made_at
    photo.renditions.filter(shape="wide").delete()
    Path(one(photo, "full").file.path).unlink()
    assert not renditions_complete(photo)

    make_renditions(photo)

    assert renditions_complete(photo)
    assert opened(one(photo, "full")).size == (320, 310)
    assert one(photo, "square").made_at == kept


def test_a_photo_that_must_not_be_cropped_is_only_shown_whole(make_small):
    photo = make_small(cropping_allowed=True, renditions=True)

    photo.cropping_allowed = False
    save(photo)
    make_renditions(photo)

    assert {row.shape for row in photo.renditions.all()} == {"full"}


def test_a_new_focal_point_makes_the_crops_anew_and_leaves_the_whole(make_photo):
    photo = make_photo(width=340, height=320, renditions=True)
    whole, middle = one(photo), one(photo, "square")

    photo.focal_x = 100
    save(photo)
    make_renditions(photo)

    assert one(photo).made_at == whole.made_at
    moved = one(photo, "square")
    assert (moved.pk, moved.file.name == middle.file.name) == (middle.pk, False)
    # The border between blue and red moves with the crop.
    assert opened(moved).getpixel((155, 160))[0] > 150
    assert opened(middle).getpixel((155, 160))[2] > 120


def test_a_corrected_credit_is_written_into_every_rendition(make_small):
    photo = make_small(credit_line="Wrong Name", renditions=True)

    photo.credit_line = "Right Name"
    save(photo)
    make_renditions(photo)

    for row in photo.renditions.all():
        assert read_xmp(opened(row).info["xmp"])["credit_line"] == "Right Name"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_cameras_orientation_is_honoured(make_photo, make_picture, orientation):
    seen = Image.open(io.BytesIO(make_picture((400, 360), quality=95)))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = seen.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else seen
    exif = Image.Exif()
    exif[0x0112] = orientation
    target = io.BytesIO()
    stored.save(target, "JPEG", quality=95, exif=exif.tobytes())
    photo = make_photo(content=target.getvalue(), width=400, height=360, cropping_allowed=False)

    make_renditions(photo)

    picture = opened(one(photo, width=400))
    assert picture.getexif().get(0x0112, 1) == 1
    for place in ((20, 20), (380, 340), (100, 340)):
        assert near(picture.getpixel(place), seen.getpixel(place))


@pytest.mark.parametrize(("form", "mode"), [("PNG", "P"), ("WEBP", "RGB"), ("AVIF", "RGB")])
def test_other_formats_are_turned_too(make_small, make_picture, form, mode):
    exif = Image.Exif()
    exif[0x0112] = 6
    content = make_picture((360, 400), form, mode, exif=exif.tobytes())

    picture = opened(one(make_small(content=content, width=400, height=360, renditions=True)))

    # What lay on the left, blue below a white corner, is now above.
    assert picture.size == (320, 288)
    assert near(picture.getpixel((310, 10)), (255, 255, 255))
    assert near(picture.getpixel((100, 100)), (40, 60, 160), 25)
    assert picture.getpixel((100, 250))[0] > 150


def test_no_place_and_no_serial_number_travels_and_credit_does(make_small, make_picture):
    exif = Image.Exif()
    exif[0x010F] = "Canary Camera Works"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 1.0), 3: "E", 4: (4.0, 18.0, 9.0)})
    exif.get_ifd(0x8769)[0xA431] = "CANARY-SERIAL"
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- CANARY --></x:xmpmeta>'
    content = make_picture((330, 320), exif=exif.tobytes(), xmp=xmp, comment=b"CANARY comment")
    photo = make_small(
        content=content,
        cropping_allowed=True,
        credit_line="Coastal Pictures / Oosting",
        creator="Marit Oosting",
        copyright_notice="© 2026 Marit Oosting",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    )

    for row in make_renditions(photo):
        picture = opened(row)
        assert not picture.getexif().get_ifd(0x8825)
        assert b"canary" not in row.file.open("rb").read().lower()
        described = picture.getxmp()["xmpmeta"]["RDF"]["Description"]
        assert described["Credit"] == "Coastal Pictures / Oosting"
        assert described["creator"]["Seq"]["li"] == "Marit Oosting"
        assert described["WebStatement"] == "https://creativecommons.org/licenses/by/4.0/"
        assert picture.getexif()[0x013B] == "Marit Oosting"
        assert picture.getexif()[0x8298].encode("latin-1").decode() == "© 2026 Marit Oosting"
        if row.format == "jpg":
            block = IptcImagePlugin.getiptcinfo(picture)
            assert block[2, 80] == b"Marit Oosting"
            assert block[2, 110] == b"Coastal Pictures / Oosting"


def test_the_licences_address_stands_in_where_the_picture_has_none(make_small, licence_cc_by):
    photo = make_small(licence=licence_cc_by, renditions=True)

    assert read_xmp(opened(one(photo)).info["xmp"])["licence_url"] == licence_cc_by.url


def test_a_page_behind_the_picture_does_not_get_into_renditions(make_small, make_picture):
    content = make_picture((330, 320), comment=b"<script>a()</script>")
    photo = make_small(
        content=content + b"<html><script>alert(1)</script></html>",
        creator="<script>b()</script>",
    )

    for row in make_renditions(photo):
        assert b"<script" not in row.file.open("rb").read().lower()


def test_wide_colours_are_translated_not_dropped(make_small, display_p3):
    target = io.BytesIO()
    Image.new("RGB", (330, 200), (120, 180, 90)).save(
        target, "JPEG", quality=95, icc_profile=display_p3
    )
    photo = make_small(content=target.getvalue(), height=200, renditions=True)

    # By the matrices of both spaces, reckoned by hand.
    in_srgb = (100, 183, 75)
    for form in FORMATS:
        picture = opened(one(photo, form=form)).convert("RGB")
        red, green, blue = picture.getpixel((160, 100))
        assert near((red, green, blue), in_srgb, 6), form
        assert "icc_profile" not in picture.info


@pytest.mark.parametrize(
    ("mode", "form", "colour"),
    [
        ("L", "JPEG", 128),
        ("CMYK", "JPEG", (0, 255, 255, 0)),
        ("RGBA", "PNG", (255, 0, 0, 0)),
        ("LA", "PNG", (0, 0)),
        ("P", "PNG", 0),
        ("1", "PNG", 1),
        ("I;16", "PNG", 32768),
        ("RGBA", "WEBP", (0, 0, 0, 0)),
        ("RGBA", "AVIF", (0, 0, 0, 0)),
    ],
)
def test_every_kind_of_picture_becomes_a_plain_one(make_small, mode, form, colour):
    target = io.BytesIO()
    Image.new(mode, (330, 200), colour).save(target, form)
    photo = make_small(content=target.getvalue(), height=200)

    make_renditions(photo)

    expected = {"L": 128, "I;16": 128, "CMYK": (255, 0, 0), "P": 0}.get(mode, 255)
    expected = expected if isinstance(expected, tuple) else (expected,) * 3
    assert near(opened(one(photo)).getpixel((100, 100)), expected)


@pytest.mark.parametrize("profile", [b"nonsense", b"\x00" * 200], ids=["words", "zeros"])
def test_a_broken_colour_profile_is_as_good_as_none(make_small, profile):
    target = io.BytesIO()
    Image.new("RGB", (330, 200), (10, 120, 200)).save(target, "PNG", icc_profile=profile)
    photo = make_small(content=target.getvalue(), height=200, renditions=True)

    assert near(opened(one(photo)).getpixel((9, 9)), (10, 120, 200))


def test_the_worker_makes_what_is_new_and_what_was_edited(make_small):
    first, second = make_small(), make_small()
    assert list(renditions_missing()) == [first, second]

    assert make_missing(limit=1) == 1
    assert list(renditions_missing()) == [second]
    assert make_missing(limit=10) == 1
    assert not renditions_missing()

    first.refresh_from_db()
    first.focal_y = 10
    save(first)
    assert list(renditions_missing()) == [first]


def test_a_photo_that_cannot_be_made_is_noted_and_does_not_hold_up_the_others(make_small):
    broken = make_small(content=b"\xff\xd8\xff and nothing more")
    lost = make_small()
    Path(lost.original.path).unlink()
    sound = make_small()

    assert make_missing(limit=10) == 1

    assert renditions_complete(sound)
    assert not renditions_missing()
    broken.refresh_from_db()
    lost.refresh_from_db()
    assert "cannot be read" in broken.renditions_problem
    assert "missing" in lost.renditions_problem
    with pytest.raises(RenditionsFailed) as failure:
        make_renditions(broken)
    assert failure.value.photo == broken


def test_deleting_a_photo_deletes_its_renditions_rows(make_small):
    photo = make_small(renditions=True)

    Photo.objects.get(pk=photo.pk).delete()

    assert not Rendition.objects.exists()
