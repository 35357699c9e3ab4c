"""The library says which photos look alike."""

import io

import pytest
from PIL import Image

from photos.fingerprint import BITS
from photos.likeness import LOOKED_AT, alike, fingerprint_missing, keep_likenesses, looks_like
from photos.models import Likeness, Photo
from photos.uploading import store_photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


def with_fingerprint(make_photo, bits, **fields):
    photo = make_photo(fingerprint=f"{bits:016x}", **fields)
    keep_likenesses(photo)
    return photo


def test_the_same_picture_saved_anew_is_found_when_it_is_uploaded(make_harbour):
    first = store_photo(io.BytesIO(make_harbour(seed=1)), name="first.jpg")
    store_photo(io.BytesIO(make_harbour(seed=2)), name="other.jpg")

    again = store_photo(
        io.BytesIO(make_harbour(seed=1, size=(500, 330), quality=60)), name="again.jpg"
    )

    assert alike([again]) == {again.pk: [first]}
    assert alike([first]) == {first.pk: [again]}


def test_what_looks_alike_is_found_among_many_in_two_bounded_questions(
    make_photo, django_assert_num_queries
):
    one = int("a5c3" * 4, 16)
    near = with_fingerprint(make_photo, one ^ 0b1010101)
    for number in range(30):
        with_fingerprint(make_photo, one ^ (0xFFFFF << number))

    with django_assert_num_queries(2):
        found = looks_like(f"{one:016x}")

    assert found == {near.pk: 4}
    assert LOOKED_AT < 1_000


def test_a_blank_picture_is_like_no_other(make_photo):
    one, other = (with_fingerprint(make_photo, 1 << number) for number in (3, 4))

    assert alike([one, other]) == {}
    assert BITS == 64


def test_photos_added_before_there_were_fingerprints_are_looked_at_by_the_worker(
    make_photo, make_harbour
):
    old = make_photo(content=make_harbour(seed=1))
    new = store_photo(io.BytesIO(make_harbour(seed=1, quality=50)), name="new.jpg")
    lost = make_photo()
    lost.original.storage.delete(lost.original.name)
    assert not Likeness.objects.exists()

    assert [fingerprint_missing() for _ in range(3)] == [1, 1, 0]

    assert alike([new]) == {new.pk: [old]}
    assert not Photo.objects.filter(fingerprint="").exists()


def test_the_fingerprint_is_that_of_the_picture_not_of_its_metadata(make_harbour):
    content = make_harbour(seed=3)
    with Image.open(io.BytesIO(content)) as image:
        target = io.BytesIO()
        image.save(target, "PNG")

    one = store_photo(io.BytesIO(content), name="a.jpg")
    other = store_photo(io.BytesIO(target.getvalue()), name="b.png")

    assert one.fingerprint == other.fingerprint
