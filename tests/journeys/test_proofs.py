"""A draft on its way to its author and back: previewed, sent, corrected, approved."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.urls import reverse

from articles.revisions import record_revision
from proofs.mailing import send_due

pytestmark = pytest.mark.browser

FOLLOWED = 3.0  # seconds from a key to the picture of it, on a machine that is busy


@pytest.fixture
def draft(make_article, make_author, editor_user):
    author = make_author(
        given_name="Mina", family_name="Seo", email="mina@example.org", biography="<p>Sails.</p>"
    )
    article = make_article(
        title="Where the ferry turns",
        author=author,
        body="<p>They wait for the tide.</p>" + "<p>페리는 얼음 사이에서 돈다.</p>" * 12,
    )
    record_revision(article, by=editor_user)
    return article


@pytest.fixture
def desk(served, open_page, signed_in, editor_user):
    page = open_page(width=1440, base_url=served)
    session = signed_in(editor_user).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": served}])
    page.set_default_timeout(10_000)
    return page


def faults(page, part=None):
    found = Axe().run(page, part).response["violations"] if part else Axe().run(page).response
    found = found if part else found["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


def test_an_author_reads_corrects_and_approves_what_an_editor_previewed(
    desk, draft, open_page, picture
):
    desk.goto(reverse("admin:articles_article_change", args=[draft.pk]), wait_until="load")
    desk.wait_for_selector(".body-editor[data-ready]")
    desk.get_by_role("button", name="Preview beside the text").click()
    shown = desk.frame_locator(".live-pane iframe")
    shown.get_by_role("heading", name="Where the ferry turns").wait_for()

    desk.locator(".prose-body p").last.click()
    desk.keyboard.press("End")
    begun = time.monotonic()
    desk.keyboard.type(" It turns twice.")
    shown.get_by_text("It turns twice.").wait_for()
    took = time.monotonic() - begun
    assert took < FOLLOWED
    assert shown.get_by_text("It turns twice.").evaluate(IN_SIGHT)
    assert faults(desk, ".live-pane") == []
    picture(desk, "live-preview")
    desk.get_by_role("button", name="Close", exact=True).click()

    desk.on("dialog", lambda dialog: dialog.accept())
    desk.get_by_role("link", name="Send proof…").click()
    desk.get_by_role("button", name="Make the link").click()
    desk.get_by_text("goes to mina@example.org by mail").wait_for()
    assert faults(desk, ".step") == []
    send_due()
    link = re.search(r"http://\S+/proofs/\S+", mail.outbox[-1].body)[0]

    author = open_page(width=390, scheme="dark")
    author.goto(link)
    assert faults(author) == []
    assert author.evaluate("document.documentElement.scrollWidth") <= 390
    author.emulate_media(color_scheme="light")
    author.set_viewport_size({"width": 820, "height": 1000})
    assert faults(author) == []
    picture(author, "authors-proof")
    author.get_by_label("Your position").fill("Harbour master")
    author.get_by_role("button", name="Send the corrections").click()
    author.get_by_text("Your corrections are with the editors.").wait_for()
    author.get_by_role("button", name="Approve").click()
    author.get_by_text("The editors know that you find this text good.").wait_for()

    desk.reload()
    assert desk.get_by_text("approved").is_visible()
    assert draft.contributions.get().title == "Harbour master"
    assert author.complaints == desk.complaints == []


IN_SIGHT = """(element) => {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 0 && bottom <= element.ownerDocument.defaultView.innerHeight
}"""
