"""What the newsroom sees of the newsletter, who may, and how somebody is forgotten."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsletter.models import Mail, MailState, Subscriber
from publication.models import Topic

pytestmark = pytest.mark.django_db

SUBSCRIBERS = reverse("admin:newsletter_subscriber_changelist")
MAILINGS = reverse("admin:newsletter_mailing_changelist")


@pytest.fixture
def reader(publication, mail_server, make_subscriber, make_public, send_news):
    """A subscriber who was sent an article."""
    make_subscriber(address="other@mail.example", frequency="weekly")
    reader = make_subscriber(
        Topic.objects.get_or_create(slug="trade", defaults={"name": "Trade"})[0],
        address="mirae@mail.example",
    )
    make_public(first_published=timezone.now())
    reader.everything = True
    reader.save()
    make_public(first_published=timezone.now())
    send_news()
    return reader


@pytest.mark.parametrize(
    ("role", "status"),
    [("nobody", 302), ("contributor", 403), ("editor", 403), ("managing_editor", 200)],
)
def test_managing_editors_see_it_and_nobody_else(request, reader, role, status):
    browser = Client() if role == "nobody" else request.getfixturevalue(f"{role}_client")

    for address in (
        SUBSCRIBERS,
        MAILINGS,
        reverse("admin:newsletter_subscriber_change", args=[reader.pk]),
        reverse("admin:newsletter_subscriber_delete", args=[reader.pk]),
    ):
        assert browser.get(address).status_code == status
    for address in ("subscriber_add", "mailing_add"):
        assert browser.get(reverse(f"admin:newsletter_{address}")).status_code in (302, 403)


def test_the_list_counts_and_finds_by_the_whole_address(reader, managing_editor_client):
    page = managing_editor_client.get(SUBSCRIBERS).content.decode()
    assert "Every Monday" in page
    assert "Every article" in page

    found = managing_editor_client.get(SUBSCRIBERS, {"q": "MIRAE@mail.example"}).content.decode()
    assert "mirae@mail.example" in found
    assert "other@mail.example" not in found
    part = managing_editor_client.get(SUBSCRIBERS, {"q": "mirae"}).content.decode()
    assert "mirae@mail.example" not in part


def test_mailings_say_how_many_were_sent(reader, managing_editor_client):
    Mail.objects.create(
        subscriber=Subscriber.objects.get(address="other@mail.example"),
        mailing=Mail.objects.get().mailing,
        state=MailState.UNKNOWN,
        queued_at=timezone.now(),
        next_at=timezone.now(),
    )
    page = managing_editor_client.get(MAILINGS).content.decode()
    assert "Perhaps sent" in page

    mailing = Mail.objects.first().mailing
    page = managing_editor_client.get(reverse("admin:newsletter_mailing_change", args=[mailing.pk]))
    assert page.status_code == 200


def test_deleting_erases_and_keeps_the_address_nowhere(reader, managing_editor_client):
    address = reverse("admin:newsletter_subscriber_delete", args=[reader.pk])
    assert managing_editor_client.get(address).status_code == 200
    managing_editor_client.post(address, {"post": "yes"})

    assert not Subscriber.objects.filter(pk=reader.pk).exists()
    assert Mail.objects.get().subscriber is None
    assert Mail.objects.get().state == MailState.SENT
    logged = LogEntry.objects.latest("pk")
    assert "mirae" not in f"{logged.object_repr} {logged.change_message}"


def test_several_are_erased_at_once(reader, managing_editor_client):
    keys = list(Subscriber.objects.values_list("pk", flat=True))
    managing_editor_client.post(
        SUBSCRIBERS, {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    )

    assert not Subscriber.objects.exists()


def test_the_operator_forgets_somebody_by_command(reader, capsys):
    call_command("forget_subscriber", "Mirae@MAIL.example")

    assert "Erased" in capsys.readouterr().out
    assert not Subscriber.objects.filter(pk=reader.pk).exists()
    with pytest.raises(CommandError, match="Nobody is subscribed"):
        call_command("forget_subscriber", "mirae@mail.example")


def test_the_list_costs_the_same_whatever_its_length(
    managing_editor_client, make_subscriber, django_assert_max_num_queries
):
    topic = Topic.objects.create(name="Trade", slug="trade")
    for _ in range(30):
        make_subscriber(topic)

    with django_assert_max_num_queries(25):
        managing_editor_client.get(SUBSCRIBERS)
