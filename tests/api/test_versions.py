"""The history of an article, and each version as it was."""

from datetime import UTC, datetime

import pytest

from record.document import Kind
from record.models import Version
from record.redacting import redact

pytestmark = pytest.mark.django_db


@pytest.fixture
def history(make_public, make_later):
    """An article called `lanes` with three versions; the first."""
    first = make_public(slug="lanes", title="Three Lanes")
    second = make_later(first, Kind.CORRECTION, "There are two.", title="Two Lanes")
    make_later(second, Kind.UPDATE, "A fourth was dug.", title="Four Lanes")
    return first


def test_the_history_names_every_version_with_its_note_and_digest(history, read, assert_described):
    told = read("articles/lanes/versions/")

    assert_described(told, "VersionList")
    lines = told["results"]
    assert [line["number"] for line in lines] == [3, 2, 1]
    assert [line["note"] for line in lines] == ["A fourth was dug.", "There are two.", ""]
    assert lines[0]["predecessor"] == lines[1]["digest"]
    assert lines[2]["predecessor"] == ""


def test_each_version_is_told_as_it_was(history, read, assert_described):
    titles = []
    for line in read("articles/lanes/versions/")["results"]:
        told = read(f"articles/lanes/versions/{line['number']}/")
        assert_described(told, "Article")
        assert told["digest"] == line["digest"]
        titles.append(told["title"])

    assert titles == ["Four Lanes", "Two Lanes", "Three Lanes"]


def test_a_removed_version_says_why_and_the_others_stay(history, client, read):
    version = Version.objects.get(article=history.article, number=1)
    redact(version, notice="A name was removed.", by="editor", at=datetime.now(UTC))

    answer = client.get("/api/v1/articles/lanes/versions/1/")

    assert (answer.status_code, answer.json()["notice"]) == (410, "A name was removed.")
    assert answer.json()["article"] is None
    assert read("articles/lanes/versions/")["results"][2]["removed"] == "A name was removed."
    assert read("articles/lanes/versions/2/")["title"] == "Two Lanes"


@pytest.mark.parametrize("number", ["0", "4", "01", "-1", "1.0", "٣", "9" * 30, "99999999999"])
def test_a_version_that_never_was_is_not_there(history, client, number):
    assert client.get(f"/api/v1/articles/lanes/versions/{number}/").status_code == 404


def test_a_version_known_to_the_client_is_not_sent_again(history, client):
    first = client.get("/api/v1/articles/lanes/versions/1/")

    again = client.get(
        "/api/v1/articles/lanes/versions/1/", headers={"If-None-Match": first["ETag"]}
    )

    assert again.status_code == 304


def test_histories_take_a_constant_number_of_queries(
    history, client, make_public, django_assert_num_queries
):
    make_public(slug="short")

    for slug in ("lanes", "short"):
        with django_assert_num_queries(1 + 2):
            client.get(f"/api/v1/articles/{slug}/versions/")
        with django_assert_num_queries(1 + 3):
            client.get(f"/api/v1/articles/{slug}/versions/1/")
