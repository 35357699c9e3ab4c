"""What happens between us and the mail server: each mail once at most, none forgotten."""

import smtplib
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from newsletter import chores
from newsletter.models import Mail, Mailing, MailState, Subscriber
from newsletter.smtp import EmailBackend
from newsletter.subscribing import erase
from tests.factories.mail import HANG_UP

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(publication, mail_server, make_subscriber, make_public, read_the_record):
    """`news(3)`: so many subscribers with a mail that waits."""

    def make(number=1):
        readers = [make_subscriber() for _ in range(number)]
        make_public(first_published=timezone.now())
        read_the_record()
        while chores.address():
            pass
        return readers

    return make


@pytest.fixture
def later(time_machine):
    """`later(minutes=5)`"""

    def move(**time):
        time_machine.move_to(timezone.now() + timedelta(**time))

    return move


def states():
    return list(Mail.objects.order_by("pk").values_list("state", flat=True))


def test_a_batch_goes_over_one_connection(news, mail_server):
    readers = news(12)

    assert chores.send() == 12

    assert sorted(mail_server.recipients) == sorted(reader.address for reader in readers)
    assert mail_server.connections == 1
    assert chores.send() == 0


def test_more_than_a_batch_takes_several(news, mail_server):
    news(60)

    assert [chores.send(), chores.send(), chores.send()] == [50, 10, 0]
    assert len(set(mail_server.recipients)) == 60


def test_a_server_that_is_away_makes_everything_wait_a_minute(
    news, mail_server, later, caplog, settings
):
    news(3)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    assert chores.send() == 0
    assert chores.send() == 0
    settings.EMAIL_PORT = port
    assert chores.send() == 0
    later(seconds=61)

    assert chores.send() == 3
    assert len(mail_server.recipients) == 3
    assert [record.message for record in caplog.records if "mail" in record.message] == [
        "The mail server can't be reached: ConnectionRefusedError"
    ]


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "taken"])
def test_what_is_refused_for_now_is_sent_later_and_once(news, mail_server, later, step):
    news()
    mail_server.answer = lambda at, _: "451 4.7.1 later" if at == step else None
    for minutes in (0, 1):
        later(minutes=minutes)
        chores.send()
    assert mail_server.raw == []
    mail_server.answer = lambda at, _: None
    chores.send()
    assert mail_server.raw == [], "not before the pause is over"
    later(minutes=5)
    chores.send()
    later(days=1)
    chores.send()

    assert len(mail_server.raw) == 1
    assert states() == [MailState.SENT]


def test_a_server_that_hangs_up_before_it_has_the_mail_gets_it_later(news, mail_server, later):
    news(2)
    mail_server.answer = lambda step, _: HANG_UP if step == "RCPT" else None
    chores.send()
    mail_server.answer = lambda step, _: None
    later(minutes=1)
    chores.send()

    assert len(mail_server.raw) == 2


@pytest.mark.parametrize("step", ["taken", "DATA"])
def test_a_mail_that_may_have_arrived_is_not_sent_again_but_shown(
    news, mail_server, later, caplog, step
):
    (reader,) = news()
    mail_server.answer = lambda at, _: HANG_UP if at == step else None
    chores.send()
    mail_server.answer = lambda at, _: None
    for _ in range(5):
        later(hours=12)
        chores.forget()
        chores.send()

    assert mail_server.raw == []
    assert states() == [MailState.UNKNOWN]
    assert "may have been sent" in caplog.text
    assert reader.address not in caplog.text


def test_a_server_that_says_nothing_after_the_mail_leaves_it_perhaps_sent(
    news, mail_server, settings, monkeypatch
):
    settings.EMAIL_TIMEOUT = 0.2
    news()

    def slowly(step, _):
        if step == "taken":
            time.sleep(0.5)  # longer than our patience

    mail_server.answer = slowly
    chores.send()

    assert states() == [MailState.UNKNOWN]


def test_a_worker_that_died_while_sending_leaves_the_mail_perhaps_sent(news, mail_server, later):
    news()
    Mail.objects.update(state=MailState.SENDING, tried_at=timezone.now())
    later(minutes=14)
    chores.forget()
    assert states() == [MailState.SENDING]
    later(minutes=2)
    chores.forget()
    chores.send()

    assert states() == [MailState.UNKNOWN]
    assert mail_server.raw == []


