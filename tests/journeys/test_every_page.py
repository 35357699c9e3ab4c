"""Every kind of page, judged by others: by axe on every screen, by the Nu Html Checker."""

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = (390, 820, 1440)
# Axe's rules about colours: nothing else differs in the dark.
OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}


def faults(page, **rules):
    """What axe finds, one line each: rule, and where."""
    options = {"resultTypes": ["violations"], **rules}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html'][:150]}" for each in found for node in each["nodes"]]


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_on_any_page(served, every_page, open_page, width):
    page = open_page(width=width)

    found = {}
    for name, address in every_page.items():
        page.emulate_media(color_scheme="light")
        page.goto(served + address)
        found[name] = faults(page)
        page.emulate_media(color_scheme="dark")
        found[name] += faults(page, **OF_COLOURS)

    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/", "/articles/", "/authors/", "/topics/", "/about/"])
def test_axe_finds_no_violation_on_an_empty_site(served, open_page, address):
    page = open_page()
    page.goto(served + address)

    assert faults(page) == []


@pytest.mark.browser
def test_axe_is_able_to_find_one(served, open_page):
    page = open_page(scheme="dark")
    page.goto(served)
    page.evaluate("document.querySelector('main').innerHTML = '<img src=\"/x\"><p>Pale.</p>'")
    page.evaluate("document.querySelector('main p').style.color = '#333'")

    assert any(each.startswith("image-alt") for each in faults(page))
    assert any(each.startswith("color-contrast") for each in faults(page, **OF_COLOURS))


@pytest.mark.django_db
def test_the_html_of_every_page_is_valid(client, every_page, faults_of_pages):
    pages = {name: client.get(address).content.decode() for name, address in every_page.items()}

    assert faults_of_pages(pages) == []


def test_the_checker_is_able_to_find_a_fault(faults_of_pages):
    assert faults_of_pages({"wrong": "<!doctype html><title>x</title><p><div></p>"})
