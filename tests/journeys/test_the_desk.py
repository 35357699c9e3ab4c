"""The desk in a real browser: what waits, finding by Ctrl-K, and nothing that axe objects to."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone

from articles.assigning import assign
from articles.models import State
from articles.publishing import publish, schedule

PAGES = ("/admin/", "/admin/find/?q=harbour", "/admin/output/", "/admin/problems/")


@pytest.fixture
def newsroom(make_article, editor_user, managing_editor):
    """A few articles of every kind."""
    now = timezone.now()
    publish(make_article(title="Harbours at dawn"), by=None, at=now - timedelta(days=3))
    schedule(make_article(title="Tolls"), by=None, at=now + timedelta(days=2), now=now)
    article = make_article(
        title="보이지 않는 달력", state=State.IN_REVIEW, body="<p>A harbour without a calendar.</p>"
    )
    assign(article, person=editor_user, what="Check the figures", by=managing_editor)
    make_article(title="Unsigned", state=State.READY).contributions.all().delete()


@pytest.mark.browser
def test_an_editor_finds_an_article_by_some_letters_and_opens_it_by_keyboard(
    served, open_page, newsroom, editor_client, picture
):
    page = open_page(width=1440)
    session = editor_client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": served}]
    )
    for width, scheme in ((390, "dark"), (1440, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        for address in PAGES:
            page.goto(served + address)
            page.wait_for_load_state("networkidle")
            # What stands around it is the theme's.
            found = Axe().run(page, context={"include": [["#content"]]})
            assert [each["id"] for each in found.response["violations"]] == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.goto(f"{served}/admin/")
    page.get_by_text("Nobody signs.").wait_for()
    picture(page, "desk")

    page.keyboard.press("Control+k")
    page.keyboard.type("calend")
    page.locator(".palette-found a", has_text="보이지 않는 달력").wait_for()
    picture(page, "finding")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")

    assert page.locator("#id_title").input_value() == "보이지 않는 달력"
    assert page.complaints == []
