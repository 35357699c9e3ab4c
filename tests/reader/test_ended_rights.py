"""A photo whose rights have ended leaves the site at midnight; extended, they bring it back."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from photos.models import IssueCover, Photo
from publication.models import Issue
from record.changes import BEGINNING, read
from record.document import Figure, Kind, Paragraph, Photograph
from record.listings import find_article, shown
from record.models import Entry, Event, PublishedArticle
from record.verifying import findings
from record.withholding import due, keep_up, today

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 5, 3)
AFTER = datetime(2026, 5, 4, 12, tzinfo=UTC)
NOTE = "This photo can no longer be shown: its rights ended on 3 May 2026. Photo credits: "
# Each shows an article's lead photo while it may.
PLACES = (
    "/articles/harbour/", "/articles/harbour/v1/", "/", "/articles/", "/api/v1/articles/harbour/",
    "/api/v1/articles/?expand=article", "/articles/harbour/article.json", "/feeds/articles.rss",
    "/feeds/articles.atom", "/feeds/articles.json", "/articles/harbour/card/",
    "/articles/harbour/republish/", "/api/v1/photos/",
)  # fmt: skip


@pytest.fixture
def ending(lead, make_public):
    """The lead photo of a public article, with rights that ended long ago on the test's clock."""
    make_public(slug="harbour", photo=lead)
    Photo.objects.filter(pk=lead.pk).update(rights_expire_on=LAST_DAY)
    lead.refresh_from_db()
    return lead


def pages(client):
    return {place: client.get(place).content.decode() for place in PLACES}


def test_every_outlet_shows_a_note_or_nothing_instead_and_the_picture_again_when_extended(
    client, ending
):
    before = pages(client)
    tags = {place: client.get(place).get("ETag", "") for place in PLACES}
    assert {place for place, page in before.items() if ending.sha256 not in page} <= {
        "/articles/harbour/republish/", "/articles/harbour/card/",  # it may not travel
    }  # fmt: skip

    assert keep_up(AFTER) == 1

    after = pages(client)
    assert not [place for place, page in after.items() if ending.sha256 in page]
    assert f"{NOTE}{ending.credit_line}" in after["/articles/harbour/"].replace("&#x27;", "'")
    for place, tag in tags.items():
        again = client.get(place, headers={"If-None-Match": tag})
        assert (place, again.status_code) == (place, 200)

    Photo.objects.filter(pk=ending.pk).update(rights_expire_on=None)
    assert keep_up(AFTER) == 1
    assert ending.sha256 in client.get("/articles/harbour/").content.decode()


def test_the_picture_itself_is_gone_at_midnight_whether_or_not_a_worker_runs(
    client, lead, make_public
):
    make_public(slug="harbour", photo=lead)
    address = f"/photos/{lead.sha256}/full-320.webp"
    Photo.objects.filter(pk=lead.pk).update(rights_expire_on=LAST_DAY)

    gone = client.get(address)

    assert (gone.status_code, gone["Cache-Control"]) == (410, "no-store")
    assert b"rights have ended" in gone.content


def test_a_browser_keeps_a_picture_no_longer_than_its_rights_last(client, lead, make_public):
    make_public(photo=lead)
    Photo.objects.filter(pk=lead.pk).update(rights_expire_on=today(datetime.now(UTC)))

    answer = client.get(f"/photos/{lead.sha256}/full-320.webp")

    assert answer.status_code == 200
    seconds = int(answer["Cache-Control"].split("max-age=")[1].split(",")[0])
    assert 0 < seconds <= 86400


def test_the_last_day_ends_on_the_publications_clock(publication):
    publication.time_zone = "Asia/Seoul"
    publication.save()

    assert today(datetime(2026, 5, 3, 14, 59, tzinfo=UTC)) == LAST_DAY
    assert today(datetime(2026, 5, 3, 15, 0, tzinfo=UTC)) == LAST_DAY + timedelta(days=1)


def test_the_record_stays_as_it_is_and_says_what_happened(ending):
    row = PublishedArticle.objects.select_related("current").get(slug="harbour")
    before = row.current.document, row.current.digest

    keep_up(AFTER)

    row.refresh_from_db()
    assert (row.current.document, row.current.digest) == before
    assert list(findings()) == []
    last = Entry.objects.order_by("-position").first()
    assert (last.event, last.version) == (Event.RIGHTS_CHANGED, row.current)
    call_command("verify_record", stdout=io.StringIO())
    assert read(BEGINNING, now=AFTER, limit=10).changes[-1].available


def test_done_twice_it_changes_nothing(ending, django_assert_num_queries):
    keep_up(AFTER)
    entries = Entry.objects.count()

    with django_assert_num_queries(2):  # the worker looks every second
        assert keep_up(AFTER) == 0

    assert Entry.objects.count() == entries


def test_a_later_version_of_the_same_text_does_not_bring_it_back(ending, make_later):
    document = find_article("harbour").document
    keep_up(AFTER)

    make_later(document, Kind.RETRACTION)

    found = find_article("harbour")
    assert found.document.lead_photo is None
    assert found.article.summary["lead_photo"] is None


def test_the_note_stands_where_the_figure_stood(make_photo, make_public, rich_document):
    photo = make_photo(rights_expire_on=LAST_DAY)
    printed = Photograph(photo.sha256, 640, 400, photo.alt_text, photo.credit_line)
    body = (*rich_document.body[:1], Figure(number=1, photo=photo.sha256))
    make_public(slug="figure", body=body, photos=(printed,))

    keep_up(AFTER)

    row = PublishedArticle.objects.select_related("current").get(slug="figure")
    told = shown(row)
    assert told.photos == ()
    assert isinstance(told.body[-1], Paragraph)
    assert told.body[-1].content[0].text == "Figure 1."
    assert NOTE in told.body[-1].content[-1].text


def test_covers_and_portraits_go_as_well(client, lead, make_public, rich_document):
    make_public(slug="harbour", issue=rich_document.issue, byline=rich_document.byline)
    issue = Issue.objects.get()
    IssueCover.objects.create(issue=issue, photo=lead)
    assert lead.sha256 in client.get("/issues/").content.decode()
    Photo.objects.filter(pk=lead.pk).update(rights_expire_on=LAST_DAY)

    keep_up(AFTER)

    assert lead.sha256 not in client.get("/issues/").content.decode()


def test_the_worker_asks_an_index(ending, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert due(LAST_DAY + timedelta(days=1)).exists()
    assert not due(LAST_DAY).exists()
