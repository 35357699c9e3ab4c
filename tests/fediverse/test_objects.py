"""Articles as objects, and the outbox that lists them."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from record.document import Kind
from tests.factories.fediverse import ACTOR, TYPE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("federated")]

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_an_article_is_an_object(client, corrected):
    answer = client.get(f"/fediverse/articles/{corrected.article}/", headers={"accept": TYPE})
    found = answer.json()

    assert answer["Content-Type"] == TYPE
    assert found["@context"][0] == "https://www.w3.org/ns/activitystreams"
    assert found["id"] == f"https://review.example/fediverse/articles/{corrected.article}/"
    assert found["url"] == f"https://review.example/articles/{corrected.slug}/"
    assert found["attributedTo"] == ACTOR
    assert found["updated"] > found["published"]


def test_people_get_the_page_of_an_article(client, corrected):
    path = f"/fediverse/articles/{corrected.article}/"
    answer = client.get(path, headers={"accept": BROWSER})

    assert answer.status_code == 302
    assert answer["Location"] == f"https://review.example/articles/{corrected.slug}/"


def test_the_page_stays_a_page(client, corrected):
    path = f"/articles/{corrected.slug}/"
    answer = client.get(path, headers={"accept": TYPE})

    assert answer["Content-Type"].startswith("text/html")


def test_a_withdrawn_article_is_a_tombstone(client, make_public, make_later):
    document = make_public(title="A Canary of the Strait", slug="a-canary")
    make_later(document, Kind.WITHDRAWAL, "Removed by order of a court.")
    answer = client.get(f"/fediverse/articles/{document.article}/")

    assert answer.status_code == 410
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["type"] == "Tombstone"
    assert b"anary" not in answer.content


def test_an_article_that_is_not_public_answers_as_one_that_never_existed(client, make_article):
    draft = make_article()
    never = client.get("/fediverse/nothing/")

    for path in (f"/fediverse/articles/{draft.key}/", f"/fediverse/articles/{uuid.uuid4()}/"):
        answer = client.get(path)
        assert (answer.status_code, answer.content) == (404, never.content)
        assert sorted(answer.headers.items()) == sorted(never.headers.items())


def test_the_outbox_lists_every_article_once_latest_first(client, make_public, make_later):
    made = [make_public(first_published=at) for at in instants(25)]
    make_later(made[3], Kind.WITHDRAWAL, "Court order.")
    make_later(made[7], Kind.RETRACTION, "There is no lane.")

    collection = client.get("/fediverse/outbox/").json()
    activities, address, pages = [], collection["first"], 0
    while address:
        page = client.get(address.removeprefix("https://review.example")).json()
        assert page["partOf"] == collection["id"]
        activities += page["orderedItems"]
        address, pages = page.get("next"), pages + 1

    name = "https://review.example/fediverse/articles/{}/"
    expected = [name.format(d.article) for d in reversed(made) if d is not made[3]]
    assert collection["totalItems"] == 24
    assert [each["object"]["id"] for each in activities] == expected
    assert {each["type"] for each in activities} == {"Create"}
    assert pages == 3


def test_a_page_of_the_outbox_costs_the_same_everywhere(client, make_public):
    for first_published in instants(12):
        make_public(first_published=first_published)
    costs = []
    address = "/fediverse/outbox/?page=latest"
    while address:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address).json()
        costs.append(len(queries))
        address = page.get("next", "").removeprefix("https://review.example")

    assert costs == [2, 2]  # what is due to be published, and the page


@pytest.mark.parametrize("page", ["", "1", "true", "before-1", "before-9-9-9", "before--1-2", "٣"])
def test_a_page_that_has_no_such_name_is_refused(client, page):
    assert client.get("/fediverse/outbox/", {"page": page}).status_code == 400


def test_the_page_behind_the_last_is_empty(client, make_public):
    make_public()
    page = client.get("/fediverse/outbox/", {"page": "before-0-1"}).json()

    assert page["orderedItems"] == []
    assert "next" not in page


def test_far_future_pages_are_no_fault(client, make_public):
    make_public()
    page = client.get("/fediverse/outbox/", {"page": f"before-{'9' * 11}-{'9' * 18}"})

    assert page.status_code == 200


def instants(number: int):
    """As many hours in a row, some of them twice: articles of one second must not be lost."""
    first = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    return [first + timedelta(hours=n // 2) for n in range(number)]


def test_the_page_of_an_article_names_its_object_if_there_is_an_account(
    client, settings, make_public
):
    document = make_public()
    link = f'type="application/activity+json" href="{settings.SITE_URL}/fediverse/articles/'
    settings.FEDIVERSE_NAME = "strait_review"
    assert f"{link}{document.article}/" in client.get(f"/articles/{document.slug}/").text

    settings.FEDIVERSE_NAME = ""
    assert "activity+json" not in client.get(f"/articles/{document.slug}/").text
