"""Whom it concerns is told, in the admin; and only they."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from articles import inbox, publishing
from articles.assigning import assign
from articles.models import MailChoice, Message, State
from articles.workflow import move

pytestmark = pytest.mark.django_db

INBOX = "/admin/articles/article/inbox/"


@pytest.fixture
def article(make_article, contributor):
    return make_article(created_by=contributor, title="The slow ferry")


def test_handed_in_tells_the_editors_it_is_assigned_to(
    article, contributor, editor_user, managing_editor, messages_of
):
    assign(article, person=editor_user, what="editing", by=managing_editor)

    move(article, State.IN_REVIEW, by=contributor)

    assert messages_of(editor_user)[1:] == ["contributor hands it in"]
    assert messages_of(managing_editor) == []


def test_handed_in_and_assigned_to_nobody_tells_who_wants_to_know_else_who_publishes(
    make_article, contributor, editor_user, managing_editor, messages_of
):
    first, second = (make_article(created_by=contributor) for _ in range(2))

    move(first, State.IN_REVIEW, by=contributor)
    MailChoice.objects.create(person=editor_user, told_of_handed_in=True)
    move(second, State.IN_REVIEW, by=contributor)

    assert len(messages_of(managing_editor)) == 1
    assert len(messages_of(editor_user)) == 1


def test_sent_back_the_writer_reads_why(
    article, contributor, contributor_client, editor_client, filled_form, messages_of
):
    move(article, State.IN_REVIEW, by=contributor)
    address = reverse("admin:articles_article_request-changes", args=[article.pk])
    form = filled_form(editor_client.get(address))

    without = editor_client.post(address, form)
    editor_client.post(address, form | {"note": "Say first what the ferry costs."})

    assert "Say what to change" in without.content.decode()
    assert messages_of(contributor) == ["editor requests changes"]
    assert "Say first what the ferry costs." in contributor_client.get(INBOX).content.decode()
    (said,) = article.comments.all()
    assert said.text == "Say first what the ferry costs."


def test_the_writer_learns_how_it_goes_on(
    article, contributor, editor_user, managing_editor, messages_of
):
    now = timezone.now()
    move(article, State.READY, by=editor_user)
    publishing.schedule(article, by=managing_editor, at=now + timedelta(hours=1), now=now)
    publishing.publish_due(now + timedelta(hours=2))

    assert messages_of(contributor) == ["managing-editor schedules it", "It is published"]
    assert messages_of(managing_editor) == ["editor calls it ready"]


def test_a_held_article_alerts_its_owner_and_who_publishes(
    article, contributor, managing_editor, messages_of
):
    now = timezone.now()
    publishing.schedule(article, by=None, at=now + timedelta(hours=1), now=now)
    article.contributions.all().delete()

    publishing.publish_due(now + timedelta(hours=2))

    held = "It was held at its hour: the checklist failed"
    assert messages_of(contributor)[-1] == held
    assert messages_of(managing_editor) == [held]


def test_a_message_is_read_and_unread_again(article, contributor, contributor_client):
    inbox.tell([contributor], about=article, what="Something happened", by=None)
    message = Message.objects.get()

    shown = contributor_client.get(INBOX).content.decode()
    contributor_client.post(INBOX, {"read": message.pk})
    assert inbox.unread(contributor) == 0
    contributor_client.post(INBOX, {"unread": message.pk})
    assert inbox.unread(contributor) == 1
    contributor_client.post(INBOX, {"all": "read"})

    assert "The slow ferry" in shown
    assert "Mark all 1 as read" in shown
    assert inbox.unread(contributor) == 0


def test_an_inbox_can_be_read_by_article(article, make_article, contributor, contributor_client):
    other = make_article(created_by=contributor, title="The quick bridge")
    for about in (article, other):
        inbox.tell([contributor], about=about, what="Something happened", by=None)

    shown = contributor_client.get(f"{INBOX}?article={other.pk}").content.decode()

    assert "The quick bridge" in shown
    assert "The slow ferry" not in shown


def test_messages_of_others_are_neither_read_nor_marked(
    article, contributor, editor_user, editor_client, managing_editor
):
    inbox.tell([contributor], about=article, what="For the writer alone", by=None)
    message = Message.objects.get()

    editor_client.post(INBOX, {"read": message.pk})

    assert "For the writer alone" not in editor_client.get(INBOX).content.decode()
    assert inbox.unread(contributor) == 1


def test_what_may_no_longer_be_seen_is_no_longer_told(
    article, contributor, contributor_client, managing_editor
):
    inbox.tell([contributor], about=article, what="Something happened", by=None)

    article.created_by = managing_editor
    article.save()

    assert "The slow ferry" not in contributor_client.get(INBOX).content.decode()
    assert inbox.unread(contributor) == 0


def test_nobody_is_told_of_their_own_doing_nor_of_what_they_may_not_see(
    article, contributor, editor_user
):
    idle = User.objects.create_user("idle", is_staff=True)
    dismissed = User.objects.create_user("dismissed", is_staff=True, is_active=False)

    inbox.tell(
        [contributor, editor_user, editor_user, idle, dismissed, None],
        about=article,
        what="Something happened",
        by=contributor,
    )

    assert [message.to for message in Message.objects.all()] == [editor_user]


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "javascript:x"])
def test_a_message_leads_nowhere_else(article, contributor, address):
    with pytest.raises(ValueError, match="not a path of this site"):
        inbox.tell([contributor], about=article, what="x", by=None, address=address)


def test_the_count_of_unread_stands_in_the_sidebar(article, contributor, contributor_client):
    for _ in range(7):
        inbox.tell([contributor], about=article, what="Something happened", by=None)

    answer = contributor_client.get("/admin/articles/article/calendar/")

    (entry, *_) = answer.context["sidebar_navigation"][0]["items"]
    assert (entry["title"], entry["badge"]) == ("Inbox", "7")


def test_what_was_read_long_ago_is_forgotten(article, contributor):
    now = timezone.now()
    for age in (10, 100):
        inbox.tell([contributor], about=article, what=f"{age} days", by=None)
    for message in Message.objects.all():
        age = timedelta(days=int(message.what.split()[0]))
        Message.objects.filter(pk=message.pk).update(read_at=now - age, mail="sent")
    inbox.tell([contributor], about=article, what="unread", by=None)

    inbox.tidy(now=now)

    assert {message.what for message in Message.objects.all()} == {"10 days", "unread"}


def test_an_inbox_costs_the_same_when_it_is_full(
    article, contributor, contributor_client, django_assert_num_queries
):
    for count in (1, 20):
        for _ in range(count):
            inbox.tell([contributor], about=article, what="Something happened", by=None)
        with django_assert_num_queries(9):
            contributor_client.get(INBOX)
