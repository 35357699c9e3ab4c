"""That a partner's key was issued or revoked, and by whom, is entered; the key itself is not."""

from django.utils import timezone

from audit.models import Act
from partners import keys


def test_issuing_and_revoking_a_key_is_entered(make_partner, managing_editor):
    partner = make_partner()

    issued = keys.issue(partner, label="site", by=managing_editor)
    keys.revoke(issued.key, now=timezone.now(), by=managing_editor)
    keys.revoke(issued.key, now=timezone.now(), by=managing_editor)

    revoked, made = Act.objects.all()
    assert [made.what, revoked.what] == ["key issued", "key revoked"]
    assert (made.by, made.after["partner"]) == (managing_editor, str(partner))
    everything = f"{made.label} {made.after} {revoked.after}"
    assert issued.text not in everything
    assert issued.key.digest not in everything
