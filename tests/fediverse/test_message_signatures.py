"""RFC 9421: a request signed by the text of the standard follows; anything less does not."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from hypothesis import given, settings
from hypothesis import strategies as st

from fediverse import chores
from fediverse.message_signatures import content_digest, read
from fediverse.models import Arrival, Follower
from fediverse.signatures import Unsigned
from tests.factories.fediverse import TYPE

COVERED = ("@method", "@target-uri", "content-digest")
VALUES = {
    "@method": "POST",
    "@target-uri": "https://review.example/fediverse/inbox/",
    "@authority": "review.example",
    "@path": "/fediverse/inbox/",
    "content-type": TYPE,
}


def signed(elsewhere, name, body, covered=COVERED, **changes):
    """The headers of a POST, by the signer's side of sections 2.5 and 3.1."""
    actor = elsewhere.person(name)
    created = changes.get("created", datetime.now(UTC))
    digest = f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"
    parameters = '({});created={};keyid="{}"{}'.format(
        " ".join(f'"{each}"' for each in covered),
        int(created.timestamp()),
        changes.get("key_id", f"{actor}#main-key"),
        changes.get("more", ';alg="rsa-v1_5-sha256"'),
    )
    values = {**VALUES, "content-digest": digest}
    lines = [f'"{each}": {values[each]}' for each in covered]
    text = "\n".join([*lines, f'"@signature-params": {parameters}'])
    signature = elsewhere.people[name].sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return {
        "host": "review.example",
        "content-digest": changes.get("digest", digest),
        "signature-input": f"sig1={parameters}",
        "signature": f"sig1=:{base64.b64encode(signature).decode()}:",
    }


@pytest.fixture
def post(db, client, federated):
    def send(elsewhere, **changes):
        body = json.dumps(elsewhere.follow("ama")).encode()
        headers = signed(elsewhere, "ama", body, **changes)
        return client.post("/fediverse/inbox/", data=body, content_type=TYPE, headers=headers)

    return send


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"covered": ("@method", "@authority", "@path", "content-digest", "content-type")},
        {"more": ""},
        {"more": f";expires={int((datetime.now(UTC) + timedelta(minutes=9)).timestamp())}"},
    ],
    ids=["usual", "in parts", "no algorithm", "expiring"],
)
def test_who_signs_by_the_standard_follows(post, elsewhere, changes):
    assert post(elsewhere, **changes).status_code == 202
    chores.believe()

    assert [each.actor for each in Follower.objects.all()] == [elsewhere.person("ama")]


@pytest.mark.parametrize(
    "changes",
    [
        {"covered": ("@method", "content-digest")},
        {"covered": ("@target-uri", "content-digest")},
        {"covered": ("@method", "@target-uri")},
        {"covered": (*COVERED, "@method")},
        {"created": datetime.now(UTC) - timedelta(hours=2)},
        {"created": datetime.now(UTC) + timedelta(hours=2)},
        {"more": ";expires=7"},
        {"more": ';alg="hmac-sha256"'},
        {"more": ';keyid="https://b.example/"'},
        {"digest": content_digest(b"another")},
        {"digest": ""},
        {"key_id": "https://b.example/users/ama#main-key"},
        {"key_id": ""},
    ],
    ids=range(13),
)
def test_whoever_does_not_is_refused(post, elsewhere, changes):
    assert post(elsewhere, **changes).status_code == 401
    assert not Arrival.objects.exists()


def test_a_signature_of_another_key_makes_no_follower(post, elsewhere, rsa_keys):
    elsewhere.person("ama")
    elsewhere.people["ama"], honest = rsa_keys[2], elsewhere.people["ama"]
    post(elsewhere)
    elsewhere.people["ama"] = honest
    chores.believe()

    assert not Follower.objects.exists()


SIGNS = 'sig1=("@method" "@path");created=9;keyid="x";alg="y" :AAAA:,\\\u00e9'


@settings(max_examples=50)
@given(
    signature=st.just("sig1=:AAAA:") | st.text(SIGNS, max_size=40),
    given_input=st.text(SIGNS, max_size=80)
    | st.text(SIGNS, max_size=40).map(lambda text: f'sig1=("@method" "content-digest"){text}'),
)
def test_no_header_is_a_fault_of_ours(signature, given_input):
    headers = {"signature": signature, "signature-input": given_input, "host": "x"}
    with pytest.raises(Unsigned):
        read("POST", "https://review.example/", headers, b"", now=datetime.now(UTC))
