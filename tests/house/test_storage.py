"""An upload is private, and lies on the disk whole or not at all."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


class FullDisk(ContentFile):
    """Content whose second half meets a disk without room."""

    def chunks(self, chunk_size=None):
        yield b"first half"
        raise OSError(28, "No space left on device")


def test_a_file_comes_back_as_it_was_given():
    name = default_storage.save("originals/bridge.jpg", ContentFile(b"a photo"))

    assert default_storage.open(name).read() == b"a photo"


def test_a_second_file_of_one_name_gets_a_name_of_its_own():
    first = default_storage.save("bridge.jpg", ContentFile(b"one"))
    second = default_storage.save("bridge.jpg", ContentFile(b"two"))

    assert first != second
    assert default_storage.open(first).read() == b"one"
    assert default_storage.open(second).read() == b"two"


def test_a_full_disk_leaves_nothing_behind(tmp_path):
    with pytest.raises(OSError, match="No space left"):
        default_storage.save("originals/bridge.jpg", FullDisk(b""))

    assert not list((tmp_path / "originals").iterdir())


def test_a_private_file_has_no_address_and_is_closed_to_other_accounts(tmp_path):
    name = default_storage.save("bridge.jpg", ContentFile(b"a photo"))

    assert default_storage.url(name) == ""
    assert (tmp_path / name).stat().st_mode & 0o007 == 0


def test_a_name_cannot_leave_the_storage():
    with pytest.raises(Exception, match=r"path traversal|outside"):
        default_storage.save("../outside.jpg", ContentFile(b"x"))
