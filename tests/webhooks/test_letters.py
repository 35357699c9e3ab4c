"""Who carries an article and has no webhook is written to, once."""

from uuid import UUID

import pytest
from django.core import mail
from django.utils import timezone

from partners import carriage
from partners.models import Contact, How
from record.document import Kind
from record.models import Version
from record.redacting import redact
from webhooks import letters
from webhooks.models import Delivery, Letter, LetterState, State
from webhooks.retrying import TRIES


@pytest.fixture
def carrying(make_partner):
    """`carrying(document, "counter")`: a partner with a contact, known to carry it."""

    def make(document, how=How.COUNTER, **fields):
        partner = make_partner(**fields)
        Contact.objects.create(
            partner=partner, name="Ada", email=f"ada@{partner.slug}.example", role="editorial"
        )
        carriage.note(partner, UUID(document.article), how=how, at=timezone.now())
        return partner

    return make


@pytest.fixture
def write(read_on):
    def work():
        read_on()
        while letters.send_due():
            pass

    return work


@pytest.mark.parametrize("how", [How.COUNTER, How.API, How.WEBHOOK])
def test_who_carries_an_article_and_has_no_endpoint_gets_a_letter(
    how, make_public, make_later, carrying, write, settings
):
    settings.SITE_URL = "https://review.example"
    document = make_public(title="A harbour deepened")
    write()
    partner = carrying(document, how, name="Delta Daily")
    make_later(document, Kind.CORRECTION, "The depth was 14 m, not 12 m.")

    write()
    write()

    (letter,) = mail.outbox
    assert letter.subject == "A harbour deepened: a correction"
    assert letter.to == [f"ada@{partner.slug}.example"]
    assert "To Delta Daily" in letter.body
    assert "The depth was 14 m, not 12 m." in letter.body
    assert f"https://review.example/articles/{document.slug}/" in letter.body
    assert "Please replace the text" in letter.body
    assert letter.extra_headers["Message-ID"].endswith("@review.example>")
    assert Letter.objects.get().state == LetterState.SENT


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.RETRACTION, "mark the article as retracted"),
        (Kind.WITHDRAWAL, "take the article down"),
    ],
)
def test_a_letter_says_what_to_do(kind, words, make_public, make_later, carrying, write):
    document = make_public()
    carrying(document)
    make_later(document, kind, "It was wrong.")

    write()

    (letter,) = mail.outbox
    assert words in " ".join(letter.body.split())
    assert "It was wrong." in letter.body


def test_a_redaction_is_told_with_its_notice(make_public, make_later, carrying, write):
    document = make_public()
    make_later(document, Kind.UPDATE)
    carrying(document)
    write()
    mail.outbox.clear()
    redact(Version.objects.get(number=1), notice="By court order.", by="desk", at=timezone.now())

    write()

    (letter,) = mail.outbox
    assert "By court order." in letter.body


def test_nobody_is_written_to_about_news_or_what_they_do_not_carry(
    make_public, make_later, carrying, write
):
    document, other = make_public(), make_public()
    carrying(document)
    carrying(document, active=False)
    make_later(document, Kind.UPDATE)
    make_later(other, Kind.CORRECTION)

    write()

    assert mail.outbox == []


def test_whom_a_webhook_tells_gets_no_letter(
    make_public, make_later, carrying, listening, tell, write
):
    document = make_public()
    receiver, _ = listening(carrying(document))
    unheard, _ = listening(carrying(document), events=["article.published"])
    make_later(document, Kind.CORRECTION)
    tell()

    write()

    assert receiver.events[-1] == ("corrected", 2)
    assert ("corrected", 2) not in unheard.events
    assert len(mail.outbox) == 1, "only to who did not ask to be told of corrections"


def test_a_webhook_that_never_took_a_correction_is_followed_by_a_letter(
    make_public, make_later, carrying, listening, tell, hasten, write
):
    document = make_public()
    listening(carrying(document), answer=lambda heard: 500, events=["article.corrected"])
    make_later(document, Kind.CORRECTION)

    for _ in range(TRIES):
        tell()
        hasten()
    write()

    assert Delivery.objects.get().state == State.FAILED
    assert len(mail.outbox) == 1


def test_a_correction_of_what_is_withdrawn_meanwhile_is_not_written_of(
    make_public, make_later, carrying, read_on, write
):
    document = make_public(title="Quicksilver")
    carrying(document)
    later = make_later(document, Kind.CORRECTION, "Secret correction.")
    read_on()
    make_later(later, Kind.WITHDRAWAL, "It was wrong.")

    write()

    (letter,) = mail.outbox
    assert letter.subject.endswith(": withdrawn")
    assert Letter.objects.filter(state=LetterState.NEEDLESS).count() == 1


def test_a_partner_without_contacts_is_shown_as_such(make_public, make_later, carrying, write):
    document = make_public()
    carrying(document)
    Contact.objects.all().delete()
    make_later(document, Kind.CORRECTION)

    write()

    assert Letter.objects.get().state == LetterState.NOBODY


def test_a_letter_the_mail_server_refuses_is_sent_later_and_once(
    make_public, make_later, carrying, write, settings
):
    document = make_public()
    carrying(document)
    make_later(document, Kind.CORRECTION)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    write()
    letter = Letter.objects.get()
    assert (letter.state, letter.tries) == (LetterState.PENDING, 1)
    assert letter.error
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Letter.objects.update(next_at=timezone.now())

    write()
    write()

    assert len(mail.outbox) == 1


def test_a_letter_another_worker_is_sending_is_left_to_it(
    make_public, make_later, carrying, read_on
):
    document = make_public()
    carrying(document)
    make_later(document, Kind.CORRECTION)
    read_on()
    Letter.objects.update(lease_until=timezone.now() + letters.LEASE)

    assert letters.send_due() == 0
    assert mail.outbox == []
