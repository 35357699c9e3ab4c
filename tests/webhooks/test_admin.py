"""The newsroom sees what was sent and answered, and has it sent again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners import carriage
from partners.models import Contact, Endpoint
from record.document import Kind
from record.models import Head
from webhooks import circuits, letters
from webhooks.models import Circuit, Delivery, Letter, LetterState, State

DELIVERIES = "/admin/webhooks/delivery/"


def page_of(endpoint):
    return reverse("admin:partners_endpoint_change", args=[endpoint.pk])


def test_the_list_says_what_went_where_and_how_it_ended(
    managing_editor_client, listening, make_partner, make_public, tell
):
    listening(make_partner("Delta Daily"), answer=lambda heard: 500)
    listening(make_partner("Estuary Times"))
    make_public(title="A harbour deepened")
    tell()

    page = managing_editor_client.get(DELIVERIES).content.decode()

    for words in ("A harbour deepened", "Delta Daily", "The answer was 500.", "Delivered"):
        assert words in page
    only = managing_editor_client.get(DELIVERIES + "?state__exact=delivered").content.decode()
    assert "The answer was 500." not in only


def test_the_list_costs_the_same_however_long_it_is(
    managing_editor_client, listening, make_public, tell, django_assert_max_num_queries
):
    listening()
    for _ in range(12):
        make_public()
    tell()

    with django_assert_max_num_queries(16):
        managing_editor_client.get(DELIVERIES)


def test_a_delivery_shows_its_tries_with_request_and_answer(
    managing_editor_client, listening, make_public, tell
):
    listening(answer=lambda heard: (500, {"X-Reason": "<full & down>"}))
    make_public(title="A harbour deepened")
    tell()

    answer = managing_editor_client.get(f"{DELIVERIES}{Delivery.objects.get().pk}/change/")

    page = answer.content.decode()
    for words in ("answered 500", "webhook-signature: v1,", "article.published"):
        assert words in page
    assert "x-reason: &lt;full &amp; down&gt;" in page


def test_a_delivery_is_sent_again_from_its_page_and_from_the_list(
    managing_editor_client, listening, make_public, tell
):
    receiver, _ = listening()
    make_public()
    tell()
    delivery = Delivery.objects.get()

    managing_editor_client.post(f"{DELIVERIES}{delivery.pk}/again/")
    tell()
    managing_editor_client.post(
        DELIVERIES, {"action": "send_chosen_again", "_selected_action": [delivery.pk]}
    )
    tell()

    assert len(receiver.accepted) == 3


def test_looking_at_an_address_sends_nothing(managing_editor_client, listening, make_public, tell):
    receiver, endpoint = listening()
    make_public()
    tell()
    delivery = Delivery.objects.get()

    for name in ("test", "resume", "again"):
        managing_editor_client.get(f"/admin/partners/endpoint/{endpoint.pk}/{name}/")
    managing_editor_client.get(f"{DELIVERIES}{delivery.pk}/again/")
    tell()

    assert len(receiver.all) == 1


def test_a_new_endpoint_is_told_nothing_of_what_was_before(
    managing_editor_client, make_partner, make_public
):
    partner = make_partner()
    make_public()

    managing_editor_client.post(
        "/admin/partners/endpoint/add/",
        {"partner": partner.pk, "url": "https://hooks.example/in", "active": "on"},
    )

    assert Endpoint.objects.get().from_position == Head.objects.get().position == 1


def test_an_endpoint_is_tested_from_its_page(managing_editor_client, listening, tell):
    receiver, endpoint = listening()

    answer = managing_editor_client.post(
        f"/admin/partners/endpoint/{endpoint.pk}/test/", follow=True
    )
    assert "Not tried yet" in answer.content.decode()
    tell()

    assert (
        "answered 204" in managing_editor_client.get(answer.request["PATH_INFO"]).content.decode()
    )
    assert len(receiver.accepted) == 1


def test_an_endpoints_page_says_how_it_is_doing_and_resumes_it(
    managing_editor_client, listening, make_public, read_on, tell
):
    receiver, endpoint = listening()
    Circuit.objects.create(
        endpoint=endpoint,
        failures=7,
        failing_since=timezone.now() - timedelta(hours=3),
        open_until=timezone.now() + timedelta(minutes=4),
    )
    make_public()
    read_on()
    page = managing_editor_client.get(page_of(endpoint)).content.decode()
    assert "left alone" in page
    assert "It failed 7 times in a row" in page
    listed = managing_editor_client.get("/admin/partners/endpoint/").content.decode()
    assert "left alone" in listed

    circuits.disable(endpoint, because="It answered 410: gone for good.", at=timezone.now())
    page = managing_editor_client.get(page_of(endpoint)).content.decode()
    assert "It answered 410: gone for good." in page
    managing_editor_client.post(f"/admin/partners/endpoint/{endpoint.pk}/resume/")
    tell()

    assert receiver.events == [("published", 1)]
    assert ">well<" in managing_editor_client.get(page_of(endpoint)).content.decode()


def test_everything_since_a_time_is_sent_again_from_the_endpoints_page(
    managing_editor_client, listening, make_public, tell
):
    receiver, endpoint = listening()
    make_public()
    second = make_public()
    tell()
    address = f"/admin/partners/endpoint/{endpoint.pk}/again/"

    wrong = managing_editor_client.post(address, {"since": "soon"}, follow=True)
    assert "Say since when" in wrong.content.decode()
    managing_editor_client.post(address, {"since": f"{second.first_published:%Y-%m-%dT%H:%M}"})
    tell()

    assert [heard.data["id"] for heard in receiver.accepted[2:]] == [second.article]


@pytest.mark.parametrize("who", ["contributor_client", "editor_client", "client"])
def test_nobody_else_sees_or_sends_anything(who, request, listening, make_public, tell):
    receiver, endpoint = listening()
    make_public()
    tell()
    browser = request.getfixturevalue(who)
    delivery = Delivery.objects.get()

    for path in (DELIVERIES, f"{DELIVERIES}{delivery.pk}/change/", "/admin/webhooks/letter/"):
        assert browser.get(path).status_code in {302, 403}
    for path in (
        f"{DELIVERIES}{delivery.pk}/again/",
        f"/admin/partners/endpoint/{endpoint.pk}/test/",
        f"/admin/partners/endpoint/{endpoint.pk}/resume/",
        f"/admin/partners/endpoint/{endpoint.pk}/again/",
    ):
        assert browser.post(path, {"since": "2020-01-01T00:00"}).status_code in {302, 403}
    tell()

    assert len(receiver.all) == 1
    assert Delivery.objects.get().state == State.DELIVERED


def test_letters_are_listed_and_those_without_a_reader_sent_when_there_is_one(
    managing_editor_client, make_partner, make_public, make_later, read_on
):
    partner = make_partner("Delta Daily")
    document = make_public(title="A harbour deepened")
    carriage.note(partner, document.article, how="counter", at=timezone.now())
    make_later(document, Kind.CORRECTION)
    read_on()
    letters.send_due()
    page = managing_editor_client.get("/admin/webhooks/letter/").content.decode()
    assert "A harbour deepened: corrected" in page
    assert "No contact to write to" in page
    Contact.objects.create(partner=partner, name="Bo", email="bo@delta.example")

    letter = Letter.objects.get()
    managing_editor_client.post(
        "/admin/webhooks/letter/", {"action": "send_unsent", "_selected_action": [letter.pk]}
    )
    letters.send_due()

    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert (
        managing_editor_client.get(f"/admin/webhooks/letter/{letter.pk}/change/").status_code == 200
    )


def test_an_endpoint_switched_on_in_its_form_begins_anew(
    managing_editor_client, listening, make_public, read_on, tell
):
    receiver, endpoint = listening()
    long_ago = timezone.now() - timedelta(days=4)
    Circuit.objects.create(endpoint=endpoint, failures=30, failing_since=long_ago)
    make_public()
    read_on()
    circuits.disable(endpoint, because="Nothing was accepted.", at=timezone.now())
    endpoint.refresh_from_db()

    managing_editor_client.post(
        page_of(endpoint),
        {
            "partner": endpoint.partner_id,
            "url": endpoint.url,
            "active": "on",
            "edit_number": endpoint.edit_number,
        },
    )
    assert Circuit.objects.get().failures == 0
    tell()

    assert receiver.events == [("published", 1)]
