"""Signatures by the text of the draft, and whatever bytes may come instead of one."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from fediverse.incoming import Malformed, host_of, parse, request_in
from fediverse.signatures import Unsigned, digest, public_key, read, signed_headers, verify

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BODY = b'{"type": "Follow"}'
TARGET = "/fediverse/inbox/"


@pytest.fixture(scope="module")
def headers(rsa_keys):
    """The headers of a request that is in order."""
    made = signed_headers(
        "POST",
        TARGET,
        "review.example",
        body=BODY,
        key_id="https://a.example/#key",
        key=rsa_keys[0],
        now=NOW,
    )
    return {"host": "review.example", **{name.lower(): value for name, value in made.items()}}


def test_the_digest_is_that_of_the_standard():
    # RFC 5843, section 2.2.1, and the draft's appendix C.
    assert digest(b'{"hello": "world"}') == "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="


def test_what_was_signed_is_read_and_verified(headers, rsa_keys):
    claim = read("POST", TARGET, headers, BODY, now=NOW)

    assert claim.key_id == "https://a.example/#key"
    assert verify(claim.signed, claim.signature, rsa_keys[0].public_key())
    assert not verify(claim.signed, claim.signature, rsa_keys[1].public_key())
    assert not verify(claim.signed + " ", claim.signature, rsa_keys[0].public_key())


@pytest.mark.parametrize("minutes", [-59, 59])
def test_clocks_may_differ_by_an_hour(headers, minutes):
    assert read("POST", TARGET, headers, BODY, now=NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", [-61, 61])
def test_clocks_may_not_differ_by_more(headers, minutes):
    with pytest.raises(Unsigned):
        read("POST", TARGET, headers, BODY, now=NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.replace('algorithm="rsa-sha256"', 'algorithm="hs2019"'),
        lambda s: s.replace('algorithm="rsa-sha256",', ""),
        lambda s: s.replace(",", ", "),
    ],
    ids=["hs2019", "no algorithm", "spaces"],
)
def test_spellings_that_are_met_are_understood(headers, change):
    assert read(
        "POST", TARGET, {**headers, "signature": change(headers["signature"])}, BODY, now=NOW
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s + ',keyId="https://b.example/#key"',
        lambda s: s + ",",
        lambda s: s + " x",
        lambda s: s.replace('"', "'"),
        lambda s: s.replace("host date", "host x-missing date"),
        lambda s: s.replace("host date", "host (created) date"),
        lambda s: s.replace('signature="', 'signature="*'),
        lambda s: s * 5,
    ],
    ids=["a name twice", "comma", "words", "quotes", "missing", "created", "not Base64", "long"],
)
def test_spellings_that_two_could_read_differently_are_not(headers, change):
    try:
        read("POST", TARGET, {**headers, "signature": change(headers["signature"])}, BODY, now=NOW)
    except Unsigned:
        return
    assert change("x") == "x,"  # a comma at the end means nothing to anybody


@settings(max_examples=50)
@given(signature=st.text(max_size=300), date=st.text(max_size=60), checksum=st.text(max_size=60))
def test_no_header_is_a_fault_of_ours(signature, date, checksum):
    given_headers = {"signature": signature, "date": date, "digest": checksum, "host": "x"}
    with pytest.raises(Unsigned):
        read("POST", TARGET, given_headers, BODY, now=NOW)


@settings(max_examples=50)
@given(body=st.binary(max_size=200))
def test_no_body_is_a_fault_of_ours(body):
    with pytest.raises(Malformed):
        request_in(parse(body), ours="https://review.example/")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "actor", "object", "@id", "@graph"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=50)
@given(
    activity=st.fixed_dictionaries(
        {
            "actor": st.just("https://a.example/u") | JSON,
            "type": st.sampled_from(["Follow", "Undo", "Delete", "Like"]) | JSON,
            "object": st.sampled_from(["https://a.example/u", "https://review.example/"]) | JSON,
        }
    )
)
def test_only_what_is_plainly_asked_is_done(activity):
    try:
        asked = request_in(activity, ours="https://review.example/")
    except Malformed:
        return
    assert host_of(asked.actor)
    if asked.wish == "follow":
        assert activity["type"] == "Follow"


@settings(max_examples=50)
@given(
    address=st.text(max_size=40)
    | st.text("a.1:[]@/?#%\x00é", max_size=30).map(lambda rest: f"https://{rest}")
)
def test_a_host_is_printable_and_without_a_user(address):
    host = host_of(address)

    assert host == "" or (host.isascii() and host.isprintable() and "@" not in host)


def pem(key) -> str:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode()


def test_only_rsa_keys_of_a_sound_length_are_keys(rsa_keys):
    weak = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    other = ed25519.Ed25519PrivateKey.generate()

    assert public_key(pem(rsa_keys[0].public_key()))
    assert public_key(pem(weak.public_key())) is None
    assert public_key(pem(other.public_key())) is None
    assert public_key("") is None
    assert public_key("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----") is None
