"""Servers that are slow, dead, gone or asked by two workers at once."""

import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from fediverse import chores, delivering, errands
from fediverse.following import LONG_AGO
from fediverse.models import Delivery, Follower, Instance
from outgoing.requests import Answer
from record.document import Kind
from record.following import follow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("federated")]

State = Delivery.State


def read_on() -> None:
    follow("fediverse", chores.announce, from_now=True)


@pytest.fixture(autouse=True)
def _from_now() -> None:
    read_on()


@pytest.fixture
def follows(rsa_keys):
    """`follows(elsewhere)`: somebody there follows already and was told so."""

    def make(elsewhere, name: str = "ama") -> Follower:
        document = elsewhere.document(name)
        now = timezone.now()
        instance, _ = Instance.objects.get_or_create(
            host=elsewhere.site.removeprefix("http://"),
            defaults={"due_at": now, "leased_until": LONG_AGO},
        )
        return Follower.objects.create(
            actor=document["id"],
            inbox=document["inbox"],
            shared_inbox=document["endpoints"]["sharedInbox"],
            instance=instance,
            key_id=document["publicKey"]["id"],
            public_key=document["publicKey"]["publicKeyPem"],
            since=now,
        )

    return make


@pytest.fixture
def publish(make_public):
    def make(**fields):
        document = make_public(**fields)
        read_on()
        return document

    return make


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_a_dead_server_delays_nobody(make_elsewhere, follows, publish):
    dead, slow, well = make_elsewhere(), make_elsewhere(), make_elsewhere()
    slow.delay = 1.5
    for each in (dead, slow, well):
        follows(each)
    dead_host = Instance.objects.order_by("pk")[0]
    Follower.objects.filter(instance=dead_host).update(shared_inbox="http://127.0.0.1:9/inbox")
    publish()
    publish()
    arrived = []

    def watch():
        while len(well.posted()) < 2:
            time.sleep(0.01)
        arrived.append(time.monotonic())

    watching = threading.Thread(target=watch)
    began = time.monotonic()
    watching.start()
    chores.deliver()
    watching.join()

    assert arrived[0] - began < 1.0  # both articles, while the slow one still has the first
    assert len(slow.posted()) == 2
    assert states().count(State.DELIVERED) == 4
    dead_host.refresh_from_db()
    assert (dead_host.failures, bool(dead_host.failing_since)) == (1, True)


def test_a_server_in_trouble_is_asked_again_later_and_later(
    elsewhere, follows, publish, time_machine
):
    follows(elsewhere)
    elsewhere.status = 503
    publish()
    pauses = []
    for _ in range(5):
        chores.deliver()
        assert chores.deliver() == 0
        instance = Instance.objects.get()
        pauses.append((instance.due_at - timezone.now()).total_seconds())
        time_machine.move_to(instance.due_at)
    elsewhere.status = 202
    chores.deliver()

    assert all(20 < pause / 2**n < 40 for n, pause in enumerate(pauses))
    assert states() == [State.DELIVERED]
    instance = Instance.objects.get()
    assert (instance.failures, instance.failing_since, instance.last_fault) == (0, None, "")


def test_after_three_days_it_is_given_up_and_the_next_thing_is_told(
    elsewhere, follows, publish, time_machine
):
    follows(elsewhere)
    elsewhere.status = 500
    publish()
    chores.deliver()
    time_machine.move_to(timezone.now() + timedelta(days=3, minutes=1))
    elsewhere.status = 202
    second = publish()
    chores.deliver()

    assert states() == [State.EXPIRED, State.DELIVERED]
    assert second.article in elsewhere.posted()[-1].activity["object"]["id"]


def test_nobody_follows_from_a_server_that_has_been_dead_for_a_month(
    elsewhere, make_elsewhere, follows, publish, time_machine
):
    follows(elsewhere)
    well = make_elsewhere()
    follows(well)
    elsewhere.status = 502
    for _ in range(12):
        publish()
        chores.deliver()
        time_machine.move_to(timezone.now() + timedelta(days=3))

    assert [each.actor for each in Follower.objects.all()] == [well.person("ama")]
    assert len(well.posted()) == 12
    assert State.WAITING not in states()


def test_two_failures_a_season_apart_are_not_a_month_of_failing(
    elsewhere, follows, publish, time_machine
):
    follows(elsewhere)
    elsewhere.status = 502
    for _ in range(2):
        publish()
        chores.deliver()
        time_machine.move_to(timezone.now() + timedelta(days=90))

    assert Follower.objects.exists()


def test_what_a_server_does_not_want_holds_nothing_up(elsewhere, follows, publish):
    follows(elsewhere)
    elsewhere.status = 422
    publish()
    publish()
    chores.deliver()

    assert states() == [State.REFUSED, State.REFUSED]
    assert Instance.objects.get().failures == 0
    assert Follower.objects.exists()


def test_a_redirect_is_not_followed(elsewhere, follows, publish):
    follows(elsewhere)
    elsewhere.status = 307
    publish()
    chores.deliver()

    assert states() == [State.REFUSED]
    assert len(elsewhere.received) == 1


