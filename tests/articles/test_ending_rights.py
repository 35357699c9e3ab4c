"""Rights that are about to end are announced to those whom it concerns, once each."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.ending_rights import announce
from articles.models import Message
from articles.publishing import publish
from articles.revisions import record_revision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def ending(make_photo, days, **fields):
    return make_photo(rights_expire_on=NOW.date() + timedelta(days=days), **fields)


def told():
    return {(m.to.username, m.what.split(",")[0]) for m in Message.objects.select_related("to")}


@pytest.fixture
def everybody(contributor, editor_user, managing_editor):
    return contributor, editor_user, managing_editor


def test_the_owner_and_the_editors_are_told_a_month_and_a_week_ahead_once_each(
    make_photo, make_article, everybody
):
    contributor, *_ = everybody
    photo = ending(make_photo, 30, caption="Nobody's business")
    make_article(lead_photo=photo, created_by=contributor)

    for _ in range(2):
        announce(NOW)
    assert told() == {
        (name, "The rights in a photo of it end in 30 days")
        for name in ("contributor", "editor", "managing-editor")
    }
    assert "Nobody's business" not in Message.objects.first().what

    for day in (10, 24, 25):
        announce(NOW + timedelta(days=day))
    assert Message.objects.count() == 6
    assert Message.objects.filter(what__contains="in 6 days").count() == 3


def test_who_learns_of_it_in_the_last_week_is_told_once(make_photo, make_article, everybody):
    make_article(lead_photo=ending(make_photo, 3), created_by=everybody[0])

    for day in range(3):
        announce(NOW + timedelta(days=day))

    assert Message.objects.count() == 3


def test_extended_rights_are_announced_anew(make_photo, make_article, editor_user):
    photo = ending(make_photo, 3)
    make_article(lead_photo=photo, created_by=editor_user)
    announce(NOW)
    photo.rights_expire_on = date(2026, 12, 31)
    photo.save()

    announce(NOW)
    assert Message.objects.count() == 1
    announce(datetime(2026, 12, 30, 12, tzinfo=UTC))
    assert Message.objects.count() == 2


def test_a_photo_that_nothing_shows_concerns_nobody_until_something_does(
    make_photo, make_article, editor_user
):
    photo = ending(make_photo, 3)
    announce(NOW)
    assert not Message.objects.exists()

    draft = make_article(body=f'<figure data-photo="{photo.pk}"></figure>')
    record_revision(draft, by=editor_user)
    announce(NOW)
    assert Message.objects.count() == 1


def test_what_is_only_in_a_published_version_counts_as_well(
    make_photo, make_article, managing_editor
):
    photo = ending(make_photo, 3, renditions=True)
    article = make_article(lead_photo=photo)
    publish(article, by=None, at=NOW - timedelta(days=1))
    article.refresh_from_db()
    article.lead_photo = None
    article.save()

    announce(NOW)

    assert told() == {("managing-editor", "The rights in a photo of it end in 3 days")}
