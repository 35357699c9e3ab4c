"""The page that shows the schema, in a real browser under the site's own policy."""

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright


@pytest.fixture
def browser_page(monkeypatch):
    """An empty page of Chromium, and what it complained of."""
    # Playwright's loop would make Django refuse its own synchronous queries.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.complaints = []
        page.on("console", lambda m: m.type == "error" and page.complaints.append(m.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        yield page
        browser.close()


@pytest.mark.browser
def test_the_documentation_shows_the_api_and_tries_it_out(live_server, browser_page, settings):
    settings.SITE_URL = live_server.url

    browser_page.goto(f"{live_server.url}/api/v1/docs/")
    listing = browser_page.locator("#operations-articles-articles_list")
    listing.locator(".opblock-summary-control").click()
    listing.get_by_role("button", name="Try it out").click()
    filled = [box.input_value() for box in listing.locator("table.parameters input").all()]
    listing.get_by_role("button", name="Execute").click()

    expect(
        listing.locator(".live-responses-table .response .response-col_status").first
    ).to_contain_text("200")
    expect(browser_page.locator(".opblock-get")).to_have_count(8)
    assert set(filled) <= {"", "20"}  # the default of page_size
    assert browser_page.complaints == []
