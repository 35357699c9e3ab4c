"""Another server follows, and is told what it must be told, signed so that it can believe it."""

import json

import pytest

from fediverse import chores
from fediverse.models import Arrival, Delivery, Follower, Instance
from record.document import Kind
from record.following import follow
from tests.factories.fediverse import ACTOR, is_signed_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("federated")]


def read_on() -> int:
    """What the worker does with new entries of the record."""
    return follow("fediverse", chores.announce, from_now=True)


@pytest.fixture
def followed(client, elsewhere):
    """Somebody follows; everything of it has been delivered."""
    read_on()
    elsewhere.send(client, "ama", elsewhere.follow("ama"))
    chores.believe()
    chores.deliver()
    return elsewhere


def test_who_follows_is_accepted(client, elsewhere, our_actor):
    answer = elsewhere.send(client, "ama", elsewhere.follow("ama"))
    assert (answer.status_code, answer.content) == (202, b"")
    assert not Follower.objects.exists()  # nothing is believed before it is verified

    chores.believe()
    chores.deliver()

    [asked] = [each for each in elsewhere.received if each.method == "GET"]
    assert is_signed_by(asked, our_actor())
    [accept] = elsewhere.posted()
    assert accept.path == "/users/ama/inbox"
    assert is_signed_by(accept, our_actor())
    assert accept.activity["type"] == "Accept"
    assert accept.activity["actor"] == ACTOR
    assert accept.activity["object"]["id"] == elsewhere.follow("ama")["id"]
    assert accept.activity["object"]["actor"] == elsewhere.person("ama")


def test_only_what_delivering_needs_is_kept_of_a_follower(followed):
    [follower] = Follower.objects.all()
    kept = {field.name for field in Follower._meta.fields}

    assert follower.actor == followed.person("ama")
    assert kept == {"id", "actor", "inbox", "shared_inbox", "instance", "key_id", "public_key",
                    "follow", "since"}  # fmt: skip
    assert list(Arrival.objects.values_list("actor", "signed", "signature", "done")) == [
        ("", "", "", True)
    ]


def test_an_article_is_told_with_its_corrections_and_its_withdrawal(
    followed, our_actor, make_public, make_later
):
    first = make_public(title="Who Keeps the Lanes Open?", slug="lanes")
    read_on()
    chores.deliver()
    second = make_later(first, Kind.CORRECTION, "The year was 1974.", title="Who Keeps the Lanes?")
    read_on()
    chores.deliver()
    retracted = make_later(second, Kind.RETRACTION, "There is no fourth lane.")
    read_on()
    chores.deliver()
    make_later(retracted, Kind.WITHDRAWAL, "Removed by order of a court.")
    read_on()
    chores.deliver()

    told = followed.posted()[1:]
    assert [each.activity["type"] for each in told] == ["Create", "Update", "Update", "Delete"]
    assert all(each.path == "/inbox" and is_signed_by(each, our_actor()) for each in told)
    create, update, retraction, delete = (each.activity for each in told)
    name = f"https://review.example/fediverse/articles/{first.article}/"
    assert create["object"]["id"] == update["object"]["id"] == delete["object"]["id"] == name
    assert create["object"]["name"] == "Who Keeps the Lanes Open?"
    assert update["object"]["name"] == "Who Keeps the Lanes?"
    assert "The year was 1974." in update["object"]["content"]
    assert retraction["object"]["name"].startswith("Retracted:")
    assert "There is no fourth lane." in retraction["object"]["content"]
    assert delete["object"]["type"] == "Tombstone"
    assert b"Lanes" not in told[3].body
    assert len({each.activity["id"] for each in told}) == 4


def test_nothing_that_was_published_before_is_told(client, elsewhere, make_public):
    make_public()
    read_on()
    elsewhere.send(client, "ama", elsewhere.follow("ama"))
    chores.believe()
    chores.deliver()
    read_on()
    chores.deliver()

    assert [each.activity["type"] for each in elsewhere.posted()] == ["Accept"]


def test_a_server_with_many_followers_is_told_once(client, elsewhere, make_public):
    read_on()
    for name in ("ama", "bo", "cy"):
        elsewhere.send(client, name, elsewhere.follow(name))
    chores.believe()
    make_public()
    read_on()
    chores.deliver()

    assert Follower.objects.count() == 3
    assert len(elsewhere.posted("Create")) == 1
    assert client.get("/fediverse/followers/").json() == {
        "@context": client.get("/fediverse/followers/").json()["@context"],
        "id": "https://review.example/fediverse/followers/",
        "type": "OrderedCollection",
        "totalItems": 3,
    }


def test_who_no_longer_follows_is_told_nothing(client, followed, make_public):
    followed.send(client, "ama", followed.unfollow("ama"))
    chores.believe()
    make_public()
    read_on()
    chores.deliver()

    assert not Follower.objects.exists()
    assert [each.activity["type"] for each in followed.posted()] == ["Accept"]


def test_following_and_unfollowing_take_effect_in_the_order_in_which_they_came(client, elsewhere):
    elsewhere.send(client, "ama", elsewhere.follow("ama"))
    elsewhere.send(client, "ama", elsewhere.unfollow("ama"))
    chores.believe()

    assert not Follower.objects.exists()
    assert Arrival.objects.filter(done=True).count() == 2


def test_taking_back_something_else_does_not_end_following(client, followed):
    undo = {**followed.unfollow("ama"), "object": f"{followed.site}/likes/7"}
    followed.send(client, "ama", undo)
    chores.believe()
    assert Follower.objects.exists()

    followed.send(client, "ama", {**undo, "object": followed.follow("ama")["id"]})
    chores.believe()
    assert not Follower.objects.exists()


