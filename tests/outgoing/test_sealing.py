"""What must be readable later is kept so that the database alone does not tell it."""

import pytest

from outgoing.sealing import Unreadable, seal, unseal


def test_what_is_sealed_opens_under_the_same_key_only():
    sealed = seal("whsec_x", secret_key="one")

    assert unseal(sealed, secret_key="one") == "whsec_x"
    assert "whsec" not in sealed
    with pytest.raises(Unreadable):
        unseal(sealed, secret_key="two")
    with pytest.raises(Unreadable):
        unseal("", secret_key="one")
