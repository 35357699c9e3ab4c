"""Where photos are used, and that a photo in use stays."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from articles.models import Placement
from articles.photo_uses import uses_of
from articles.publishing import correct, publish, unpublished_changes
from articles.replacing import FormerFile, SameFile, replace
from articles.revisions import record_revision
from editing.saving import StaleSave
from photos.inspecting import PictureRefused
from photos.models import IssueCover, Photo
from photos.stamping import Stamp, xmp_packet
from photos.uploading import DuplicatePhoto
from record.former_files import KEPT, forget
from record.listings import find_article, find_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = AT + timedelta(days=1)
LIST = reverse("admin:photos_photo_changelist")


def figure(photo):
    return f'<p>Ships wait.</p><figure data-photo="{photo.pk}"></figure>'


def change(photo):
    return reverse("admin:photos_photo_change", args=[photo.pk])


@pytest.fixture
def placed(make_article, make_photo, editor_user):
    """A photo in the body of somebody's draft."""
    photo = make_photo(renditions=True)
    draft = make_article(title="The slow ferry", body=figure(photo), created_by=editor_user)
    record_revision(draft, by=editor_user)
    return photo, draft


@pytest.fixture
def published(placed, managing_editor):
    photo, draft = placed
    publish(draft, by=managing_editor, at=AT)
    draft.refresh_from_db()
    return photo, draft


# --- where ----------------------------------------------------------------------------------------


def test_a_photos_page_says_where_it_is_used_as_far_as_one_may_know(
    published, make_article, editor_client, contributor_client, contributor
):
    photo, _ = published
    own = make_article(title="My own", lead_photo=photo, created_by=contributor)

    all_of_it = editor_client.get(change(photo)).content.decode()
    some = contributor_client.get(change(photo)).content.decode()

    assert "The slow ferry" in all_of_it
    assert "My own" in all_of_it
    assert "version 1" in all_of_it
    assert reverse("admin:articles_article_change", args=[own.pk]) in some
    assert "in 1 article you cannot see" in some
    assert "Replace the file" not in some


def test_a_draft_that_is_not_mine_is_counted_and_never_named(
    placed, contributor_client, contributor
):
    photo, draft = placed

    page = contributor_client.get(change(photo)).content.decode()

    assert draft.title not in page
    assert uses_of(photo, person=contributor).unseen == 1


@pytest.mark.parametrize(
    ("used", "expected"),
    [("no", {"idle"}), ("draft", {"placed", "leading"}), ("yes", {"placed", "leading", "cover"})],
)
def test_used_and_unused_photos_are_found(
    editor_client, make_photo, make_article, make_issue, used, expected
):
    make_photo(caption="idle")
    draft = make_article(body=figure(make_photo(caption="placed")))
    record_revision(draft, by=None)
    make_article(lead_photo=make_photo(caption="leading"))
    IssueCover.objects.create(issue=make_issue(), photo=make_photo(caption="cover"))

    page = editor_client.get(LIST, {"used": used})

    assert {card.photo.caption for card in page.context["cards"]} == expected


def test_a_long_grid_asks_no_more_than_a_short_one(
    editor_client, make_photo, make_article, django_assert_max_num_queries
):
    make_article(lead_photo=make_photo())
    with django_assert_max_num_queries(30) as short:
        editor_client.get(LIST)
    for _ in range(8):
        make_article(lead_photo=make_photo())
    with django_assert_max_num_queries(len(short.captured_queries)):
        editor_client.get(LIST)


def test_a_photo_taken_out_of_the_body_is_free_again(placed, editor_user):
    photo, draft = placed
    draft.body = "<p>Ships wait.</p>"
    draft.save()
    record_revision(draft, by=editor_user)

    assert not uses_of(photo, person=editor_user)


