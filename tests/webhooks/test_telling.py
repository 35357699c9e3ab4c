"""Partners' servers hear what happened to the record, signed, in order, and nothing else."""

import base64
import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from partners import carriage, endpoints
from partners.models import How
from record.canonical import dumps
from record.document import Kind
from record.models import Entry, Version
from record.redacting import redact
from webhooks.models import Attempt, Delivery, State


def newly(**fields):
    """As if published just now."""
    at = timezone.now().replace(microsecond=0)
    return {"first_published": at, "published": at} | fields


def test_a_partner_hears_of_an_article_and_of_its_correction_signed(
    listening, make_public, make_later, tell
):
    receiver, endpoint = listening()
    document = make_public(title="A harbour deepened")
    make_later(document, Kind.CORRECTION, "The depth was 14 m.")

    tell()

    assert receiver.events == [("published", 1), ("corrected", 2)]
    (secret,) = endpoint.secrets(settings.SECRET_KEY, now=timezone.now())
    first, second = (Webhook(secret).verify(h.body, h.headers) for h in receiver.accepted)
    assert (first["type"], second["type"]) == ("article.published", "article.corrected")
    assert first["timestamp"] == first["data"]["at"]
    assert first["data"]["article"]["title"] == "A harbour deepened"
    assert first["data"]["id"] == document.article
    assert first["data"]["available"] is True
    ids = {heard.headers["webhook-id"] for heard in receiver.accepted}
    assert len(ids) == 2
    assert all(heard.headers["Content-Type"] == "application/json" for heard in receiver.all)


def test_what_is_told_has_the_members_of_the_stream_of_changes(
    listening, make_public, tell, client
):
    receiver, _ = listening()
    make_public()
    tell()

    (told,) = receiver.accepted
    streamed = client.get("/api/v1/changes/").json()["results"][0]

    assert told.data.keys() == streamed.keys()
    assert told.data["token"] == streamed["token"]


def test_a_wrong_secret_does_not_verify(listening, make_public, tell):
    receiver, _ = listening()
    make_public()
    tell()

    wrong = "whsec_" + base64.b64encode(b"0" * 32).decode()
    with pytest.raises(WebhookVerificationError):
        Webhook(wrong).verify(receiver.accepted[0].body, receiver.accepted[0].headers)


