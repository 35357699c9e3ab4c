"""The pictures that networks show: drawn for each version, shown while it is readable."""

import hashlib
import io
import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from record.document import Kind
from record.following import follow
from republishing.models import Picture
from republishing.pictures import draw_missing, forget

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(client):
    """`picture("slug", 1)`: status, and the picture itself."""

    def get(slug, number=1):
        answer = client.get(f"/articles/{slug}/v{number}/social.jpg")
        return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content

    return get


@pytest.fixture
def recent(make_public, media_root):
    """`recent(title=…)`: an article that appeared an hour ago."""

    def make(**fields):
        at = timezone.now().replace(microsecond=0) - timedelta(hours=1)
        return make_public(first_published=at, **fields)

    return make


def looks_alike(one, other):
    return hashlib.sha256(one).digest() == hashlib.sha256(other).digest()


def test_a_page_names_its_picture_with_size_and_words(client, corrected):
    page = client.get(f"/articles/{corrected.slug}/").content.decode()
    named = dict(re.findall(r'<meta property="(og:image[^"]*)" content="([^"]*)">', page))

    assert named["og:image"] == f"http://127.0.0.1:8000/articles/{corrected.slug}/v3/social.jpg"
    assert (named["og:image:width"], named["og:image:height"]) == ("1200", "630")
    assert "Who Keeps the Lanes Open?" in named["og:image:alt"]
    assert 'name="twitter:card" content="summary_large_image"' in page


def test_it_is_drawn_when_first_asked_for_and_kept(picture, corrected, media_root):
    answer, content = picture(corrected.slug, 3)
    again, same = picture(corrected.slug, 3)

    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size) == ("JPEG", (1200, 630))
    assert len(content) < 300_000
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "public, max-age=86400, s-maxage=5"
    assert (again["ETag"], same) == (answer["ETag"], content)
    assert Picture.objects.count() == 1


def test_who_has_it_gets_it_once(client, picture, corrected, media_root):
    answer, _ = picture(corrected.slug, 3)

    again = client.get(
        f"/articles/{corrected.slug}/v3/social.jpg", headers={"If-None-Match": answer["ETag"]}
    )

    assert again.status_code == 304


def test_a_photo_is_shown_with_its_credit_in_the_file(picture, make_photo, recent):
    photo = make_photo(width=1600, height=1000, renditions=True, focal_x=100)
    article = recent(slug="with-photo", photo=photo)

    _, content = picture(article.slug)

    image = Image.open(io.BytesIO(content))
    red, green, blue = image.getpixel((950, 200))
    assert red > 150 > green, "the right half of the photo, where its focal point lies, is red"
    assert blue < 150
    assert b"Marit Oosting / Coastal Pictures" in content


def test_a_photo_that_must_not_be_cropped_is_left_out(picture, make_photo, recent):
    photo = make_photo(width=1600, height=1000, renditions=True, cropping_allowed=False)
    article = recent(slug="whole", photo=photo)

    _, content = picture(article.slug)

    assert b"Marit Oosting" not in content
    assert Image.open(io.BytesIO(content)).getpixel((1150, 20)) == pytest.approx(
        (251, 250, 246), abs=6
    )


def test_a_photo_whose_file_is_lost_costs_the_photo_and_not_the_picture(
    picture, make_photo, recent
):
    photo = make_photo(width=1600, height=1000, renditions=True)
    for rendition in photo.renditions.all():
        default_storage.delete(rendition.file.name)

    answer, _ = picture(recent(slug="lost", photo=photo).slug)

    assert answer.status_code == 200


def test_each_version_keeps_its_own(picture, recent, make_later):
    first = recent(slug="renamed", title="Before")
    make_later(first, Kind.CORRECTION, title="After")

    assert not looks_alike(picture("renamed", 1)[1], picture("renamed", 2)[1])


def test_a_retraction_is_seen(picture, recent, make_later):
    first = recent(slug="retracted", title="A Fourth Lane")
    make_later(first, Kind.RETRACTION)

    assert not looks_alike(picture("retracted", 1)[1], picture("retracted", 2)[1])


def test_the_worker_draws_what_has_appeared(recent, make_public, media_root):
    make_public(slug="long-ago")
    recent(slug="one")
    recent(slug="two")

    assert [draw_missing(), draw_missing(), draw_missing()] == [1, 1, 0]
    assert {default_storage.exists(row.file) for row in Picture.objects.all()} == {True}


def test_one_that_can_not_be_kept_holds_up_no_other(recent, picture, settings, media_root):
    recent(slug="first")
    settings.MEDIA_ROOT = media_root / "taken"
    settings.MEDIA_ROOT.write_bytes(b"a file where the folder should be")

    assert [draw_missing(), draw_missing()] == [1, 0]
    answer, _ = picture("first")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")

    settings.MEDIA_ROOT = media_root
    assert picture("first")[0].status_code == 200


def test_what_is_withdrawn_is_gone_at_once_and_its_file_soon(
    picture, recent, make_later, django_capture_on_commit_callbacks
):
    document = recent(slug="soon-gone")
    picture("soon-gone")
    name = Picture.objects.get().file
    make_later(document, Kind.WITHDRAWAL)

    answer, content = picture("soon-gone")
    assert (answer.status_code, answer["Cache-Control"]) == (410, "no-store")
    assert b"JFIF" not in content
    with django_capture_on_commit_callbacks(execute=True):
        follow("pictures", forget)

    assert not Picture.objects.exists()
    assert not default_storage.exists(name)
    assert draw_missing() == 0


def test_a_file_that_two_versions_share_stays_for_the_other(
    picture, recent, make_later, django_capture_on_commit_callbacks
):
    kept, gone = recent(slug="kept", title="Alike"), recent(slug="gone", title="Alike")
    assert looks_alike(picture("kept")[1], picture("gone")[1])
    make_later(gone, Kind.WITHDRAWAL)

    with django_capture_on_commit_callbacks(execute=True):
        follow("pictures", forget)

    assert picture("kept")[0].status_code == 200
    assert Picture.objects.get().article.hex == kept.article.replace("-", "")


def test_a_lost_file_is_drawn_again(picture, recent, media_root):
    recent(slug="lost")
    _, before = picture("lost")
    default_storage.delete(Picture.objects.get().file)

    _, after = picture("lost")

    assert looks_alike(before, after)


def test_a_draft_has_none(client, make_article, corrected):
    make_article(slug="a-secret-draft")

    secret = client.get("/articles/a-secret-draft/v1/social.jpg")
    never = client.get("/articles/a-never-was-it/v1/social.jpg")

    assert secret.status_code == never.status_code == 404
    assert secret.content == never.content
    assert client.get(f"/articles/{corrected.slug}/v9/social.jpg").status_code == 404


def test_a_former_address_leads_to_the_present_one(client, corrected, make_later):
    later = make_later(corrected, Kind.UPDATE, slug="a-new-name")

    answer = client.get(f"/articles/{corrected.slug}/v1/social.jpg")

    assert answer["Location"] == f"/articles/{later.slug}/v1/social.jpg"


def test_a_later_version_leaves_the_earlier_picture_alone(picture, recent, make_later):
    first = recent(slug="plain")
    _, before = picture("plain", 1)
    make_later(first, Kind.UPDATE, language="ko", title="누구의 해협인가")

    assert looks_alike(before, picture("plain", 1)[1])
