"""What differs between installations comes from the environment, and unsafe ones do not start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from masthead import configuration
from masthead.configuration import UnsafeConfiguration

KEY = "q8Zr2vXw5tYb7nLm4kJh9gFd3sAp6oIu1eWc0xVzBnMqTyUiOp"
SAFE = {
    "DEBUG": "0",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "review.example, www.review.example",
    "SITE_URL": "https://review.example",
}


def problems(environment: dict[str, str], root: Path) -> str:
    with pytest.raises(UnsafeConfiguration) as refusal:
        configuration.read(environment, root=root)
    return "\n".join(refusal.value.problems)


def test_development_starts_with_nothing_set(tmp_path):
    read = configuration.read({}, root=tmp_path)

    assert not read.production
    assert not read.debug
    assert read.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert read.site_url == "http://127.0.0.1:8000"
    assert read.database["NAME"] == tmp_path / "var/masthead.sqlite3"
    assert read.media_root == tmp_path / "var/media"


def test_the_development_key_is_made_once_and_kept_from_others(tmp_path):
    first = configuration.read({}, root=tmp_path)
    second = configuration.read({}, root=tmp_path)
    kept = tmp_path / "var/secret_key"

    assert first.secret_key == second.secret_key == kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0
    assert list((tmp_path / "var").iterdir()) == [kept]


def test_a_complete_production_environment_is_accepted(tmp_path):
    read = configuration.read(SAFE, root=tmp_path)

    assert read.production
    assert read.allowed_hosts == ("review.example", "www.review.example")
    assert not (tmp_path / "var").exists()


def test_production_names_all_its_problems_at_once(tmp_path):
    found = problems(
        {"DEBUG": "1", "ALLOWED_HOSTS": "*", "SITE_URL": "http://review.example",
         "TIME_ZONE": "Middle/Earth", "CACHE_URL": "memcached://x", "EMAIL_URL": "pigeon://x",
         "DATABASE_URL": "mysql://u:secret@h/x", "MEDIA_STORAGE_URL": "s3://bucket"},
        tmp_path,
    )  # fmt: skip

    for name in ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "TIME_ZONE", "CACHE_URL",
                 "EMAIL_URL", "DATABASE_URL", "MEDIA_STORAGE_URL"):  # fmt: skip
        assert name in found
    assert "file:///absolute/path" in found
    assert "secret" not in found


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": f"development-{KEY}"}, "development key"),
        ({"SECRET_KEY": f"django-insecure-{KEY}"}, "development key"),
        ({"SECRET_KEY": "short"}, "too short"),
        ({"SECRET_KEY": "a" * 80}, "too simple"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set"),
        ({"ALLOWED_HOSTS": "review.example,*"}, "'*'"),
        ({"SITE_URL": ""}, "SITE_URL is not set"),
        ({"SITE_URL": "http://review.example"}, "https://"),
        ({"SITE_URL": "https://review.example/journal"}, "end with the host"),
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"DEBUG": "maybe"}, "write 1 or 0"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_production_refuses_each_hole(change, told, tmp_path):
    assert told in problems(SAFE | change, tmp_path)


@pytest.mark.parametrize(
    "environment",
    [
        {"DEBUG": "0"},
        {"DEBUG": "false"},
        {"SITE_URL": "https://review.example"},
        {"ALLOWED_HOSTS": "review.example"},
        {"ALLOWED_HOSTS": "*"},
        {"DEBUG": "1", "SITE_URL": "http://review.example"},
    ],
    ids=str,
)
def test_an_installation_that_faces_the_world_is_a_production_one(environment, tmp_path):
    assert "SECRET_KEY is not set" in problems(environment, tmp_path)


def test_debugging_is_for_development_only(tmp_path):
    assert configuration.read({"DEBUG": "1"}, root=tmp_path).debug


def test_a_port_of_its_own_shows_in_the_addresses(tmp_path):
    assert configuration.read({"PORT": "8123"}, root=tmp_path).site_url == "http://127.0.0.1:8123"


def test_a_command_says_what_is_wrong_without_a_traceback(root):
    answer = subprocess.run(
        [sys.executable, root / "manage.py", "check"],
        env={"PATH": os.environ["PATH"], "DEBUG": "0"},
        capture_output=True,
        text=True,
    )

    assert answer.returncode == 1
    assert "SECRET_KEY is not set" in answer.stderr
    assert "Traceback" not in answer.stderr
