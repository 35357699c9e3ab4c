"""An author's Word file on its way from the desk to a draft, in a real browser."""

import base64

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.importing import incoming
from articles.models import Article

pytestmark = pytest.mark.browser

# As a hand drops files: the browser shows where, then takes them.
DROP = """([files, drops]) => {
  const carried = new DataTransfer()
  for (const [name, data] of files) {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0))
    carried.items.add(new File([bytes], name))
  }
  const event = (kind) =>
    new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true })
  document.body.dispatchEvent(event("dragenter"))
  if (drops) document.body.dispatchEvent(event("drop"))
}"""


@pytest.fixture
def desk(served, open_page, signed_in, editor_user):
    page = open_page(width=1440, base_url=served)
    session = signed_in(editor_user).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": served}])
    page.set_default_timeout(8_000)
    return page


def test_word_files_dropped_on_the_desk_become_drafts(
    desk, picture, publication, media_root, word_manuscript, make_picture
):
    """… with text, notes, table and picture; what could not be read says why."""
    data = word_manuscript(make_picture((1200, 800)))
    files = [
        ["Verhaegen, ferry (final).docx", base64.b64encode(data).decode()],
        ["Old interview.docx", base64.b64encode(data[:900]).decode()],
    ]
    page = desk
    page.goto(reverse("admin:articles_article_changelist"), wait_until="load")

    page.evaluate(DROP, [files, False])
    assert page.get_by_text("Drop manuscripts here").is_visible()
    page.evaluate(DROP, [files, True])
    page.wait_for_function("document.querySelectorAll('[data-stage=waiting]').length == 2")
    assert not page.get_by_text("Drop manuscripts here").is_visible()
    while incoming.read_next():
        pass
    page.wait_for_selector("[data-stage=refused]")
    link = page.get_by_role("link", name="Where the ferry turns")
    link.wait_for()
    assert "damaged or incomplete" in page.locator("[data-stage=refused]").inner_text()
    picture(page, "importing")
    assert Axe().run(page, ".incoming").response["violations"] == []

    link.click()

    page.wait_for_selector(".body-editor[data-ready]")
    text = page.locator(".prose-body")
    assert "A ferry turning in the ice" in text.inner_html()
    assert text.locator("table").count() == 1
    assert "Days of ice" in text.inner_text()
    assert "The harbour log of 1907." in Article.objects.get().body
    assert "no credit" in page.locator(".desk-panel").inner_text()
    page.get_by_text("Problems (").click()
    assert "Tracked changes were accepted" in page.locator(".desk-panel").inner_text()
    picture(page, "imported")


def test_the_import_page_is_for_everybody(desk, publication, media_root, word, open_page):
    page = desk
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(reverse("admin:articles_article_import"), wait_until="load")

    assert Axe().run(page, ".step").response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_label("Manuscripts").set_input_files(
        [{"name": "tide.md", "mimeType": "text/markdown", "buffer": b"# Tide\n\nIt turns.\n"}]
    )
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_selector("[data-stage=waiting]")
    incoming.read_next()
    page.get_by_role("link", name="Tide").click()

    page.wait_for_selector(".body-editor[data-ready]")
    assert page.url.endswith(
        reverse("admin:articles_article_change", args=[Article.objects.get().pk])
    )
