"""Writing in a real browser: nothing typed is lost, and what comes from elsewhere is taken in."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles.models import Autosave
from articles.publishing import publish
from photos.models import Photo

pytestmark = pytest.mark.browser

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
READY = ".body-editor[data-ready]"
TEXT = ".prose-body"
# As Word puts it on the clipboard: lists are paragraphs, notes stand at the foot.
WORD = """<html><head><style>p.MsoNormal {margin: 0}</style></head><body>
<p class=MsoTitle>Ports at low water</p>
<p class=MsoNormal>Ships <b>wait</b><a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1"><sup>[1]</sup></a> for water.<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>Dredge</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>a.<span>&nbsp;</span></span><![endif]>by day</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span><![endif]>Pilot</p>
<p class=MsoNormal>&nbsp;</p>
<p class=MsoNormal>Ships wait, wait.</p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> So they say.</p>
</div></div></body></html>"""
PASTE = """(html) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  document.querySelector(".prose-body").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""
DROP = """(bytes) => {
  const data = new DataTransfer()
  data.items.add(new File([new Uint8Array(bytes)], "quay.jpg", { type: "image/jpeg" }))
  const last = document.querySelector(".prose-body > :last-child")
  const { right, bottom } = last.getBoundingClientRect()
  const at = { clientX: right - 9, clientY: bottom - 4, dataTransfer: data }
  document.querySelector(".prose-body").dispatchEvent(
    new DragEvent("drop", { ...at, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def context(served, chromium, signed_in, editor_user):
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    cookie = signed_in(editor_user).cookies["session"]
    context.add_cookies([{"name": "session", "value": cookie.value, "url": served}])
    yield context
    context.close()


def opened(context, address):
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    page.wait_for_selector(READY)
    return page


def test_the_network_is_lost_while_typing_and_nothing_is_lost(
    served, context, make_article, picture
):
    article = make_article(title="Ports", body="<p>Ships wait.</p>")
    address = served + reverse("admin:articles_article_change", args=[article.pk])
    page = opened(context, address)
    page.click(f"{TEXT} p")
    page.keyboard.press("End")
    page.keyboard.type(" They wait long.")
    page.wait_for_selector("#autosave-status:has-text('Kept')")
    assert dict(Autosave.objects.get().values)["body"] == "<p>Ships wait. They wait long.</p>"

    context.set_offline(True)
    page.keyboard.type(" Nobody knows")
    page.wait_for_selector("#autosave-status:has-text('no network; kept in this browser')")
    page.keyboard.type(" why.")
    page.close(run_before_unload=False)
    context.set_offline(False)

    page = opened(context, address)
    offer = page.locator("#autosave-offer")
    offer.wait_for()
    assert "They wait long" not in page.inner_text(TEXT)
    picture(page, "offered-back")
    offer.get_by_role("link", name="Take it up").click()
    page.wait_for_selector(READY)
    assert page.inner_text(TEXT).strip() == "Ships wait. They wait long. Nobody knows why."
    page.click("button[name=_continue]")
    page.wait_for_load_state()
    page.wait_for_selector(READY)
    article.refresh_from_db()
    assert article.body == "<p>Ships wait. They wait long. Nobody knows why.</p>"
    assert not Autosave.objects.kept().exists()
    assert page.evaluate("Object.keys(localStorage).filter((n) => n.includes('typed'))") == []
    assert page.complaints == []


def test_a_text_from_word_is_taken_in_linked_corrected_and_illustrated(
    served, context, make_article, make_picture, media_root, picture
):
    ours = make_article(title="The slow ferry", slug="the-slow-ferry")
    publish(ours, by=None, at=AT)
    article = make_article(body="")
    page = opened(context, served + reverse("admin:articles_article_change", args=[article.pk]))
    page.click(TEXT)
    page.evaluate(PASTE, WORD)

    page.locator(f"{TEXT} p").last.click()
    page.keyboard.press("Control+f")
    page.keyboard.type("wait")
    page.wait_for_selector(".find-status:has-text('of 3')")
    page.get_by_label("Replace with").fill("queue")
    picture(page, "find-and-replace")
    page.get_by_role("button", name="Replace all").click()
    page.wait_for_selector(".find-status:has-text('3 replaced')")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    assert "Ships wait, wait." in page.inner_text(TEXT)
    page.keyboard.press("Control+Shift+z")

    page.locator(f"{TEXT} p").last.dblclick(position={"x": 12, "y": 10})
    assert page.evaluate("getSelection().toString()") == "Ships"
    page.keyboard.press("Control+Shift+k")
    page.get_by_label("One of our articles").fill("slow")
    page.get_by_role("button", name="The slow ferry").wait_for()
    picture(page, "link-to-an-article")
    page.get_by_role("button", name="The slow ferry").click()

    page.evaluate(DROP, list(make_picture()))
    page.get_by_label("What does it show?").fill("A quay")
    page.get_by_label("Credit line").fill("Oosting")
    page.get_by_role("button", name="Upload and place").click()
    page.wait_for_selector("figure img[src]")
    page.click("button[name=_continue]")
    page.wait_for_load_state()
    page.wait_for_selector(READY)

    article.refresh_from_db()
    photo = Photo.objects.get(alt_text="A quay", credit_line="Oosting")
    assert article.body.split("\n") == [
        "<h2>Ports at low water</h2>",
        "<p>Ships <strong>queue</strong><span data-note>So they say.</span> for water.</p>",
        (
            '<ol type="1"><li><p>Dredge</p><ol type="a"><li><p>by day</p></li></ol></li>'
            "<li><p>Pilot</p></li></ol>"
        ),
        f'<p><a href="article:{ours.key}">Ships</a> queue, queue.</p>',
        f'<figure data-photo="{photo.pk}"></figure>',
    ]
    assert page.complaints == []
