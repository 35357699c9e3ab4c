"""Sending again what was sent, or missed."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from standardwebhooks import Webhook

from record.document import Kind
from webhooks import replaying, tidying
from webhooks.models import Attempt, Delivery, State


def test_a_delivery_sent_again_is_the_same_message_with_the_present_state(
    listening, make_public, make_later, tell
):
    receiver, _ = listening()
    document = make_public(title="Before")
    tell()
    make_later(document, Kind.CORRECTION, title="After")
    tell()

    assert replaying.send_again(Delivery.objects.filter(number=1), at=timezone.now()) == 1
    tell()

    first, _, again = receiver.accepted
    assert again.headers["webhook-id"] == first.headers["webhook-id"]
    assert (again.data["event"], again.data["number"]) == ("published", 1)
    assert again.data["article"]["title"] == "After"


def test_everything_since_a_date_is_sent_again_with_what_was_missed(
    listening, make_public, make_later, tell
):
    receiver, endpoint = listening()
    make_public()
    tell()
    endpoint.active = False
    endpoint.save()
    second = make_public()
    third = make_later(second, Kind.CORRECTION)
    tell()
    endpoint.active = True
    endpoint.save()
    receiver.all.clear()

    since = second.first_published
    assert replaying.send_again_since(endpoint, since, at=timezone.now()) == 2
    tell()

    assert receiver.events == [("published", 1), ("corrected", 2)]
    assert receiver.accepted[0].data["id"] == third.article
    assert replaying.send_again_since(endpoint, since, at=timezone.now()) == 2
    tell()
    assert len(receiver.accepted) == 4
    assert Delivery.objects.count() == 3


def test_sending_again_does_not_break_the_order_of_an_article(
    listening, make_public, make_later, tell
):
    receiver, _ = listening()
    document = make_public()
    for _ in range(3):
        document = make_later(document, Kind.UPDATE)
    tell()
    receiver.all.clear()

    replaying.send_again(Delivery.objects.order_by("?"), at=timezone.now())
    tell()

    assert [number for _, number in receiver.events] == [1, 2, 3, 4]


def test_a_test_is_sent_once_signed_and_tells_of_nothing(listening, make_public, tell):
    receiver, endpoint = listening(active=False)

    delivery = replaying.send_test(endpoint, at=timezone.now())
    tell()

    (secret,) = endpoint.secrets(settings.SECRET_KEY, now=timezone.now())
    message = Webhook(secret).verify(receiver.accepted[0].body, receiver.accepted[0].headers)
    assert message["type"] == "test"
    assert message["data"].keys() == {"event", "at"}
    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED


def test_a_test_that_fails_is_not_tried_again_and_counts_for_nothing(listening, tell):
    receiver, endpoint = listening(answer=lambda heard: 500)

    delivery = replaying.send_test(endpoint, at=timezone.now())
    tell()

    delivery.refresh_from_db()
    assert (delivery.state, delivery.because) == (State.FAILED, "The answer was 500.")
    assert len(receiver.all) == 1
    assert not hasattr(endpoint, "circuit")


@pytest.mark.parametrize("state", [State.DELIVERED, State.FAILED])
def test_after_a_month_tries_are_forgotten_and_deliveries_are_not(
    state, listening, make_public, tell
):
    _, endpoint = listening()
    make_public()
    replaying.send_test(endpoint, at=timezone.now() - timedelta(days=31))
    tell()
    Delivery.objects.update(state=state)
    make_public()
    tell()
    old = Attempt.objects.filter(delivery__number__isnull=False).order_by("pk").first()
    Attempt.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=31))

    while tidying.forget_old():
        pass

    assert not Attempt.objects.filter(pk=old.pk).exists()
    assert Attempt.objects.count() == 1
    assert Delivery.objects.filter(position__isnull=False).count() == 2
    assert not Delivery.objects.filter(event="test").exists()
