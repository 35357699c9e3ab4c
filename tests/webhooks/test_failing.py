"""A receiver that fails is tried again for days, then given up; nobody else notices."""

import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.utils import timezone

from outgoing.rules import from_names
from outgoing.sealing import WEBHOOK_SECRET, seal
from partners.models import Contact, Endpoint
from record.document import Kind
from webhooks import circuits, letters
from webhooks.claiming import claim
from webhooks.delivering import Courier
from webhooks.models import Attempt, Circuit, Delivery, State
from webhooks.retrying import FAILURES_TO_OPEN, TRIES


def failing(times, status=500):
    """An answer that is a failure so many times, and then a success."""
    left = iter(range(times))

    def answer(heard):
        return status if next(left, None) is not None else 200

    return answer


def test_events_of_an_article_arrive_in_order_however_often_one_fails(
    listening, make_public, make_later, tell, hasten
):
    receiver, _ = listening(answer=failing(3))
    document = make_public()
    for kind in (Kind.CORRECTION, Kind.UPDATE, Kind.RETRACTION):
        document = make_later(document, kind)

    for _ in range(4):
        tell()
        hasten()
    tell()

    assert receiver.events == [
        ("published", 1),
        ("corrected", 2),
        ("updated", 3),
        ("retracted", 4),
    ]
    ids = [heard.headers["webhook-id"] for heard in receiver.all]
    assert len(ids) == 7
    assert len(set(ids[:4])) == 1, "one message keeps its id however often it is tried"


def test_one_article_that_fails_does_not_hold_up_the_others(listening, make_public, tell):
    bad = make_public().article
    receiver, _ = listening(answer=lambda heard: 500 if heard.data["id"] == bad else 200)
    others = [make_public().article for _ in range(3)]

    tell()

    assert {heard.data["id"] for heard in receiver.accepted} == set(others)


def test_a_failure_is_tried_again_later_with_a_log_of_both(listening, make_public, tell, hasten):
    receiver, _ = listening(answer=failing(1, status=503))
    make_public()
    before = timezone.now()

    tell()

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == (State.PENDING, 1)
    assert delivery.because == "The answer was 503."
    assert before <= delivery.next_at <= timezone.now() + timedelta(seconds=10)
    hasten()
    tell()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (State.DELIVERED, 2)
    assert [a.status for a in delivery.attempts.order_by("pk")] == [503, 200]
    attempt = delivery.attempts.first()
    assert attempt.request_headers["webhook-id"] == delivery.message
    assert attempt.request_body.encode() == receiver.all[-1].body
    assert attempt.answer_headers["content-length"] == "0"


def test_after_all_tries_a_delivery_is_given_up_and_the_next_one_goes(
    listening, make_public, make_later, tell, hasten
):
    receiver, _ = listening(answer=failing(TRIES))
    make_later(make_public(), Kind.CORRECTION)

    for _ in range(TRIES):
        tell()
        hasten()
    tell()

    first, second = Delivery.objects.order_by("position")
    assert (first.state, first.tries, first.because) == (
        State.FAILED,
        TRIES,
        "The answer was 500.",
    )
    assert second.state == State.DELIVERED
    assert receiver.events == [("corrected", 2)]


def test_an_endpoint_that_fails_in_a_row_is_left_alone_and_tried_by_one(
    listening, make_public, tell, hasten
):
    receiver, _ = listening(answer=failing(FAILURES_TO_OPEN + 1))
    for _ in range(10):
        make_public()
    for _ in range(FAILURES_TO_OPEN):
        tell()
        Delivery.objects.update(next_at=timezone.now())
    tell()
    circuit = Circuit.objects.get()
    failures = len(receiver.all)
    assert FAILURES_TO_OPEN <= failures <= FAILURES_TO_OPEN + 4
    assert circuit.open_until > timezone.now() + timedelta(seconds=50)

    Circuit.objects.update(open_until=timezone.now())
    Delivery.objects.update(next_at=timezone.now())
    tell()
    if failures == FAILURES_TO_OPEN:
        assert len(receiver.all) == failures + 1, "half open: one try"
        Circuit.objects.update(open_until=timezone.now())
        Delivery.objects.update(next_at=timezone.now())
        tell()

    assert len(receiver.accepted) == 10, "once it is well, everything goes at once"
    circuit.refresh_from_db()
    assert (circuit.failures, circuit.open_until) == (0, None)


def test_a_receiver_may_ask_for_a_pause_of_a_day_at_most(listening, make_public, tell):
    listening(answer=lambda heard: (429, {"Retry-After": "1800"}))
    listening(answer=lambda heard: (503, {"Retry-After": "999999999"}))
    make_public()
    before = timezone.now()

    tell()

    patient, long = Delivery.objects.order_by("endpoint")
    assert before + timedelta(minutes=30) <= patient.next_at <= before + timedelta(minutes=31)
    assert before + timedelta(days=1) <= long.next_at <= before + timedelta(days=1, minutes=1)


