"""A supervisor's two questions."""

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings


def test_a_process_that_is_up_says_so_without_touching_the_database(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_an_installation_whose_parts_work_is_ready(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_a_part_that_fails_is_named_and_its_reason_kept_inside(client, settings, tmp_path, caplog):
    (tmp_path / "media").write_text("a file where a folder should be")
    settings.MEDIA_ROOT = tmp_path / "media"

    with override_settings(
        CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    ):
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "failing": ["cache", "storage"]}
    assert "not ready: storage" in caplog.text


@pytest.mark.django_db
def test_a_database_behind_the_code_is_not_ready(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    recorded = MigrationRecorder.Migration.objects.filter(app="sessions", name="0001_initial")
    recorded.delete()

    answer = client.get("/readyz")

    assert answer.json()["failing"] == ["migrations"]


def test_nothing_else_but_reading_is_answered(client):
    assert client.post("/healthz").status_code == 405
