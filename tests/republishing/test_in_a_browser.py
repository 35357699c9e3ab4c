"""What is given away, in a real browser: usable by everybody, on every screen, without scripts."""

import dataclasses
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from record.document import Kind

pytestmark = pytest.mark.browser


@pytest.fixture
def travelling(corrected, make_later):
    """The article with a photo that may travel: its fourth version."""
    photo = dataclasses.replace(corrected.lead_photo, redistribution_allowed=True)
    return make_later(corrected, Kind.UPDATE, "The photo is free.", lead_photo=photo)


@pytest.fixture
def elsewhere():
    """`elsewhere(html)`: the address of somebody else's page with that in it."""
    servers = []

    def show(html):
        class Page(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(f"<!doctype html><html lang=en><title>x</title>{html}".encode())

            def log_message(self, *args):
                """Tests are quiet."""

        server = HTTPServer(("127.0.0.1", 0), Page)
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield show
    for server in servers:
        server.shutdown()
        server.server_close()


def faults(page):
    """What axe finds, one line each: rule, and where."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:150]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_on_the_page_or_the_card(
    served, travelling, corrected, make_public, open_page, scheme, width
):
    licence = dataclasses.replace(corrected.licence, republishing_allowed=False)
    make_public(slug="closed", title="Closed Waters", licence=licence)
    page = open_page(scheme=scheme, width=width)

    found = {}
    for address in (
        f"/articles/{corrected.slug}/republish/",
        f"/articles/{corrected.slug}/card/",
        "/articles/closed/republish/",
        "/articles/closed/card/",
    ):
        page.goto(served + address)
        found[address] = faults(page)

    assert {address: each for address, each in found.items() if each} == {}


@pytest.mark.parametrize("width", [280, 390, 820, 1440])
def test_nothing_is_wider_than_the_screen(served, travelling, open_page, width):
    page = open_page(width=width)
    for address in ("republish", "card"):
        page.goto(f"{served}/articles/{travelling.slug}/{address}/")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


def test_a_button_copies_the_text(served, travelling, open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{served}/articles/{travelling.slug}/republish/")

    page.get_by_role("button", name="Copy the Markdown").click()

    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#text-md").input_value()
    assert page.complaints == []


def test_without_scripts_the_texts_are_there_and_no_button_is_dead(served, travelling, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{served}/articles/{travelling.slug}/")

    page.get_by_role("link", name="Republish this article").click()

    expect(page.locator("#text-html")).to_contain_text("<h1>Who Keeps the Lanes Open?</h1>")
    expect(page.get_by_role("button")).to_have_count(0)


def test_the_card_shows_in_somebody_elses_page_and_nothing_else_does(
    served, travelling, open_page, elsewhere, client
):
    address = f"{served}/articles/{travelling.slug}/"
    told = client.get("/oembed", {"url": address}, headers={"host": "127.0.0.1"}).json()
    page = open_page()
    page.goto(elsewhere(told["html"] + f'<iframe name="page" src="{address}"></iframe>'))

    card = page.frame_locator("iframe").first
    expect(card.get_by_role("link", name="Who Keeps the Lanes Open?")).to_be_visible()
    expect(card.get_by_text("Photo credits: Marit Oosting / Coastal Pictures")).to_be_visible()
    expect(page.frame_locator("[name=page]").get_by_text("Who Keeps the Lanes")).to_have_count(0)


def test_a_card_of_the_offered_size_is_not_cut_off(served, travelling, open_page, client):
    for width in (280, 320, 479, 480, 700):
        told = client.get(
            "/oembed",
            {"url": f"{served}/articles/{travelling.slug}/", "maxwidth": width},
            headers={"host": "127.0.0.1"},
        ).json()
        page = open_page()
        page.set_viewport_size({"width": told["width"], "height": told["height"]})
        page.goto(f"{served}/articles/{travelling.slug}/card/")

        box = page.locator(".day").bounding_box()
        assert box["y"] + box["height"] <= told["height"], width
        assert page.locator(".text").evaluate("e => e.scrollHeight <= e.clientHeight + 1"), width
