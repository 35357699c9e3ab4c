"""Mails of the newsroom: to whom it concerns, once, and with nothing of the text."""

import smtplib
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import get_connection
from django.urls import reverse
from django.utils import timezone

from articles import comments, inbox
from articles.mailing import send_due
from articles.models import MailChoice, Mails, MailState, Message

pytestmark = pytest.mark.django_db

SITE = "https://review.example"
SOON = timedelta(minutes=4)


@pytest.fixture
def writer(contributor):
    contributor.email = "writer@review.example"
    contributor.save()
    return contributor


@pytest.fixture
def article(make_article, writer):
    body = "<p>The sealed harbour, of which nobody knows.</p>"
    return make_article(created_by=writer, title="The slow\nferry", body=body)


class Connection:
    """A mail server that answers as told: what it raises, it raises when it has the mail."""

    def __init__(self, failure):
        self.failure = failure
        self.handed_over = 0

    def open(self):
        pass

    def close(self):
        pass

    def send_messages(self, messages):
        self.handed_over += len(messages)
        raise self.failure


def send(*, at=None, connection=None):
    """Send until nothing is due."""
    now = at or timezone.now() + SOON
    while send_due(connection or get_connection(), now=now, site=SITE):
        pass


def test_what_comes_within_minutes_goes_in_one_mail_without_the_text(
    article, make_article, writer, editor_user
):
    said = "In “The sealed harbour” I would name the harbour."
    comments.comment(article, by=editor_user, text=said, paragraph="The sealed harbour")
    other = make_article(created_by=writer, title="The <b>bridge</b>")
    inbox.tell([writer], about=other, what="It is published", by=None)

    send(at=timezone.now())
    too_early = len(mail.outbox)
    send()

    (sent,) = mail.outbox
    html = sent.alternatives[0].content
    assert too_early == 0
    assert sent.to == ["writer@review.example"]
    assert sent.subject == "“The slow ferry” and 1 more article"
    for part in (sent.body, html):
        assert "editor comments on a paragraph" in part
        assert f"{SITE}{reverse('admin:articles_article_comments', args=[article.pk])}" in part
        assert "sealed" not in part
    assert "The <b>bridge</b>" in sent.body
    assert "The &lt;b&gt;bridge&lt;/b&gt;" in html


def test_each_message_is_mailed_once_however_many_workers_ask(article, writer):
    inbox.tell([writer], about=article, what="It is published", by=None)

    for _ in range(3):
        send()

    assert [sent.subject for sent in mail.outbox] == ["“The slow ferry”: It is published"]


def test_a_worker_that_dies_while_sending_leaves_it_unsent_for_ever(article, writer):
    inbox.tell([writer], about=article, what="It is published", by=None)
    killed = Connection(KeyboardInterrupt())

    with pytest.raises(KeyboardInterrupt):
        send(connection=killed)
    send(at=timezone.now() + timedelta(days=9))

    assert killed.handed_over == 1
    assert mail.outbox == []
    assert Message.objects.get().mail == MailState.SENDING


def test_a_server_that_falls_silent_may_have_it_and_gets_it_no_more(article, writer):
    inbox.tell([writer], about=article, what="It is published", by=None)

    send(connection=Connection(TimeoutError()))
    send(at=timezone.now() + timedelta(days=9))

    assert mail.outbox == []


def test_a_mail_that_is_refused_for_now_is_sent_later(article, writer):
    inbox.tell([writer], about=article, what="It is published", by=None)

    send(connection=Connection(smtplib.SMTPDataError(451, b"later")))
    send()
    between = len(mail.outbox)
    send(at=timezone.now() + timedelta(minutes=10))

    assert (between, len(mail.outbox)) == (0, 1)


@pytest.mark.parametrize("change", ["dismissed", "no address", "another's", "read", "no mails"])
def test_a_mail_goes_only_to_whom_it_still_concerns(article, writer, managing_editor, change):
    inbox.tell([writer], about=article, what="It is published", by=None)
    match change:
        case "dismissed":
            writer.is_active = False
        case "no address":
            writer.email = ""
        case "another's":
            article.created_by = managing_editor
            article.save()
        case "read":
            inbox.mark_read(inbox.inbox_of(writer), now=timezone.now())
        case "no mails":
            MailChoice.objects.create(person=writer, mails=Mails.NONE)
    writer.save()

    send()

    assert mail.outbox == []
    assert Message.objects.get().mail == MailState.NEEDLESS


def test_each_chooses_when_mails_come(article, writer, contributor_client):
    page = reverse("admin:articles_article_mail-choice")
    inbox.tell([writer], about=article, what="It is scheduled", by=None)

    contributor_client.post(page, {"mails": "daily"})
    inbox.tell([writer], about=article, what="It is published", by=None)
    send()
    at_once = len(mail.outbox)
    send(at=timezone.now() + timedelta(days=1))

    assert at_once == 0
    (sent,) = mail.outbox
    assert "It is scheduled" in sent.body
    assert "It is published" in sent.body
    assert f"{SITE}{page}" in sent.body


def test_the_daily_mail_comes_at_seven_by_the_publications_clock():
    seoul = ZoneInfo("Asia/Seoul")
    evening = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # 18:00 there

    due = inbox.mail_due_at(Mails.DAILY, evening, seoul)

    assert due.isoformat() == "2026-11-25T07:00:00+09:00"
