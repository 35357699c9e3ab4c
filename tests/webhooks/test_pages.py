"""The pages of deliveries are usable on a phone and on a desk, in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from record.document import Kind
from webhooks import replaying

pytestmark = pytest.mark.browser

WIDTHS = [390, 1440]


@pytest.fixture(params=WIDTHS)
def page(request, served, chromium, managing_editor, client) -> Iterator[Any]:
    client.force_login(managing_editor)
    cookie = client.cookies["session"].value
    context = chromium.new_context(viewport={"width": request.param, "height": 900})
    context.add_cookies([{"name": "session", "value": cookie, "url": served}])
    yield context.new_page()
    context.close()


@pytest.fixture
def told(listening, make_partner, make_public, make_later, tell):
    """A partner with an endpoint that took some events and failed at others."""
    answers = iter([204, 500])
    _, endpoint = listening(
        make_partner("The Delta Daily of the Lower Estuary"),
        answer=lambda heard: next(answers, 204),
    )
    make_public(title="A harbour deepened: what the dredgers left behind, and who paid for it")
    make_later(make_public(title="Shallow waters"), Kind.CORRECTION)
    replaying.send_test(endpoint, at=timezone.now())
    tell()
    return endpoint


def test_no_page_is_wider_than_its_window(page, served, told):
    addresses = [
        "/admin/webhooks/delivery/",
        *(f"/admin/webhooks/delivery/{d.pk}/change/" for d in told.deliveries.all()[:2]),
        f"/admin/partners/endpoint/{told.pk}/change/",
        "/admin/partners/endpoint/",
        "/admin/webhooks/letter/",
    ]
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for address in addresses:
        page.goto(served + address)
        for summary in page.locator("summary").all():
            if summary.is_visible():
                summary.click()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, address
    assert errors == []


def test_a_test_is_sent_by_a_click_and_its_answer_read(page, served, told, courier):
    page.goto(f"{served}/admin/partners/endpoint/{told.pk}/change/")

    page.get_by_role("button", name="Send a test").click()
    page.wait_for_selector("text=Not tried yet")
    courier.finish(within=5)
    page.reload()

    assert page.get_by_text("answered 204").is_visible()