def test_a_deleted_account_no_longer_follows(client, followed):
    actor = followed.person("ama")
    delete = {"id": f"{actor}#delete", "type": "Delete", "actor": actor, "object": actor}
    followed.gone.add("ama")

    assert followed.send(client, "ama", delete).status_code == 202
    chores.believe()

    assert not Follower.objects.exists()


def test_deletions_of_strangers_cost_no_request_and_no_row(client, elsewhere):
    actor = elsewhere.person("bo")
    delete = {"id": f"{actor}#delete", "type": "Delete", "actor": actor, "object": actor}

    assert elsewhere.send(client, "bo", delete).status_code == 202
    chores.believe()

    assert not Arrival.objects.exists()
    assert elsewhere.received == []


def test_following_twice_is_accepted_twice_and_counted_once(client, followed):
    followed.send(client, "ama", {**followed.follow("ama"), "id": f"{followed.site}/follows/9"})
    chores.believe()
    chores.deliver()

    assert Follower.objects.count() == 1
    accepts = [each.activity["object"]["id"] for each in followed.posted("Accept")]
    assert accepts == [f"{followed.site}/follows/ama", f"{followed.site}/follows/9"]


def test_a_captured_request_played_again_does_nothing(client, followed):
    body = json.dumps(followed.follow("bo")).encode()
    headers = followed.signed("bo", body)
    follow_again = {"data": body, "content_type": "application/json", "headers": headers}
    client.post("/fediverse/inbox/", **follow_again)
    chores.believe()
    followed.send(client, "bo", followed.unfollow("bo"))
    chores.believe()

    assert client.post("/fediverse/inbox/", **follow_again).status_code == 202
    chores.believe()

    assert [each.actor for each in Follower.objects.all()] == [followed.person("ama")]


def test_a_new_key_of_a_follower_is_fetched(client, followed, rsa_keys):
    followed.people["ama"] = rsa_keys[2]
    followed.send(client, "ama", followed.unfollow("ama"))
    chores.believe()

    assert not Follower.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "http://127.0.0.1:1/users/ama"},
        {"type": "Note"},
        {"publicKey": None},
        {"publicKey": {"id": "x", "owner": "y", "publicKeyPem": "z"}},
        {"inbox": "http://victim.example/inbox"},
        {"inbox": 7},
        {"inbox": None},
    ],
    ids=["another's id", "no actor", "no key", "another key", "another's inbox", "number", "none"],
)
def test_an_actor_who_is_not_in_order_does_not_follow(client, elsewhere, changes):
    elsewhere.changes = changes
    elsewhere.send(client, "ama", elsewhere.follow("ama"))
    chores.believe()

    assert not Follower.objects.exists()
    assert not Arrival.objects.filter(done=False).exists()


@pytest.mark.parametrize("pem", ["", "nonsense", "-----BEGIN PUBLIC KEY-----\nAAAA\n", 7, "weak"])
def test_a_key_that_is_none_does_not_follow(client, elsewhere, pem):
    actor = elsewhere.person("ama")
    elsewhere.changes = {
        "publicKey": {"id": f"{actor}#main-key", "owner": actor, "publicKeyPem": pem}
    }
    elsewhere.send(client, "ama", elsewhere.follow("ama"))
    chores.believe()

    assert not Follower.objects.exists()


def test_a_signature_with_another_key_makes_no_follower(client, elsewhere, rsa_keys):
    elsewhere.person("ama")
    answer = elsewhere.send(client, "ama", elsewhere.follow("ama"), key=rsa_keys[1])
    chores.believe()

    assert answer.status_code == 202  # as everybody's, so that nobody learns who follows
    assert not Follower.objects.exists()
    assert not Instance.objects.exists()


def test_a_forged_request_ends_nobodys_following(client, followed, rsa_keys):
    followed.send(client, "ama", followed.unfollow("ama"), key=rsa_keys[1])
    chores.believe()

    assert Follower.objects.count() == 1


def test_only_allowed_addresses_are_asked_for_a_key(client, elsewhere, settings):
    settings.OUTGOING_ALLOWED_NETWORKS = ()
    elsewhere.send(client, "ama", elsewhere.follow("ama"))
    chores.believe()

    assert elsewhere.received == []
    assert not Follower.objects.exists()
    assert Arrival.objects.get().done


def test_a_key_that_cannot_be_had_now_is_asked_for_later(client, elsewhere, time_machine):
    elsewhere.in_trouble = True
    elsewhere.send(client, "ama", elsewhere.follow("ama"))
    chores.believe()
    arrival = Arrival.objects.get()
    assert not arrival.done
    assert chores.believe() == 0  # not at once

    elsewhere.in_trouble = False
    time_machine.move_to(arrival.due_at)
    chores.believe()

    assert Follower.objects.count() == 1


def test_a_key_that_cannot_be_had_for_hours_is_given_up(client, elsewhere, time_machine):
    elsewhere.in_trouble = True
    elsewhere.send(client, "ama", elsewhere.follow("ama"))
    asked = 0
    while arrival := Arrival.objects.filter(done=False).first():
        time_machine.move_to(arrival.due_at)
        asked += chores.believe()

    assert asked == 6
    assert Arrival.objects.get().actor == ""


def test_a_gone_inbox_ends_following(followed, make_public):
    followed.status = 410
    make_public()
    read_on()
    chores.deliver()

    assert not Follower.objects.exists()
    assert Delivery.objects.get(activity="create").state == Delivery.State.REFUSED
