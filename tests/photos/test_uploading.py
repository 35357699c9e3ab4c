import hashlib
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from photos.inspecting import PictureDamaged, PictureTooHeavy
from photos.models import Photo
from photos.stamping import Stamp, iptc_segment, xmp_packet
from photos.uploading import DuplicatePhoto, store_photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


def test_a_photo_enters_the_library_with_its_bytes_untouched(make_picture, media_root):
    content = make_picture((600, 400))

    photo = store_photo(
        SimpleUploadedFile("Harbour in rain.jpg", content),
        name="Harbour in rain.jpg",
        alt_text="Cranes",
        credit_line="Marit Oosting",
    )

    photo.refresh_from_db()
    assert (media_root / photo.original.name).read_bytes() == content
    assert photo.sha256 == hashlib.sha256(content).hexdigest()
    assert (photo.format, photo.width, photo.height, photo.size) == ("jpeg", 600, 400, len(content))
    assert (photo.original_name, photo.alt_text) == ("Harbour in rain.jpg", "Cranes")
    assert not photo.renditions.exists()


def test_what_the_picture_says_of_itself_fills_only_what_is_empty(make_picture):
    stamp = Stamp(
        credit="Coastal Pictures",
        creator="Marit Oosting",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    )
    content = make_picture(xmp=xmp_packet(stamp), extra=iptc_segment(Stamp(source="The Archive")))

    photo = store_photo(io.BytesIO(content), name="a.jpg", creator="M. Oosting, as typed")

    assert photo.credit_line == "Coastal Pictures"
    assert photo.creator == "M. Oosting, as typed"
    assert photo.source == "The Archive"
    assert photo.licence_url == "https://creativecommons.org/licenses/by/4.0/"


def test_an_embedded_value_that_no_field_takes_does_not_keep_the_picture_out(make_picture):
    content = make_picture(xmp=xmp_packet(Stamp(licence_url="https://not_a_host")))

    assert store_photo(io.BytesIO(content), name="a.jpg").licence_url == ""


def test_the_same_file_twice_leads_to_the_one_that_is_there(make_picture):
    content = make_picture()
    first = store_photo(io.BytesIO(content), name="a.jpg")

    with pytest.raises(DuplicatePhoto, match="already in the library") as refusal:
        store_photo(io.BytesIO(content), name="b.jpg")

    assert refusal.value.photo == first
    assert Photo.objects.count() == 1


def test_a_picture_taken_upright_is_registered_upright(make_picture):
    exif = Image.Exif()
    exif[0x0112] = 8

    photo = store_photo(io.BytesIO(make_picture((600, 400), exif=exif.tobytes())), name="a.jpg")

    assert (photo.width, photo.height) == (400, 600)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"credit_line": "Marit \u202egnitsoO"}, "credit_line"),
        ({"licence_url": "javascript:alert(1)"}, "licence_url"),
        ({"alt_text": "x" * 1001}, "alt_text"),
        ({"focal_x": 101}, "__all__"),
    ],
)
def test_wrong_fields_are_named_and_nothing_is_kept(make_picture, media_root, fields, field):
    with pytest.raises(ValidationError) as refusal:
        store_photo(io.BytesIO(make_picture()), name="a.jpg", **fields)

    assert field in refusal.value.message_dict
    assert not Photo.objects.exists()
    assert not list(media_root.rglob("*.*"))


def test_texts_are_cleaned_at_the_door(make_picture):
    photo = store_photo(
        io.BytesIO(make_picture()), name="a.jpg", credit_line=" Marit\r\n Oosting\x00 "
    )

    assert photo.credit_line == "Marit Oosting"


def test_a_refused_picture_leaves_nothing(make_picture, media_root):
    with pytest.raises(PictureDamaged):
        store_photo(io.BytesIO(make_picture()[:900]), name="a.jpg")

    assert not Photo.objects.exists()
    assert not list(media_root.rglob("*.*"))


def test_reading_stops_where_a_file_is_too_large():
    class Endless(io.RawIOBase):
        given = 0

        def seek(self, *_):
            return 0

        def read(self, size=-1):
            self.given += size
            return b"\xff" * size

    endless = Endless()
    with pytest.raises(PictureTooHeavy, match="more than 60 MB"):
        store_photo(endless, name="a.jpg")

    assert endless.given < 62 * 1024 * 1024


def test_a_hostile_file_name_is_kept_as_a_plain_one(make_picture, media_root):
    photo = store_photo(io.BytesIO(make_picture()), name="..\\..\\etc/<b>pass\x00wd.jpg")

    assert "/" not in photo.original_name
    assert "<" not in photo.original_name
    assert (media_root / photo.original.name).is_file()


def test_a_stored_file_has_no_address_and_a_name_nobody_guesses(make_picture):
    photo = store_photo(io.BytesIO(make_picture()), name="budget-2027.jpg")

    assert photo.original.url == ""
    assert photo.original.name == (
        f"originals/{photo.sha256[:2]}/{photo.sha256[2:4]}/{photo.sha256}.jpg"
    )