# --- deleting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["draft", "public"])
def test_a_photo_in_use_cannot_be_deleted_and_it_is_said_where(
    request, managing_editor_client, how
):
    photo, _ = request.getfixturevalue("placed" if how == "draft" else "published")
    address = reverse("admin:photos_photo_delete", args=[photo.pk])

    page = managing_editor_client.get(address).content.decode()
    managing_editor_client.post(address, {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [photo.pk], "post": "yes"}
    managing_editor_client.post(LIST, chosen)

    assert "used in 1 article" in page
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_the_database_keeps_a_placed_photo_whoever_asks(placed):
    photo, _ = placed

    with pytest.raises(ProtectedError), transaction.atomic():
        photo.delete()
    Photo.objects.filter(pk=photo.pk)._raw_delete("default")
    with pytest.raises(IntegrityError):
        transaction.get_connection().check_constraints()
    transaction.set_rollback(True)


def test_an_unused_photo_can_be_deleted(managing_editor_client, make_photo):
    photo = make_photo()

    managing_editor_client.post(
        reverse("admin:photos_photo_delete", args=[photo.pk]), {"post": "yes"}
    )

    assert not Photo.objects.filter(pk=photo.pk).exists()


def test_a_body_that_names_a_photo_that_is_gone_can_be_saved(make_article, editor_user):
    draft = make_article(body='<p>x</p><figure data-photo="987654"></figure>')

    record_revision(draft, by=editor_user)

    assert not Placement.objects.exists()


# --- another file ---------------------------------------------------------------------------------


def given(photo, content, by, number=None):
    photo.refresh_from_db()
    number = photo.edit_number if number is None else number
    return replace(photo, io.BytesIO(content), name="new.jpg", edit_number=number, by=by, now=LATER)


def test_working_copies_show_the_new_file_and_published_versions_keep_theirs(
    client, published, make_picture, editor_user
):
    photo, article = published
    before = photo.sha256

    now = given(photo, make_picture(), editor_user)

    assert now.pk == photo.pk
    assert now.sha256 != before
    assert unpublished_changes(article)
    assert find_article(article.slug).document.photos[0].sha256 == before
    assert client.get(f"/photos/{before}/full-320.webp").status_code == 200
    assert client.get(f"/photos/{now.sha256}/full-320.webp").status_code == 404
    call_command("verify_record", stdout=io.StringIO())

    correct(article, by=None, note="A better picture.", at=LATER)
    assert find_article(article.slug).document.photos[0].sha256 == now.sha256
    assert find_version(article.slug, 1).document.photos[0].sha256 == before
    call_command("verify_record", stdout=io.StringIO())


def test_a_former_file_comes_back(published, make_picture, editor_user, client):
    photo, article = published
    before, content = photo.sha256, photo.original.open("rb").read()
    given(photo, make_picture(), editor_user)

    again = given(photo, content, editor_user)

    assert (again.pk, again.sha256) == (photo.pk, before)
    assert not unpublished_changes(article)
    assert client.get(f"/photos/{before}/full-320.webp").status_code == 200
    call_command("verify_record", stdout=io.StringIO())


def test_former_files_stay_while_something_public_shows_them(
    published, make_picture, make_photo, editor_user
):
    photo, _ = published
    idle = make_photo()
    for each in (photo, idle):
        given(each, make_picture(), editor_user)
    assert Photo.objects.filter(replaced_by__isnull=False).count() == 2

    assert forget(LATER + KEPT - timedelta(hours=1)) == 0
    assert forget(LATER + KEPT + timedelta(hours=1)) == 1

    assert Photo.objects.get(replaced_by__isnull=False).replaced_by == photo


def test_what_cannot_be_replaced_stays_as_it_is(published, make_picture, make_photo, editor_user):
    photo, _ = published
    own, other = photo.original.open("rb").read(), make_photo()

    for content, refusal in (
        (own, SameFile),
        (other.original.open("rb").read(), DuplicatePhoto),
        (b"GIF89a", PictureRefused),
    ):
        with pytest.raises(refusal):
            given(photo, content, editor_user)
    with pytest.raises(StaleSave):
        given(photo, make_picture(), editor_user, number=7)

    photo.refresh_from_db()
    assert not photo.former_files.exists()
    given(photo, make_picture(), editor_user)
    with pytest.raises(FormerFile):
        given(photo.former_files.get(), make_picture(), editor_user)


def test_the_editor_is_asked_whose_picture_the_new_one_is(
    published, make_picture, editor_client, contributor_client
):
    photo, _ = published
    address = reverse("admin:photos_photo_replace", args=[photo.pk])
    content = make_picture(xmp=xmp_packet(Stamp(credit="Another agency", creator="Ana")))
    file = io.BytesIO(content)
    file.name = "new.jpg"
    assert contributor_client.get(address).status_code == 403

    asked = editor_client.post(address, {"picture": file, "edit_number": 1}, follow=True)

    page = asked.content.decode()
    assert "Another agency" in page
    assert "Marit Oosting / Coastal Pictures" in page
    words = reverse("admin:photos_photo_words", args=[photo.pk])
    editor_client.post(words, {"edit_number": 2, "take": ["credit_line"]})
    photo.refresh_from_db()
    assert (photo.credit_line, photo.creator) == ("Another agency", "")


def test_a_former_file_is_not_offered_and_says_what_it_is(
    published, make_picture, editor_user, editor_client
):
    photo, _ = published
    given(photo, make_picture(), editor_user)
    former = photo.former_files.get()

    listed = {card.photo.pk for card in editor_client.get(LIST).context["cards"]}
    page = editor_client.get(change(former)).content.decode()

    assert listed == {photo.pk}
    assert "A former file of" in page
