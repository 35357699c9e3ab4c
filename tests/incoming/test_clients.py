"""Who asks is found out without being fooled, and counted without being known."""

from datetime import UTC, datetime, timedelta

import pytest

from incoming.clients import client_address, pseudonym

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("peer", "forwarded", "client_is"),
    [
        ("8.8.8.8", "", "8.8.8.8"),
        ("8.8.8.8", "9.9.9.9", "8.8.8.8"),
        ("127.0.0.1", "9.9.9.9", "9.9.9.9"),
        ("10.1.2.3", "1.1.1.1, 9.9.9.9", "9.9.9.9"),
        ("10.1.2.3", "1.1.1.1, 9.9.9.9, 10.9.9.9", "9.9.9.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("", "9.9.9.9", "9.9.9.9"),
        ("::1", "2a00:1450::1", "2a00:1450::1"),
        ("::ffff:8.8.8.8", "9.9.9.9", "8.8.8.8"),
        ("::ffff:10.1.2.3", "9.9.9.9", "9.9.9.9"),
    ],
)
def test_only_a_neighbour_is_believed_whom_it_speaks_for(peer, forwarded, client_is):
    assert client_address({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}) == client_is


def test_an_address_is_another_for_each_purpose_and_day():
    def called(address="8.8.8.8", purpose="api", now=NOW, secret_key="one"):
        return pseudonym(address, purpose, now=now, secret_key=secret_key)

    names = {
        called(),
        called(purpose="mail"),
        called(now=NOW + timedelta(days=1)),
        called(secret_key="two"),
        called(address="8.8.4.4"),
    }

    assert len(names) == 5
    assert called(now=NOW + timedelta(hours=11)) == called()


def test_an_ipv6_address_counts_with_its_network():
    one, other, elsewhere = (
        pseudonym(address, "api", now=NOW, secret_key="one")
        for address in ("2a00:1450::1", "2a00:1450::2", "2a00:1450:0:1::1")
    )

    assert one == other != elsewhere
