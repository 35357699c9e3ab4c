"""Scheduling over a night when clocks change, and correcting what is published, to its reader."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.models import Article, State
from articles.publishing import publish, publish_due
from articles.revisions import record_revision

pytestmark = pytest.mark.browser

PUBLISHED = datetime(2026, 3, 2, 9, tzinfo=UTC)
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 800}
READY = ".body-editor[data-ready]"
BODY = "<p>It leaves the quay at nine.</p><p>It takes an hour.</p><p>It returns at noon.</p>"


@pytest.fixture
def shown(picture):
    """`shown(page, "name")`: axe finds nothing in what is ours; the guide has its picture."""

    def look(page, name):
        found = Axe().run(page, context={"include": [[".step, .desk-panel"]]}).response
        told = [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]
        assert told == []
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, name
        picture(page, name)

    return look


def of(article, page):
    return reverse(f"admin:articles_article_{page}", args=[article.pk])


@pytest.fixture
def ferry(make_article, publication, managing_editor):
    """An article that is ready, and shorter than its section asks for."""
    publication.time_zone = "Europe/Brussels"
    publication.save()
    article = make_article(
        title="Where the ferry turns",
        slug="where-the-ferry-turns",
        body=BODY,
        state=State.READY,
        created_by=managing_editor,
    )
    type(article.section).objects.filter(pk=article.section_id).update(min_words=300)
    record_revision(article, by=managing_editor)
    return article


@pytest.fixture
def page(served, open_page, signed_in, managing_editor):
    opened = open_page(width=1280)
    opened.set_viewport_size(DESKTOP)
    cookie = signed_in(managing_editor).cookies["session"]
    opened.context.add_cookies([{"name": "session", "value": cookie.value, "url": served}])
    return opened


def test_a_schedule_for_an_hour_that_happens_twice_is_kept(served, page, ferry, shown):
    # The checklist follows the typing.
    page.goto(served + of(ferry, "change"))
    page.wait_for_selector(READY)
    page.fill("[name=title]", "Where the TK ferry turns")
    page.get_by_text("“TK” still stands in the title").wait_for()
    assert page.inner_text(".checklist-new >> nth=0") == "new"
    shown(page, "checklist")
    page.fill("[name=title]", "Where the ferry turns")
    page.get_by_text("“TK” still stands in the title").wait_for(state="detached")

    # Which of the two is asked, and why one goes on in spite of a warning.
    page.goto(served + of(ferry, "schedule"))
    page.fill("[name=at]", "2037-10-25T02:30")
    page.fill("[name=override-body-short]", "A notice for passengers; it needs no more.")
    page.get_by_role("button", name="Schedule").click()
    page.get_by_text("02:30 happens twice").first.wait_for()
    page.get_by_label("02:30 CET (UTC+01:00)").check()
    shown(page, "schedule")
    page.get_by_role("button", name="Schedule").click()
    page.get_by_text("will be published on Sunday 25 October 2037, 02:30 CET").wait_for()

    page.goto(served + reverse("admin:articles_article_calendar") + "?month=2037-10")
    night = page.inner_text("[data-day='2037-10-25']")
    assert "Clocks go back" in night
    assert "02:30 CET" in night
    shown(page, "calendar")
    page.set_viewport_size(PHONE)
    shown(page, "calendar-phone")

    hour = datetime(2037, 10, 25, 1, 30, tzinfo=UTC)
    assert publish_due(hour - timedelta(seconds=1)) == []
    assert len(publish_due(hour)) == 1


def test_a_correction_is_asked_for_part_by_part_and_seen_by_a_reader(
    served, open_page, page, ferry, shown
):
    publish(ferry, by=None, at=PUBLISHED, overriding={"body-short": "A notice."})
    Article.objects.filter(pk=ferry.pk).update(
        title="Where the ferry stops", body=BODY.replace("nine", "ten").replace("noon", "one")
    )
    record_revision(Article.objects.get(pk=ferry.pk), by=None)

    page.goto(served + of(ferry, "change"))
    page.wait_for_selector(READY)
    assert "Readers see version 1; your changes are not live" in page.inner_text(".not-live")
    page.get_by_role("link", name="Correction…").click()
    page.get_by_label("Publish this: Title").uncheck()
    page.fill("[name=note]", "The first ferry leaves at ten, not at nine.")
    page.get_by_text("The notice, as readers will see it").wait_for()
    shown(page, "correcting")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_text("is corrected: version 2, with your note").wait_for()

    reader = open_page(width=1280)
    reader.goto(f"{served}/articles/where-the-ferry-turns/")
    text = reader.inner_text("article")
    assert "The first ferry leaves at ten, not at nine." in text
    assert "It leaves the quay at ten." in text
    assert "Where the ferry turns" in text
