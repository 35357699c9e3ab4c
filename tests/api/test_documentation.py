"""The page that explains the API and the one to try it on, in a real browser under the site's own
policy; and that what they say to copy works as it stands."""

import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from api.quickstart import steps

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DOCS = "/api/v1/docs/"


@pytest.fixture
def browse(chromium):
    """`browse(width, scheme)`: an empty page, with what it complains of in `complaints`."""
    contexts = []

    def open_page(width=1440, scheme="light", **options):
        contexts.append(
            chromium.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, **options
            )
        )
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda m: m.type == "error" and page.complaints.append(m.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_the_documentation_is_read_by_everybody(served, browse, make_public, width, scheme):
    make_public(slug="lanes")
    page = browse(width, scheme)
    page.goto(f"{served}{DOCS}")
    page.get_by_role("button", name="Try it here: Read the latest articles").click()
    page.locator(".status").wait_for()
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    found = Axe().run(page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.complaints == []


@pytest.mark.browser
def test_a_language_is_chosen_once_for_all_and_with_the_keyboard(served, browse, make_public):
    make_public(slug="lanes")
    page = browse()
    page.goto(f"{served}{DOCS}")
    first = page.locator(".step").first

    first.get_by_role("tab", name="curl").press("ArrowRight")

    assert page.locator(".call:visible").evaluate_all(
        "calls => [...new Set(calls.map(call => call.dataset.language))]"
    ) == ["Python"]
    page.reload()
    expect(first.get_by_role("tab", name="Python")).to_have_attribute("aria-selected", "true")


@pytest.mark.browser
def test_without_scripts_everything_is_there(served, browse, make_public):
    make_public(slug="lanes")
    page = browse(java_script_enabled=False)
    page.goto(f"{served}{DOCS}")

    assert page.locator(".call:visible").count() == 3 * len(steps(served, "lanes"))


@pytest.mark.browser
def test_each_call_in_javascript_does_what_it_says(served, browse, make_public):
    make_public(slug="lanes")
    page = browse()
    printed = []
    page.on("console", lambda message: printed.append(message.text))
    page.goto(f"{served}{DOCS}")
    for step in steps(served, "lanes"):
        if step.anchor == "key":
            continue  # for servers: a page has no environment
        [code] = [call.code for call in step.calls if call.language == "JavaScript"]
        before = len(printed)
        page.evaluate(f"async () => {{ {code}\n}}")
        assert len(printed) > before, step.title


def test_each_call_in_python_does_what_it_says(served, make_public, make_key):
    make_public(slug="lanes")
    for step in steps(served, "lanes"):
        [code] = [call.code for call in step.calls if call.language == "Python"]
        ran = subprocess.run(
            [sys.executable, "-c", code],
            env={"MASTHEAD_KEY": make_key().text, "no_proxy": "*"},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert (ran.returncode, ran.stderr) == (0, ""), step.title
        assert ran.stdout, step.title


def test_what_a_step_lets_one_try_is_there(client, make_public):
    make_public(slug="lanes")
    for step in steps("", "lanes"):
        if step.path:
            assert client.get(step.path).status_code == 200, step.title


def test_every_address_and_every_kind_of_problem_is_explained(client, openapi):
    page = client.get(DOCS).content.decode()

    for path in openapi["paths"]:
        assert f"<code>{path}</code>" in page
    for anchor in ("invalid-parameters", "gone", "deprecation", "changes"):
        assert f'id="{anchor}"' in page


def test_the_partners_guide_names_every_parameter_of_articles(root: Path, openapi):
    guide = (root / "docs/partners.md").read_text()

    for path in ("/api/v1/articles/", "/api/v1/changes/"):
        for parameter in openapi["paths"][path]["get"]["parameters"]:
            if parameter["in"] == "query" and parameter["name"] != "cursor":
                assert parameter["name"] in guide, parameter["name"]


@pytest.mark.browser
def test_every_call_can_be_tried_out(served, browse, make_public):
    make_public(slug="lanes")
    page = browse()
    page.goto(f"{served}{DOCS}try/")
    listing = page.locator("#operations-articles-articles_list")
    listing.locator(".opblock-summary-control").click()
    listing.get_by_role("button", name="Try it out").click()
    filled = [box.input_value() for box in listing.locator("table.parameters input").all()]
    listing.get_by_role("button", name="Execute").click()

    expect(
        listing.locator(".live-responses-table .response .response-col_status").first
    ).to_contain_text("200")
    expect(page.locator(".opblock-get")).to_have_count(28)
    assert set(filled) <= {"", "20"}  # the default of page_size
    assert page.complaints == []
