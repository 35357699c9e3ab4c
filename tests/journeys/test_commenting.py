"""Two people talk about a paragraph, in a real browser, while its text changes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.models import Comment
from articles.revisions import record_revision

pytestmark = pytest.mark.browser

TEXT = ".prose-body"
HOSTILE = "<img src=x onerror=alert(1)>Which hill?"


@pytest.fixture
def form(served, chromium, signed_in, editor_user, make_article, contributor):
    """The form of a draft of two paragraphs, open in an editor's browser; complaints are kept."""
    body = (
        "<p>The ferry waits at the quay until the last lorry has come down the hill.</p>"
        "<p>A court has no ships, and its clock has no tide.</p>"
    )
    article = make_article(title="The slow ferry", created_by=contributor, body=body)
    record_revision(article, by=contributor)
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    cookie = signed_in(editor_user).cookies["session"]
    context.add_cookies([{"name": "session", "value": cookie.value, "url": served}])
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (page.complaints.append("dialog"), dialog.dismiss()))
    page.goto(served + reverse("admin:articles_article_change", args=[article.pk]))
    page.wait_for_selector(".body-editor[data-ready]")
    yield page, article
    context.close()


def test_a_comment_follows_its_paragraph_until_it_is_settled(form, picture):
    page, article = form
    box = page.locator("#comments")
    page.locator(f"{TEXT} p").nth(1).click()
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type(HOSTILE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    thread = box.locator(".thread")
    thread.wait_for()

    # A paragraph comes before it, and a word of its own changes: nothing is saved yet.
    page.locator(f"{TEXT} p").nth(0).click()
    page.keyboard.press("Home")
    page.keyboard.type("The winter was long.")
    page.keyboard.press("Enter")
    page.locator(f"{TEXT} p").nth(2).click()
    page.keyboard.press("End")
    page.keyboard.type(" Nor a bell.")
    quote = thread.locator("button.thread-words")
    page.wait_for_selector('.comment-mark[data-place="2"]')
    picture(page, "commenting")
    quote.click()
    here = page.evaluate("getSelection().anchorNode.parentElement.closest('p, div').innerText")
    found = Axe().run(page, context="#comments")

    said = Comment.objects.get()
    article.refresh_from_db()
    assert said.text == HOSTILE
    assert said.paragraph == "A court has no ships, and its clock has no tide."
    assert "winter" not in article.body, "commenting saves nothing of the form"
    assert "court" in here
    assert found.response["violations"] == []

    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_load_state()
    said.refresh_from_db()
    assert said.paragraph == "A court has no ships, and its clock has no tide. Nor a bell."
    assert said.place == 2

    page.goto(page.url if "/change/" in page.url else f"{page.url}{article.pk}/change/")
    thread.locator("[data-settle]").or_(thread.get_by_role("button", name="Settle")).first.click()
    page.wait_for_function("!document.querySelector('#comments .thread')")
    said.refresh_from_db()
    assert said.resolved_at is not None
    assert page.complaints == []
