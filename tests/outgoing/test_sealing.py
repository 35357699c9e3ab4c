"""What must be readable later is kept so that the database alone does not tell it."""

import pytest

from outgoing.sealing import FEDIVERSE_KEY, WEBHOOK_SECRET, Unreadable, seal, unseal


def test_what_is_sealed_opens_under_the_same_key_only():
    sealed = seal("whsec_x", purpose=WEBHOOK_SECRET, secret_key="one")

    assert unseal(sealed, purpose=WEBHOOK_SECRET, secret_key="one") == "whsec_x"
    assert "whsec" not in sealed
    with pytest.raises(Unreadable):
        unseal(sealed, purpose=WEBHOOK_SECRET, secret_key="two")
    with pytest.raises(Unreadable):
        unseal("", purpose=WEBHOOK_SECRET, secret_key="one")


def test_what_is_sealed_for_one_purpose_does_not_open_for_another():
    sealed = seal("whsec_x", purpose=WEBHOOK_SECRET, secret_key="one")

    with pytest.raises(Unreadable):
        unseal(sealed, purpose=FEDIVERSE_KEY, secret_key="one")


def test_what_was_sealed_by_an_earlier_release_still_opens():
    sealed = (
        "gAAAAABrBXiDRg1yMXpCLslWTiiMcYA17qofB7Gsm-VteWzs6V3l6Y9Us5QZSZN9tM6I3B"
        "tsJO35g3-Z9th78EuOui-bri1_hQ=="
    )

    assert unseal(sealed, purpose=FEDIVERSE_KEY, secret_key="one") == "whsec_x"
