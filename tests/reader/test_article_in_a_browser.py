"""An article's page in a real browser: what its script adds, and what stays without it."""

import re
import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from record.document import Figure, Heading, Paragraph, Run

pytestmark = pytest.mark.browser


@pytest.fixture
def address(served, corrected):
    """The page of an article with notes, photos and citations."""
    return f"{served}/articles/{corrected.slug}/"


@pytest.fixture
def outlined(served, make_public, lead):
    """The page of a long article with four headings and a second photo."""
    body = [
        part
        for number in range(1, 5)
        for part in (
            Heading(2, (Run(f"Part {number}"),), f"part-{number}"),
            *(Paragraph((Run("Ships wait for water. " * 40),)) for _ in range(3)),
        )
    ]
    make_public(slug="long", photo=lead, body=(*body, Figure(1, lead.sha256)))
    return f"{served}/articles/long/"


def focused(page, script: str):
    return page.evaluate(f"(element => {script})(document.activeElement)")


def test_a_note_is_read_where_it_is_called_by_keyboard(address, open_page):
    page = open_page()
    page.goto(address)
    number = page.get_by_role("link", name="Note 1").first

    number.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("note", name="Note 1")
    expect(card).to_be_focused()
    expect(card).to_contain_text(re.compile(r"\w+"))
    assert "#note-1" not in page.url
    assert "↩" not in card.inner_text()
    page.keyboard.press("Escape")

    expect(card).to_have_count(0)
    expect(number).to_be_focused()
    assert page.complaints == []


def test_a_note_is_read_by_touch_within_the_screen(address, open_page):
    page = open_page(width=320, has_touch=True)
    page.goto(address)

    page.get_by_role("link", name="Note 1").first.tap()
    card = page.get_by_role("note", name="Note 1")
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    page.locator("h1").tap()

    expect(card).to_have_count(0)


def test_whoever_tabs_out_of_a_note_goes_on_in_the_text(address, open_page):
    page = open_page()
    page.goto(address)
    page.get_by_role("link", name="Note 1").first.focus()
    page.keyboard.press("Enter")

    for _ in range(3):
        page.keyboard.press("Tab")

    expect(page.locator(".note-card")).to_have_count(0)
    assert focused(page, "Boolean(element.closest('.body'))")


def test_a_photo_opens_large_with_its_credit_and_leads_back(outlined, open_page):
    page = open_page()
    page.goto(outlined)
    photo = page.locator(".lead-photo a")

    photo.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Photo")
    expect(box).to_contain_text("Photo credits:")
    expect(box.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(box).to_contain_text("Figure 1.")
    page.keyboard.press("ArrowRight")
    expect(box).not_to_contain_text("Figure 1.")
    page.keyboard.press("Escape")

    expect(box).to_be_hidden()
    expect(photo).to_be_focused()
    assert page.complaints == []


def test_one_click_copies_a_citation_and_says_so(address, open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address)

    for name, start in (
        ("Copy: Harvard", "Yoon, M."),
        ("Copy: BibTeX", "@article{"),
        ("Copy the link", address),
    ):
        page.get_by_role("button", name=name).click()
        expect(page.locator("[role=status]")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(start), copied
    assert page.complaints == []


def test_what_may_not_be_copied_is_selected_to_be_copied_by_hand(address, open_page):
    page = open_page()
    page.add_init_script("navigator.clipboard.write = () => Promise.reject(new Error('refused'))")
    page.goto(address)

    page.get_by_role("button", name="Copy: APA").click()

    page.wait_for_function("getSelection().toString().includes('Yoon, M.')")
    assert page.complaints == []


def test_the_outline_marks_where_one_reads(outlined, open_page):
    page = open_page(width=1440)
    page.goto(outlined)
    outline = page.get_by_role("navigation", name="In this article")
    expect(outline.get_by_role("link", name="Part 3")).to_be_visible()

    outline.get_by_role("link", name="Part 3").click()

    expect(outline.locator("[aria-current]")).to_have_text("Part 3")
    expect(outline.get_by_role("link", name="Part 3")).to_be_in_viewport()


def test_on_a_phone_the_outline_is_folded(outlined, open_page):
    page = open_page(width=390)
    page.goto(outlined)
    link = page.get_by_role("navigation", name="In this article").get_by_role("link", name="Part 3")
    expect(link).to_be_hidden()

    page.get_by_text("In this article").click()
    link.click()

    expect(page).to_have_url(re.compile("#h-part-3$"))
    expect(page.get_by_role("heading", name="Part 3")).to_be_in_viewport()


def test_without_scripts_everything_is_there_and_nothing_that_does_nothing(address, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(address)

    expect(page.get_by_role("button", name=re.compile("Copy|Share|Close"))).to_have_count(0)
    page.get_by_role("link", name="Note 1").first.click()
    expect(page).to_have_url(re.compile("#note-1$"))
    page.get_by_role("link", name="Back to the text, note 1").first.click()
    expect(page).to_have_url(re.compile("#fnref-1-1$"))
    assert page.locator(".lead-photo a").get_attribute("href").endswith(".jpg")


def test_without_scripts_the_outline_stands_open_beside_the_text(outlined, open_page):
    page = open_page(width=1440, java_script_enabled=False)
    page.goto(outlined)

    outline = page.get_by_role("navigation", name="In this article")

    expect(outline.get_by_role("link", name="Part 4")).to_be_visible()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
def test_on_paper_stand_address_credit_and_disclaimer_and_no_furniture(
    address, open_page, tmp_path
):
    page = open_page()
    page.goto(address)
    file = tmp_path / "article.pdf"

    page.pdf(path=file, prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True
    ).stdout

    for part in (
        "Who Keeps the Lanes Open?",
        "By Mirae Yoon",
        "https://doi.org/10.5555/strait.2024.0017",
        "ISSN 1234-5679",
        "Photo credits: Marit Oosting",
        "The views expressed are the writers",
        "Notes",
        "Harvard",
    ):
        assert part.casefold() in text.casefold(), part
    for part in ("In this article", "Share", "Copy", "Search", "All articles", "EPUB"):
        assert part not in text, part
