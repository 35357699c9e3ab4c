"""The demonstration on a cheap phone, judged by Lighthouse, and weighed by what it fetches.

How fast it is is measured by `make bench`, on a quiet machine; here stands what never varies.
"""

import pytest

pytestmark = pytest.mark.browser

KILOBYTE = 1000
PAGES = {"home": "/", "article": "/articles/the-patient-harbour/"}


@pytest.fixture(scope="session", params=PAGES.values(), ids=PAGES)
def report(request, demonstration, lighthouse):
    return lighthouse(demonstration + request.param)


def fetched(report):
    """What the page made the browser fetch: (kind, bytes on the wire, address)."""
    for each in report["audits"]["network-requests"]["details"]["items"]:
        yield each["resourceType"], each["transferSize"], each["url"]


def test_lighthouse_finds_nothing_to_improve(report):
    scores = {name: found["score"] for name, found in report["categories"].items()}
    found = {
        f"{audit['id']}: {audit.get('displayValue', '')}"
        for name in ("accessibility", "best-practices", "seo")
        for reference in report["categories"][name]["auditRefs"]
        if (audit := report["audits"][reference["id"]])["score"] not in (None, 1)
        and reference["weight"]
    }

    assert found == set()
    assert (scores["accessibility"], scores["best-practices"], scores["seo"]) == (1, 1, 1)


def test_nothing_moves_while_it_loads(report):
    assert report["audits"]["cumulative-layout-shift"]["numericValue"] == 0


def test_without_its_pictures_it_weighs_less_than_35_kilobytes(report):
    weights = [weight for kind, weight, _ in fetched(report) if kind != "Image"]

    assert sum(weights) < 35 * KILOBYTE, list(fetched(report))


def test_a_picture_on_a_phone_weighs_less_than_200_kilobytes(report):
    pictures = [weight for kind, weight, _ in fetched(report) if kind == "Image"]

    assert pictures
    assert max(pictures) < 200 * KILOBYTE


def test_nobody_else_is_asked_for_anything(report, demonstration):
    addresses = [address for _, _, address in fetched(report)]

    assert addresses
    assert [each for each in addresses if not each.startswith(demonstration)] == []