def test_what_was_withdrawn_before_it_was_sent_never_leaves_the_house(
    elsewhere, follows, publish, make_later
):
    follows(elsewhere)
    document = publish(title="A Canary of the Strait")
    make_later(document, Kind.CORRECTION, "A canary's note.")
    read_on()
    make_later(document, Kind.WITHDRAWAL, "Court order.", number=3, published=document.published)
    read_on()
    chores.deliver()

    assert states() == [State.OVERTAKEN, State.OVERTAKEN, State.DELIVERED]
    assert [each.activity["type"] for each in elsewhere.received] == ["Delete"]
    assert b"anary" not in elsewhere.received[0].body


def test_what_is_sent_is_the_present_state(elsewhere, follows, publish, make_later):
    follows(elsewhere)
    document = publish(title="Before")
    make_later(document, Kind.CORRECTION, "A note.", title="After")
    read_on()
    chores.deliver()

    told = [(e.activity["type"], e.activity["object"]["name"]) for e in elsewhere.received]
    assert told == [("Create", "After"), ("Update", "After")]


def test_nothing_is_told_of_an_article_out_of_its_order(elsewhere, follows, publish, make_later):
    """What fails is told later than what doesn't, but a correction never before its article."""
    follows(elsewhere)
    first = publish()
    make_later(first, Kind.CORRECTION)
    read_on()
    Delivery.objects.filter(activity="create").update(tries=7)
    second = publish()
    chores.deliver()

    told = [(e.activity["type"], e.activity["object"]["id"]) for e in elsewhere.received]
    name = "https://review.example/fediverse/articles/{}/"
    assert told == [
        ("Create", name.format(second.article)),
        ("Create", name.format(first.article)),
        ("Update", name.format(first.article)),
    ]


def test_of_a_withdrawal_also_those_are_told_who_no_longer_follow(
    elsewhere, follows, publish, make_later
):
    follower = follows(elsewhere)
    document = publish()
    chores.deliver()
    follower.delete()
    make_later(document, Kind.WITHDRAWAL, "Court order.")
    read_on()
    chores.deliver()

    assert [e.activity["type"] for e in elsewhere.received] == ["Create", "Delete"]


def test_a_worker_that_died_loses_nothing(elsewhere, follows, publish, time_machine):
    follows(elsewhere)
    publish()
    assert delivering._Round(None)._leased(well_only=False) is not None  # … and was killed
    assert chores.deliver() == 0

    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    chores.deliver()

    assert states() == [State.DELIVERED]


def test_two_workers_share_the_work(make_elsewhere, follows, publish, monkeypatch):
    """The second comes while the first has everything under way: it finds nothing to do."""
    servers = [make_elsewhere() for _ in range(4)]
    for each in servers:
        follows(each)
    publish()
    begun, found = [], []
    original = errands._go

    def second_worker_looks(errand, back):
        begun.append(errand)
        original(errand, back)

    monkeypatch.setattr(errands, "_go", second_worker_looks)
    finish = delivering._Telling.finish

    def finishing(self, outcome):
        found.append(delivering._Round(None)._leased(well_only=False))
        finish(self, outcome)

    monkeypatch.setattr(delivering._Telling, "finish", finishing)
    chores.deliver()

    assert found == [None] * 4
    assert [len(each.received) for each in servers] == [1] * 4


def test_a_late_answer_changes_nothing_that_another_has_settled(elsewhere, follows, publish):
    follows(elsewhere)
    publish()
    instance = delivering._Round(None)._leased(well_only=False)
    late = delivering._Telling(Delivery.objects.get(), instance, b"", None)
    Instance.objects.update(leased_until=LONG_AGO)  # the lease ran out, another worker came
    chores.deliver()

    late.finish(Answer(503, {}, b"", 1.0))

    assert states() == [State.DELIVERED]


def test_old_deliveries_and_servers_without_followers_are_forgotten(
    elsewhere, follows, publish, time_machine
):
    follows(elsewhere).delete()
    Instance.objects.all().delete()
    follower = follows(elsewhere)
    publish()
    chores.deliver()
    follower.delete()
    assert chores.forget() == 0

    time_machine.move_to(timezone.now() + timedelta(days=91))
    chores.forget()

    assert not Delivery.objects.exists()
    assert not Instance.objects.exists()


def test_queueing_costs_the_same_for_many_servers(
    follows, make_elsewhere, make_public, django_assert_max_num_queries
):
    now = timezone.now()
    instances = Instance.objects.bulk_create(
        Instance(host=f"s{n}.example", due_at=now, leased_until=LONG_AGO) for n in range(300)
    )
    Follower.objects.bulk_create(
        Follower(
            actor=f"https://{i.host}/u/{n}",
            inbox=f"https://{i.host}/u/{n}/inbox",
            shared_inbox=f"https://{i.host}/inbox",
            instance=i,
            since=now,
        )
        for i in instances
        for n in range(2)
    )
    make_public()

    with django_assert_max_num_queries(12):
        read_on()

    assert Delivery.objects.count() == 300
