"""How the actor is found, and what it says of itself."""

import pytest
from cryptography.hazmat.primitives import serialization
from django.core.management import call_command

from fediverse import keys
from fediverse.models import OwnKey
from tests.factories.fediverse import ACTOR, TYPE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("federated")]

WEBFINGER = "/.well-known/webfinger"
LINKED = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
MASTODON = f"{TYPE}, {LINKED}, text/html;q=0.1"


@pytest.mark.parametrize(
    "resource",
    [
        "acct:strait_review@review.example",
        "acct:Strait_Review@REVIEW.example",
        ACTOR,
        "https://review.example/",
        "https://review.example/about/",
    ],
)
def test_webfinger_leads_to_the_actor(client, resource):
    answer = client.get(WEBFINGER, {"resource": resource})

    assert answer["Content-Type"] == "application/jrd+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    found = answer.json()
    assert found["subject"] == "acct:strait_review@review.example"
    [actor] = [link for link in found["links"] if link["rel"] == "self"]
    assert actor == {"rel": "self", "type": TYPE, "href": ACTOR}


def test_webfinger_gives_the_links_asked_for(client):
    asked = {"resource": ACTOR, "rel": "self"}

    assert [link["rel"] for link in client.get(WEBFINGER, asked).json()["links"]] == ["self"]
    nothing = client.get(WEBFINGER, {**asked, "rel": "nothing"}).json()
    assert nothing["links"] == []


@pytest.mark.parametrize(
    "query", ["", "?resource=", "?resource=name", "?resource=http%3A%2F%2F[::1"]
)
def test_webfinger_wants_a_resource(client, query):
    answer = client.get(f"{WEBFINGER}{query}")

    assert answer.status_code == 400
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "resource",
    [
        "acct:other@review.example",
        "acct:strait_review@other.example",
        "acct:strait_review@review.example@other.example",
        "https://review.example/nothing/",
        "https://other.example/fediverse/actor/",
    ],
)
def test_webfinger_knows_nobody_else(client, resource):
    never = client.get("/never/")
    answer = client.get(WEBFINGER, {"resource": resource})

    assert (answer.status_code, answer.content) == (404, never.content)


def test_host_meta_leads_to_webfinger(client):
    answer = client.get("/.well-known/host-meta")

    assert b"https://review.example/.well-known/webfinger?resource={uri}" in answer.content
    assert answer["Content-Type"].startswith("application/xrd+xml")


def test_nodeinfo_says_what_kind_of_server_this_is(client, make_public):
    make_public()
    [link] = client.get("/.well-known/nodeinfo").json()["links"]
    assert link["rel"] == "http://nodeinfo.diaspora.software/ns/schema/2.1"

    answer = client.get(link["href"].removeprefix("https://review.example"))

    assert answer.json() == {
        "version": "2.1",
        "software": {"name": "masthead", "version": "1"},
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": ["atom1.0", "rss2.0"]},
        "openRegistrations": False,
        "usage": {"users": {"total": 1}, "localPosts": 1},
        "metadata": {},
    }


def test_the_actor_is_the_publication(client, publication):
    answer = client.get("/fediverse/actor/", headers={"accept": TYPE})
    actor = answer.json()

    assert answer["Content-Type"] == TYPE
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (actor["id"], actor["type"]) == (ACTOR, "Organization")
    assert (actor["preferredUsername"], actor["name"]) == ("strait_review", "Harbour Review")
    assert actor["inbox"] == actor["endpoints"]["sharedInbox"]
    assert actor["publicKey"]["owner"] == ACTOR
    assert "Institute for Harbour Studies" in actor["summary"]
    assert {each["name"] for each in actor["attachment"]} == {"Website", "ISSN"}
    assert "2049-3630" in actor["attachment"][1]["value"]
    key = serialization.load_pem_public_key(actor["publicKey"]["publicKeyPem"].encode())
    assert key.key_size == 2048
    icon = client.get(actor["icon"]["url"].removeprefix("https://review.example"))
    assert icon.status_code in (200, 404)  # static files are served by the server, not in tests


@pytest.mark.parametrize("accept", [TYPE, LINKED, MASTODON, "application/json", "*/*", ""])
def test_servers_get_the_actor(client, accept):
    answer = client.get("/fediverse/actor/", headers={"accept": accept})

    assert (answer.status_code, answer.json()["id"]) == (200, ACTOR)
    assert "Accept" in answer["Vary"]


def test_people_get_the_page_about_the_publication(client):
    answer = client.get("/fediverse/actor/", headers={"accept": BROWSER})

    assert (answer.status_code, answer["Location"]) == (302, "https://review.example/about/")
    assert "Accept" in answer["Vary"]


def test_the_actor_is_not_sent_twice(client):
    first = client.get("/fediverse/actor/")
    again = client.get("/fediverse/actor/", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_the_key_is_made_once_and_kept_sealed(client, settings):
    first = client.get("/fediverse/actor/").json()["publicKey"]
    second = client.get("/fediverse/actor/").json()["publicKey"]
    own = OwnKey.objects.get()

    assert first == second
    assert "PRIVATE" not in own.sealed_private
    assert keys.signing_key(own, secret_key=settings.SECRET_KEY).key_size == 2048
    with pytest.raises(keys.Unreadable):
        keys.signing_key(own, secret_key="another" * 10)


def test_a_new_key_takes_the_place_of_one_that_cannot_be_read(client, settings, capsys):
    before = client.get("/fediverse/actor/").json()["publicKey"]["publicKeyPem"]
    settings.SECRET_KEY = "another" * 10

    call_command("new_fediverse_key")

    after = client.get("/fediverse/actor/").json()["publicKey"]["publicKeyPem"]
    assert after != before
    assert keys.signing_key(OwnKey.objects.get(), secret_key=settings.SECRET_KEY)
    assert "UTC" in capsys.readouterr().out