def test_while_a_secret_is_rotated_both_verify_and_then_the_new_one_only(
    listening, make_public, tell
):
    receiver, endpoint = listening()
    now = timezone.now()
    (old,) = endpoint.secrets(settings.SECRET_KEY, now=now)
    new = endpoints.rotate_secret(
        endpoint, secret_key=settings.SECRET_KEY, overlap=timedelta(hours=1), now=now
    )
    make_public()
    tell()
    for secret in (old, new):
        Webhook(secret).verify(receiver.accepted[0].body, receiver.accepted[0].headers)

    type(endpoint).objects.update(previous_until=now - timedelta(seconds=1))
    make_public()
    tell()

    Webhook(new).verify(receiver.accepted[1].body, receiver.accepted[1].headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(receiver.accepted[1].body, receiver.accepted[1].headers)


def test_an_endpoint_hears_of_the_events_it_asked_for_since_it_is_there(
    listening, make_public, make_later, tell
):
    before = make_public()
    position = Entry.objects.latest("position").position
    receiver, _ = listening(from_position=position, events=["article.corrected"])
    make_public()
    make_later(before, Kind.CORRECTION)
    make_later(make_public(), Kind.UPDATE)

    tell()

    assert receiver.events == [("corrected", 2)]


def test_an_inactive_endpoint_or_partner_hears_nothing(listening, make_partner, make_public, tell):
    off, _ = listening(active=False)
    gone, _ = listening(make_partner(active=False))
    make_public()

    tell()

    assert (off.all, gone.all) == ([], [])


def test_a_partner_switched_off_hears_nothing_of_what_waits_already(
    listening, make_public, read_on, courier
):
    receiver, endpoint = listening()
    make_public()
    read_on()
    endpoint.partner.active = False
    endpoint.partner.save()

    courier.finish(within=5)

    assert receiver.all == []
    assert Delivery.objects.get().state == State.PENDING


def test_what_the_terms_leave_out_is_not_told(
    listening, make_partner, make_public, make_later, make_section, tell
):
    other = make_section("Elsewhere")
    receiver, _ = listening(make_partner(sections=[other]))
    make_later(make_public(), Kind.WITHDRAWAL)

    tell()

    assert receiver.all == []


def test_a_delayed_article_is_told_at_its_hour_as_it_is_then(
    listening, make_partner, make_public, make_later, tell, hasten
):
    receiver, endpoint = listening(make_partner(delay_minutes=60))
    document = make_public(**newly(title="Before"))
    make_later(document, Kind.UPDATE, title="After", published=document.published)
    tell()
    assert receiver.all == []
    assert Delivery.objects.get().next_at == document.first_published + timedelta(hours=1)

    endpoint.partner.delay_minutes = 0
    endpoint.partner.save()
    Delivery.objects.update(next_at=timezone.now())
    tell()

    assert receiver.events == [("published", 1)]
    assert receiver.accepted[0].data["article"]["title"] == "After"


def test_a_delay_made_longer_meanwhile_is_kept(listening, make_partner, make_public, tell):
    receiver, endpoint = listening(make_partner(delay_minutes=60))
    document = make_public(**newly())
    tell()
    endpoint.partner.delay_minutes = 120
    endpoint.partner.save()
    Delivery.objects.update(next_at=timezone.now())

    tell()

    assert receiver.all == []
    assert Delivery.objects.get().next_at == document.first_published + timedelta(hours=2)


def test_an_article_withdrawn_within_its_delay_is_never_mentioned(
    listening, make_partner, make_public, make_later, tell
):
    receiver, endpoint = listening(make_partner(delay_minutes=60))
    document = make_public(**newly())
    make_later(document, Kind.WITHDRAWAL, published=document.published)
    tell()
    endpoint.partner.delay_minutes = 0
    endpoint.partner.save()
    Delivery.objects.update(next_at=timezone.now())

    tell()

    assert receiver.all == []
    assert Delivery.objects.get().state == State.SKIPPED


def test_the_correction_of_what_is_carried_never_waits(
    listening, make_partner, make_public, make_later, tell
):
    receiver, endpoint = listening(make_partner(delay_minutes=60), events=["article.corrected"])
    document = make_public(**newly())
    carriage.note(
        endpoint.partner, Entry.objects.get().version.article, how=How.API, at=timezone.now()
    )
    make_later(document, Kind.CORRECTION, published=document.published)

    tell()

    assert receiver.events == [("corrected", 2)]
    assert receiver.accepted[0].data["available"] is True


def test_what_is_carried_is_told_of_although_the_terms_no_longer_cover_it(
    listening, make_partner, make_public, make_later, make_section, tell
):
    receiver, endpoint = listening()
    document = make_public()
    tell()
    endpoint.partner.section_rule = "chosen"
    endpoint.partner.save()
    make_later(document, Kind.CORRECTION, "Wrong by a mile.")

    tell()

    assert receiver.events == [("published", 1), ("corrected", 2)]
    assert receiver.accepted[1].data["article"] is None
    assert receiver.accepted[1].data["available"] is False


def test_what_is_withdrawn_or_redacted_before_it_was_sent_is_not_leaked(
    listening, make_public, make_later, read_on, tell
):
    receiver, _ = listening()
    document = make_public(title="Quicksilver", standfirst="Quicksilver again")
    read_on()
    later = make_later(document, Kind.CORRECTION, title="Mercury", standfirst="Mercury again")
    redact(Version.objects.get(number=1), notice="By court order.", by="desk", at=timezone.now())

    tell()

    assert receiver.events == [("published", 1), ("corrected", 2), ("redacted", 1)]
    assert not any(b"Quicksilver" in heard.body for heard in receiver.all)

    make_later(later, Kind.WITHDRAWAL, "It was wrong.", published=timezone.now())
    Delivery.objects.update(state=State.PENDING, next_at=timezone.now())
    receiver.all.clear()
    tell()

    assert receiver.events[-1] == ("withdrawn", 3)
    assert all(heard.data["article"] is None for heard in receiver.all)
    assert not any(b"Mercury" in heard.body for heard in receiver.all)


def test_the_log_forgets_what_was_said_when_the_text_is_taken_back(
    listening, make_public, make_later, read_on, tell
):
    listening()
    document = make_public(title="Quicksilver")
    tell()
    assert "Quicksilver" in Attempt.objects.get().request_body
    make_later(document, Kind.WITHDRAWAL)

    read_on()

    assert Attempt.objects.get().request_body == ""


def test_no_body_carries_a_text_only_what_lists_show(listening, make_public, tell):
    receiver, _ = listening()
    document = make_public()
    tell()

    article = receiver.accepted[0].data["article"]

    assert "body" not in article
    assert len(receiver.accepted[0].body) < len(dumps(document)) + 4000
    assert json.loads(receiver.accepted[0].body)["data"]["links"]["self"].endswith(
        f"/api/v1/articles/{document.slug}/"
    )


def test_who_has_heard_of_an_article_is_known_to_carry_it(listening, make_public, tell):
    _, endpoint = listening()
    document = make_public()

    tell()

    (row,) = carriage.carriers(document.article)
    assert (row.partner, row.how, row.number) == (endpoint.partner, How.WEBHOOK, 1)
