"""Readers' pages in a real browser: for everybody, on every screen, in light and in dark."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 820, 1440])
def test_nothing_is_wider_than_the_screen(served, every_page, open_page, width):
    page = open_page(width=width)
    for name, address in every_page.items():
        page.goto(served + address)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{name} is {overflow} px too wide"


def test_the_browser_complains_of_nothing(served, site, open_page):
    """No request is refused by the site's own policy, and no image or style is missing."""
    page = open_page()
    for name, address in site.items():
        if name in ("not found", "bad request", "withdrawn article"):
            continue
        page.goto(served + address, wait_until="networkidle")
        assert page.complaints == [], name


def test_the_first_thing_a_keyboard_reaches_skips_to_the_text(served, corrected, open_page):
    page = open_page()
    page.goto(f"{served}/articles/{corrected.slug}/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["height"] > 24
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_link_a_keyboard_reaches_shows_where_it_is(served, corrected, open_page):
    page = open_page()
    page.goto(f"{served}/articles/{corrected.slug}/")

    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", page.evaluate("document.activeElement.outerHTML")


def test_nothing_moves_while_a_page_loads(served, corrected, open_page):
    page = open_page(width=390)
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => window.moved += entry.value)).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{served}/articles/{corrected.slug}/", wait_until="networkidle")
    page.mouse.wheel(0, 4000)
    page.wait_for_load_state("networkidle")

    assert page.evaluate("window.moved") < 0.01


def test_a_reader_without_scripts_walks_from_the_front_page_to_a_citation(served, site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(served)

    page.get_by_role("main").get_by_role("link", name="All articles").click()
    page.get_by_role("link", name="Who Keeps the Lanes Open?").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who Keeps the Lanes Open?")
    page.get_by_role("link", name="Mirae Yoon").first.click()
    expect(page).to_have_url(re.compile(r"/authors/mirae-yoon/$"))
    page.go_back()
    page.get_by_role("link", name="Note 1").first.click()
    expect(page).to_have_url(re.compile(r"#note-1$"))

    assert page.get_by_role("link", name="BibTeX").get_attribute("href").endswith("article.bib")


def test_on_paper_an_article_keeps_its_credit_disclaimer_and_address(served, corrected, open_page):
    page = open_page()
    page.goto(f"{served}/articles/{corrected.slug}/")
    page.emulate_media(media="print")

    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    for part in (".lead-photo .credit", ".disclaimer p", ".permalink"):
        expect(page.locator(part).first).to_be_visible()
