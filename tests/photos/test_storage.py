import io
import os
import resource
import subprocess
from contextlib import contextmanager

import pytest
from django.core.files.storage import default_storage

from photos.models import Photo
from photos.renditions import make_missing, renditions_missing
from photos.storage import StorageFull, as_local_path, keep
from photos.uploading import store_photo

KILOBYTE = 1024


@contextmanager
def files_no_larger_than(size):
    """The kernel answers a write beyond `size` as it answers one on a full disk: EFBIG."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def small_disk(tmp_path, settings):
    """A disk of 256 KB under MEDIA_ROOT."""
    root = tmp_path / "disk"
    root.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(root)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("mounting a small disk is not allowed here")
    settings.MEDIA_ROOT = root
    yield root
    subprocess.run(["umount", str(root)], check=True)


def files_under(root):
    return [path for path in root.rglob("*") if path.is_file()]


def test_what_is_kept_is_named_by_its_content(media_root):
    kept = keep(io.BytesIO(b"abc"), folder="originals", extension="jpg")

    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (kept.name, kept.size) == (f"originals/ba/78/{digest}.jpg", 3)
    assert (media_root / kept.name).read_bytes() == b"abc"


def test_a_name_already_taken_is_never_written_over(media_root):
    first = keep(io.BytesIO(b"abc"), folder="originals", extension="jpg")
    second = keep(io.BytesIO(b"abc"), folder="originals", extension="jpg")

    assert second.name != first.name
    assert second.sha256 == first.sha256


def test_a_file_that_does_not_fit_leaves_nothing(media_root):
    with files_no_larger_than(10 * KILOBYTE), pytest.raises(StorageFull, match="disk is full"):
        keep(io.BytesIO(bytes(30 * KILOBYTE)), folder="originals", extension="jpg")

    assert files_under(media_root) == []


@pytest.mark.django_db
def test_an_upload_to_a_full_disk_leaves_neither_file_nor_row(small_disk, make_picture):
    content = make_picture((640, 400)) + os.urandom(400 * KILOBYTE)

    with pytest.raises(StorageFull):
        store_photo(io.BytesIO(content), name="a.jpg")

    assert not Photo.objects.exists()
    assert files_under(small_disk) == []
    # With room again, all is well.
    assert store_photo(io.BytesIO(make_picture()), name="a.jpg").pk


@pytest.mark.django_db
def test_renditions_wait_until_there_is_room(media_root, make_photo, small_disk):
    photo = make_photo(width=330, height=320)
    filler = small_disk / "filler"
    filler.write_bytes(bytes(230 * KILOBYTE))

    assert make_missing() == 0
    assert list(renditions_missing()) == [photo]

    filler.unlink()
    assert make_missing() == 1


def test_a_program_gets_a_path_and_a_lost_file_is_told(media_root, db):
    kept = keep(io.BytesIO(b"abc"), folder="originals", extension="jpg")
    photo = Photo(original=kept.name)

    with as_local_path(photo.original) as path:
        assert path.read_bytes() == b"abc"
    default_storage.delete(kept.name)
    with pytest.raises(FileNotFoundError), as_local_path(photo.original):
        pass


def test_only_photo_folders_exist(media_root):
    with pytest.raises(ValueError, match="manuscripts"):
        keep(io.BytesIO(b"abc"), folder="manuscripts", extension="docx")
