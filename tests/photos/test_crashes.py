"""A process killed at the worst instruction leaves nothing but files that can be swept."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Dies the moment the first row of the table is about to be written.
PROGRAM = """
import io, os, signal, sys
import django
django.setup()
from django.db import connection
from photos.models import Band, Likeness, Photo, Rendition
from photos.renditions import make_renditions
from photos.uploading import store_photo
from publication.models import Licence

picture, table = open(os.environ["PICTURE"], "rb"), os.environ.get("DEADLY_TABLE")

def deadly(execute, sql, params, many, context):
    if table and sql.startswith(f'INSERT INTO "{table}"'):
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

if not connection.introspection.table_names():
    with connection.schema_editor() as editor:
        for model in (Licence, Photo, Rendition, Band, Likeness):
            editor.create_model(model)
with connection.execute_wrapper(deadly):
    photo = Photo.objects.first() or store_photo(picture, name="a.jpg", cropping_allowed=False)
    make_renditions(photo)
"""


@pytest.fixture
def run(tmp_path, make_picture):
    picture = tmp_path / "picture"
    picture.write_bytes(make_picture((330, 320)))

    def run(deadly_table=""):
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
            "DJANGO_SETTINGS_MODULE": "masthead.settings",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
            "MEDIA_STORAGE_URL": f"file://{tmp_path / 'files'}",
            "PICTURE": str(picture),
            "DEADLY_TABLE": deadly_table,
        }
        command = [sys.executable, "-c", PROGRAM]
        return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)

    return run


def test_killed_between_file_and_row_and_started_again(run, tmp_path):
    def rows(query):
        with sqlite3.connect(tmp_path / "db.sqlite3") as connection:
            return connection.execute(query).fetchall()

    killed = run("photos_photo")
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert rows("SELECT * FROM photos_photo") == []
    assert len(list((tmp_path / "files").rglob("*.jpg"))) == 1

    killed = run("photos_rendition")
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert rows("SELECT * FROM photos_rendition") == []

    assert run().returncode == 0
    named = [name for (name,) in rows("SELECT file FROM photos_rendition")]
    named += [name for (name,) in rows("SELECT original FROM photos_photo")]
    assert len(named) == 4
    assert all((tmp_path / "files" / name).is_file() for name in named)
