"""The newsroom sees which servers follow and what was told them, and changes nothing."""

import pytest
from django.urls import reverse
from django.utils import timezone

from fediverse.following import LONG_AGO
from fediverse.models import Delivery, Follower, Instance

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(make_public):
    """Two followers of one server, one delivery to it, and a dead server."""
    now = timezone.now()
    document = make_public(slug="who-keeps-the-lanes-open")
    well = Instance.objects.create(host="social.example", due_at=now, leased_until=LONG_AGO)
    dead = Instance.objects.create(
        host="dead.example", due_at=now, leased_until=LONG_AGO, failures=3, last_fault="Nobody."
    )
    for number in range(2):
        Follower.objects.create(
            actor=f"https://social.example/users/{number}",
            inbox="https://social.example/i",
            instance=well,
            since=now,
        )
    for instance in (well, dead):
        Delivery.objects.create(
            instance=instance,
            inbox=f"https://{instance.host}/inbox",
            activity="create",
            article=document.article,
            queued_at=now,
        )
    return well


def test_a_managing_editor_sees_the_servers(managing_editor_client, told):
    page = managing_editor_client.get(reverse("admin:fediverse_instance_changelist"))
    text = page.content.decode()

    assert page.status_code == 200
    assert "social.example" in text
    assert "Does not answer" in text
    assert "https://social.example/users/1" not in text


def test_a_managing_editor_sees_what_was_told(managing_editor_client, told):
    page = managing_editor_client.get(reverse("admin:fediverse_delivery_changelist"))

    assert "who-keeps-the-lanes-open" in page.content.decode()
    for model, pk in (("instance", told.pk), ("delivery", Delivery.objects.last().pk)):
        one = managing_editor_client.get(reverse(f"admin:fediverse_{model}_change", args=[pk]))
        assert one.status_code == 200
        assert "social.example" in one.content.decode()


@pytest.mark.parametrize("model", ["instance", "delivery"])
def test_nobody_changes_anything(managing_editor_client, told, model):
    row = (Instance if model == "instance" else Delivery).objects.first()
    for what, args in (("add", []), ("delete", [row.pk])):
        address = reverse(f"admin:fediverse_{model}_{what}", args=args)
        assert managing_editor_client.get(address).status_code == 403
    change = reverse(f"admin:fediverse_{model}_change", args=[row.pk])
    assert managing_editor_client.post(change, {"host": "evil.example"}).status_code == 403


@pytest.mark.parametrize("model", ["instance", "delivery"])
def test_others_see_nothing(editor_client, contributor_client, told, model):
    for someone in (editor_client, contributor_client):
        page = someone.get(reverse(f"admin:fediverse_{model}_changelist"))
        assert page.status_code == 403


@pytest.mark.parametrize("model", ["instance", "delivery"])
def test_a_list_costs_the_same_however_long(
    managing_editor_client, told, model, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        managing_editor_client.get(reverse(f"admin:fediverse_{model}_changelist"))
