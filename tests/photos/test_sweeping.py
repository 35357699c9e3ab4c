import io
import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from photos.renditions import make_renditions
from photos.storage import keep
from photos.sweeping import orphans, sweep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def age(path, hours):
    then = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(path, (then, then))


@pytest.fixture
def stray(media_root):
    """`stray(hours=30)`: a stored file that no row names."""

    def make(hours, content=b"stray"):
        kept = keep(io.BytesIO(content), folder="renditions", extension="webp")
        age(media_root / kept.name, hours)
        return kept.name

    return make


def test_only_old_files_that_nobody_names_go(media_root, make_photo, stray):
    photo = make_photo(width=330, height=320, renditions=True)
    named = {photo.original.name, *photo.renditions.values_list("file", flat=True)}
    for name in named:
        age(media_root / name, 1000)
    old, young = stray(25, b"old"), stray(23, b"young")
    unfinished = media_root / "originals" / ".incoming-x1"
    unfinished.write_bytes(b"half")
    age(unfinished, 48)
    elsewhere = media_root / "manuscript.docx"
    elsewhere.write_bytes(b"not ours")
    age(elsewhere, 1000)

    swept = {file.name for file in sweep(now=NOW)}

    assert swept == {old, "originals/.incoming-x1"}
    assert not (media_root / old).exists()
    assert all((media_root / name).exists() for name in {*named, young})
    assert elsewhere.exists()


def test_files_of_replaced_renditions_and_deleted_photos_become_orphans(make_photo):
    photo = make_photo(width=330, height=320, cropping_allowed=False, renditions=True)
    before = set(photo.renditions.values_list("file", flat=True))
    photo.credit_line = "Another"
    photo.save()
    make_renditions(photo)

    assert set(orphans()) == before

    photo.delete()
    assert len(set(orphans())) == 1 + 2 * len(before)


def test_a_dry_run_names_files_and_removes_none(media_root, stray, capsys):
    name = stray(24 * 365 * 10)

    call_command("sweep_photos", "--dry-run")

    assert name in capsys.readouterr().out
    assert (media_root / name).exists()

    call_command("sweep_photos")
    assert "1 files" in capsys.readouterr().out
    assert not (media_root / name).exists()


def test_an_empty_storage_is_swept_without_a_word():
    assert list(sweep(now=NOW)) == []
