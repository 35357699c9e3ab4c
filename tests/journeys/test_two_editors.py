"""Two editors collide over one article, in a real browser: both texts survive."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.revisions import record_revision

pytestmark = pytest.mark.browser

BODY = "<p>The ferry leaves at nine.</p>\n<p>The court sits on Monday.</p>\n<p>It rains.</p>"


@pytest.fixture
def desk(served, chromium, signed_in):
    """`desk(user)`: a page in a browser of that person."""
    contexts = []

    def opened(user, **options):
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        cookie = signed_in(user).cookies["session"]
        context.add_cookies([{"name": "session", "value": cookie.value, "url": served}])
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()


def no_barrier(page, within):
    found = Axe().run(page, context=within).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_the_second_of_two_editors_merges_by_paragraph_and_looks_back(
    served, desk, make_article, editor_user, managing_editor, editor_client, filled_form, picture
):
    for person, first, last in ((editor_user, "Mina", "Seo"), (managing_editor, "Jun", "Ito")):
        person.first_name, person.last_name = first, last
        person.save()
    article = make_article(title="Where the ferry turns", body=BODY)
    article.contributions.update(position=1)
    record_revision(article, by=managing_editor)
    address = reverse("admin:articles_article_change", args=[article.pk])
    article.presences.create(
        by=editor_user, tab="1" * 32, since=article.modified_at, seen="2999-01-01T00:00Z"
    )

    # Mina has it open; Jun opens it, is told, and then that she has saved.
    page = desk(managing_editor)
    page.goto(f"{served}{address}")
    page.wait_for_selector(".body-editor[data-ready]")
    page.get_by_text("Mina Seo has it open since").wait_for()
    editor_client.defaults["HTTP_HOST"] = "127.0.0.1"
    form = filled_form(editor_client.get(address))
    changed = BODY.replace("nine", "ten").replace("It rains", "It pours")
    assert editor_client.post(address, form | {"body": changed}).status_code == 302
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_text(
        re.compile(r"Mina Seo saved revision 2 at .* will ask you to merge")
    ).wait_for()
    no_barrier(page, "[data-presence]")

    # Jun saves all the same, and decides paragraph by paragraph.
    for place, words in ((1, " Or on Friday."), (2, " It snows.")):
        page.locator(".prose-body p").nth(place).click()
        page.keyboard.press("End")
        page.keyboard.type(words)
    page.locator("[name=_continue]").first.click()
    page.get_by_role("heading", name="Body, paragraph by paragraph").wait_for()
    no_barrier(page, ".conflict")
    page.locator(".merge").scroll_into_view_if_needed()
    picture(page, "merging")
    page.get_by_role("group", name="Both of you changed this").get_by_label("Both").check()
    page.get_by_label("I have seen the other text").check()
    page.locator("[name=_continue]").first.click()
    page.get_by_text("was changed successfully").wait_for()

    article.refresh_from_db()
    assert article.body.split("\n") == [
        "<p>The ferry leaves at ten.</p>",
        "<p>The court sits on Monday. Or on Friday.</p>",
        "<p>It pours.</p>",
        "<p>It rains. It snows.</p>",
    ]

    # The history tells it; two revisions are compared, and the first restored.
    page.goto(f"{served}{reverse('admin:articles_article_history', args=[article.pk])}")
    page.get_by_label("Compare from revision 1").check()
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("heading", name="Revision 1 and revision 3").wait_for()
    assert page.locator(".laid-out ins").count() >= 3
    no_barrier(page, ".step")
    picture(page, "comparing")
    page.get_by_role("link", name="Restore revision 1").click()
    page.get_by_role("button", name="Restore").click()
    page.get_by_text("The article is what it was at revision 1").wait_for()

    article.refresh_from_db()
    assert article.body == BODY
    assert article.revisions.count() == 4
    assert page.complaints == []