def test_a_receiver_that_is_gone_is_switched_off_and_both_sides_are_written_to(
    listening, make_public, managing_editor, tell
):
    managing_editor.email = "desk@review.example"
    managing_editor.save()
    receiver, endpoint = listening(answer=lambda heard: 410)
    Contact.objects.create(
        partner=endpoint.partner, name="Bo", email="bo@delta.example", role="technical"
    )
    make_public()
    make_public()

    tell()
    while letters.send_due():
        pass

    endpoint.refresh_from_db()
    assert not endpoint.active
    assert "410" in endpoint.disabled_because
    (letter,) = mail.outbox
    assert letter.to == ["bo@delta.example"]
    assert letter.bcc == ["desk@review.example"]
    assert endpoint.url in letter.body
    heard = len(receiver.all)
    make_public()
    tell()
    assert len(receiver.all) == heard


def test_editors_hear_of_it_where_the_partner_has_no_contact(
    listening, make_public, managing_editor, tell
):
    managing_editor.email = "desk@review.example"
    managing_editor.save()
    listening(answer=lambda heard: 410)
    make_public()

    tell()
    letters.send_due()

    (letter,) = mail.outbox
    assert letter.to == ["desk@review.example"]


def test_an_endpoint_without_any_success_for_three_days_is_switched_off(
    listening, make_public, tell
):
    _, endpoint = listening(answer=lambda heard: 500)
    long_ago = timezone.now() - timedelta(days=3, hours=1)
    Circuit.objects.create(endpoint=endpoint, failures=20, failing_since=long_ago)
    make_public()

    tell()

    endpoint.refresh_from_db()
    assert not endpoint.active
    assert endpoint.disabled_because.startswith("Nothing has been accepted there since")


def test_one_that_is_resumed_gets_at_once_what_waited(listening, make_public, read_on, tell):
    receiver, endpoint = listening()
    make_public()
    read_on()
    circuits.disable(endpoint, because="A trial.", at=timezone.now())
    tell()
    assert receiver.all == []

    circuits.resume(endpoint, at=timezone.now())
    tell()

    assert receiver.events == [("published", 1)]
    assert Endpoint.objects.get().disabled_because == ""


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_a_failure_that_says_so(status, listening, receive, make_public, tell):
    canary = receive()
    listening(answer=lambda heard: (status, {"Location": canary.url}))
    make_public()

    tell()

    assert canary.all == []
    assert "Redirects are not followed" in Delivery.objects.get().because


def test_an_endpoint_in_this_network_is_refused_and_never_reached(listening, make_public, read_on):
    receiver, _ = listening()
    make_public()
    read_on()
    strict = Courier(
        rules=from_names([], https_only=False),
        site="https://review.example",
        secret_key=settings.SECRET_KEY,
    )

    strict.finish(within=5)

    assert receiver.all == []
    assert "not on the public Internet" in Attempt.objects.get().error


def test_a_secret_that_cannot_be_read_is_a_failure_that_says_so(listening, make_public, tell):
    receiver, _ = listening()
    Endpoint.objects.update(
        sealed_secret=seal("whsec_AAAA", purpose=WEBHOOK_SECRET, secret_key="another")
    )
    make_public()

    tell()

    assert receiver.all == []
    assert "SECRET_KEY" in Delivery.objects.get().because


def test_receivers_that_hang_delay_the_others_by_less_than_a_second(
    listening, make_public, read_on, courier
):
    for _ in range(4):
        listening(answer=lambda heard: time.sleep(3) or 200)
    well, _ = listening()
    for _ in range(5):
        make_public()
    read_on()
    began = time.monotonic()

    while len(well.accepted) < 5 and time.monotonic() - began < 5:
        courier.work()

    assert time.monotonic() - began < 1
    courier.finish(within=0.5)


def test_what_another_worker_is_sending_is_left_to_it_until_its_lease_ends(
    listening, make_public, read_on
):
    listening()
    for _ in range(3):
        make_public()
    read_on()
    now, lease = timezone.now(), timedelta(seconds=30)

    first = claim(now=now, lease=lease, each=4, most=2)
    second = claim(now=now, lease=lease, each=4, most=10)
    third = claim(now=now, lease=lease, each=4, most=10)
    later = claim(now=now + lease, lease=lease, each=4, most=10)

    assert [len(some) for some in (first, second, third, later)] == [2, 1, 0, 3]
    assert not {d.pk for d in first} & {d.pk for d in second}


def test_looking_for_what_is_due_is_one_query_when_nothing_is(
    django_assert_num_queries, courier, db
):
    with django_assert_num_queries(1):
        assert courier.work() == 0


def test_an_endpoint_deleted_while_it_is_told_stops_nobody(
    listening, make_public, read_on, courier
):
    asked, answered = threading.Event(), threading.Event()

    def slowly(_):
        asked.set()
        answered.wait(10)
        return 204

    _, gone = listening(answer=slowly)
    other, _ = listening()
    make_public()
    read_on()
    courier.work()
    assert asked.wait(10)

    gone.delete()
    answered.set()
    courier.finish(within=10)

    assert other.events == [("published", 1)]
    connection.check_constraints()