def test_an_address_refused_for_good_three_times_gets_no_more(
    make_subscriber, make_public, publication, mail_server, send_news
):
    gone, there = make_subscriber(), make_subscriber()
    mail_server.answer = lambda step, argument: (
        f"550 5.1.1 <{gone.address}> unknown"
        if step == "RCPT" and gone.address in argument
        else None
    )
    for _ in range(4):
        make_public(first_published=timezone.now())
        send_news()

    assert mail_server.recipients == [there.address] * 4
    gone.refresh_from_db()
    assert (gone.refusals, gone.suspended_at is None) == (3, False)
    answers = set(Mail.objects.filter(subscriber=gone).values_list("state", "answer"))
    assert answers == {(MailState.FAILED, "550")}
    assert Mail.objects.filter(subscriber=gone).count() == 3


def test_a_mail_that_arrives_forgives_what_was_refused_before(
    make_subscriber, make_public, publication, mail_server, send_news
):
    reader = make_subscriber()
    for answer in ("550 no", "550 no", None, "550 no"):
        mail_server.answer = lambda step, _, answer=answer: answer if step == "RCPT" else None
        make_public(first_published=timezone.now())
        send_news()

    reader.refresh_from_db()
    assert (reader.refusals, reader.suspended_at) == (1, None)


def test_a_refused_sender_is_nobodys_fault_and_nothing_is_lost(news, mail_server, later):
    (reader,) = news()
    mail_server.answer = lambda step, _: "550 not from you" if step == "MAIL" else None
    chores.send()
    reader.refresh_from_db()
    assert reader.refusals == 0
    mail_server.answer = lambda step, _: None
    later(minutes=2)
    chores.send()

    assert len(mail_server.raw) == 1


def test_a_mail_refused_for_now_for_days_is_given_up_and_counted(news, mail_server, later):
    news()
    mail_server.answer = lambda step, _: "450 later" if step == "RCPT" else None
    for _ in range(20):
        chores.send()
        later(hours=13)

    assert states() == [MailState.FAILED]
    assert Mail.objects.get().tries == 7


def test_whoever_is_erased_while_the_mail_waits_gets_none(news, mail_server):
    kept, erased = news(2)
    erase(erased)
    chores.send()

    assert mail_server.recipients == [kept.address]
    assert states() == [MailState.SENT, MailState.NEEDLESS]


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(
    news, mail_server, monkeypatch, caplog
):
    readers = news(3)
    genuine = chores.message

    def faulty(letter, mail, to, **rest):
        if to == readers[0]:
            raise RuntimeError("a fault of ours")
        return genuine(letter, mail, to, **rest)

    monkeypatch.setattr(chores, "message", faulty)
    chores.send()

    assert sorted(mail_server.recipients) == sorted(reader.address for reader in readers[1:])
    assert "can't be written" in caplog.text
    assert all(reader.address not in caplog.text for reader in readers)


def test_who_waits_for_a_confirmation_is_served_before_a_mailing(
    news, mail_server, make_subscriber
):
    news(60)
    newcomer = make_subscriber(confirmed=False)
    now = timezone.now()
    Mail.objects.create(subscriber=newcomer, queued_at=now, next_at=now)
    chores.send()

    assert mail_server.recipients[0] == newcomer.address


def test_after_a_month_mails_are_numbers(news, mail_server, later):
    news(3)
    mail_server.answer = lambda step, argument: (
        "550 no" if step == "RCPT" and "reader-1@" in argument else None
    )
    chores.send()
    later(days=31)
    while chores.forget():
        pass

    assert not Mail.objects.exists()
    mailing = Mailing.objects.get()
    assert (mailing.sent, mailing.failed, mailing.unknown) == (2, 1, 0)


def test_what_nobody_confirmed_is_forgotten_after_a_week(make_subscriber, later):
    make_subscriber(confirmed=False)
    confirmed = make_subscriber()
    later(days=6)
    chores.forget()
    assert Subscriber.objects.count() == 2
    later(days=2)
    chores.forget()

    assert Subscriber.objects.get() == confirmed


def test_what_no_mail_reaches_is_forgotten_after_a_month(make_subscriber, later):
    reader = make_subscriber()
    Subscriber.objects.update(suspended_at=timezone.now())
    later(days=29)
    chores.forget()
    assert Subscriber.objects.filter(pk=reader.pk).exists()
    later(days=2)
    chores.forget()

    assert not Subscriber.objects.exists()


def test_over_tls_the_same_is_known():
    assert issubclass(EmailBackend(use_ssl=True).connection_class, smtplib.SMTP_SSL)
    assert not issubclass(EmailBackend().connection_class, smtplib.SMTP_SSL)
