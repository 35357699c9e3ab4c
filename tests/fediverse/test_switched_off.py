"""Without a FEDIVERSE_NAME there is no trace of any of this."""

import uuid

import pytest
from django.urls import get_resolver, reverse

from fediverse import chores
from fediverse.models import Arrival, Delivery, Follower, Instance, OwnKey
from fediverse.urls import urlpatterns
from record.following import follow

pytestmark = pytest.mark.django_db


def every_address() -> list[str]:
    """Of this room, as its own table says, so that a new one is covered on its first day."""
    given = {"article": {"key": uuid.uuid4()}}
    return [reverse(f"fediverse:{p.name}", kwargs=given.get(p.name)) for p in urlpatterns]


def bare(answer) -> tuple[int, bytes, list]:
    return answer.status_code, answer.content, sorted(answer.headers.items())


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options", "patch"])
def test_every_address_answers_as_one_that_never_existed(client, method, make_public):
    article = make_public()
    ask = getattr(client, method)
    addresses = [
        *every_address(),
        f"/fediverse/articles/{article.article}/",
        "/.well-known/webfinger?resource=acct:x@testserver",
    ]

    for address in addresses:
        for path in (address, address.rstrip("/")):
            never = ask("/fediverse/nothing/" if path.endswith("/") else "/fediverse/nothing")
            assert bare(ask(path)) == bare(never), path


def test_nothing_is_queued_and_nothing_made(client, make_public, elsewhere):
    follow("fediverse", chores.announce)
    make_public()
    elsewhere.send(client, "ama", elsewhere.follow("ama"))
    follow("fediverse", chores.announce)
    chores.believe()
    chores.deliver()
    chores.forget()

    assert elsewhere.received == []
    for model in (Arrival, Delivery, Follower, Instance, OwnKey):
        assert not model.objects.exists()


def test_every_address_of_the_room_is_known_here():
    resolver = get_resolver()
    assert all(resolver.resolve(path).namespace == "fediverse" for path in every_address())
    assert len(every_address()) >= 9
