from datetime import date

import pytest
from django.db import IntegrityError, transaction

from photos.models import Photo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "attribution"),
    [
        ({"credit_line": "Coastal / Oosting", "creator": "Marit Oosting"}, "Coastal / Oosting"),
        (
            {"creator": "Marit Oosting", "source": "Harbour Archive"},
            "Marit Oosting / Harbour Archive",
        ),
        ({"creator": "Harbour Archive", "source": "Harbour Archive"}, "Harbour Archive"),
        ({"source": "Harbour Archive"}, "Harbour Archive"),
        ({"copyright_notice": "© 2026"}, ""),
    ],
)
def test_whoever_is_known_is_named(make_photo, fields, attribution):
    photo = make_photo(**{"credit_line": "", **fields})

    assert photo.attribution == attribution
    assert photo.is_missing_credit == (not attribution)
    assert Photo.objects.without_credit().exists() == (not attribution)


def test_rights_last_to_the_end_of_their_last_day(make_photo):
    photo = make_photo(rights_expire_on=date(2026, 12, 31))

    assert not photo.rights_expired(date(2026, 12, 31))
    assert photo.rights_expired(date(2027, 1, 1))
    assert not make_photo().rights_expired(date(2999, 1, 1))
    assert list(Photo.objects.with_rights_expired(date(2027, 1, 1))) == [photo]
    assert not Photo.objects.with_rights_expired(date(2026, 12, 31))


def test_the_terms_are_the_pictures_own_before_its_licences(make_photo, licence_cc_by):
    own = make_photo(licence=licence_cc_by, licence_url="https://pictures.example/terms")

    assert own.terms_url == "https://pictures.example/terms"
    assert make_photo(licence=licence_cc_by).terms_url == licence_cc_by.url
    assert make_photo().terms_url == ""


def test_a_long_caption_is_shortened_where_it_labels_the_photo(make_photo):
    assert str(make_photo(caption="Cranes\nat dawn")) == "Cranes"
    assert len(str(make_photo(caption="x" * 300))) == 80
    assert str(make_photo(alt_text="", original_name="quay.jpg")) == "quay.jpg"


@pytest.mark.parametrize(
    "fields",
    [
        {"focal_x": 101},
        {"focal_y": 200},
        {"width": 0},
        {"height": 0},
        {"sha256": "0" * 63},
        {"sha256": "G" * 64},
        {"format": "gif"},
        {"original": ""},
    ],
    ids=str,
)
def test_the_database_refuses_what_no_photo_can_be(make_photo, fields):
    photo = make_photo()

    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(**fields)
