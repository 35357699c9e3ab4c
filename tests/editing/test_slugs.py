import os
import re
import sqlite3
import subprocess
import sys
import threading

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from authors.models import Author
from editing.models import FormerSlug
from editing.slugs import (
    MAX_LENGTH,
    SlugTaken,
    current_object,
    free_slug,
    make_slug,
    remember_slug,
    save_under_free_slug,
)


@given(st.text(max_size=200))
def test_a_slug_is_short_ascii_words_with_single_hyphens(text):
    slug = make_slug(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= MAX_LENGTH
    assert make_slug(slug) == slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        pytest.param("Asia’s ports, U.S. eyes", "asias-ports-us-eyes", id="joined"),
        pytest.param("Growth of 3.5 percent", "growth-of-3-5-percent", id="decimal point"),
        pytest.param("Sea–land links", "sea-land-links", id="dash between words"),
        pytest.param("İstanbul ve ISPARTA", "istanbul-ve-isparta", id="Turkish I"),
        pytest.param("Đặng Thị Hoa", "dang-thi-hoa", id="Vietnamese"),
        pytest.param("Ｗｉｄｅ ﬁelds", "wide-fields", id="compatibility forms"),
        pytest.param("Cafe\u0301", "cafe", id="decomposed"),
        pytest.param("Café", "cafe", id="composed"),
        pytest.param("김민지", "untitled", id="nothing in ASCII"),
        pytest.param("\u202e\x00", "untitled", id="nothing at all"),
    ],
)
def test_a_title_becomes_the_slug_one_would_type(title, slug):
    assert make_slug(title) == slug


def test_a_long_title_ends_with_a_whole_word():
    assert make_slug("harbour " * 20).endswith("harbour")


def test_fifty_of_one_name_get_fifty_slugs(make_author):
    slugs = {make_author("Lotte", "Verhaegen").slug for _ in range(50)}
    assert len(slugs) == 50
    assert {"lotte-verhaegen", "lotte-verhaegen-2", "lotte-verhaegen-50"} <= slugs


def test_fifty_of_one_long_name_get_fifty_slugs_of_permitted_length(make_author):
    slugs = {make_author("x" * 60, "y" * 60).slug for _ in range(50)}
    assert len(slugs) == 50
    assert max(map(len, slugs)) <= MAX_LENGTH


TEN_AT_ONCE = """
import threading
import django
django.setup()
from authors.models import Author
from editing.slugs import save_under_free_slug

begin = threading.Barrier(10)

def create():
    begin.wait()
    for _ in range(5):
        save_under_free_slug(Author(family_name="Verhaegen"), "Verhaegen")

threads = [threading.Thread(target=create) for _ in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(Author.objects.values("slug").distinct().count())
"""


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_fifty_by_ten_at_the_same_moment_get_fifty_slugs(tmp_path, root):
    # The tests' own database lives in memory, where connections do not wait for each other.
    database = tmp_path / "concurrent.sqlite3"
    connection.ensure_connection()
    copy = sqlite3.connect(database)
    connection.connection.backup(copy)
    copy.close()

    answer = subprocess.run(
        [sys.executable, "-c", TEN_AT_ONCE],
        cwd=root,
        env={
            **os.environ,
            "DATABASE_URL": f"sqlite:///{database}",
            "DJANGO_SETTINGS_MODULE": "masthead.settings",
            "PYTHONPATH": f"{root}:{root / 'platform'}",
        },
        capture_output=True,
        text=True,
    )

    assert answer.stderr == ""
    assert answer.stdout.strip() == "50"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_fifty_by_ten_connections_get_fifty_slugs():
    begin = threading.Barrier(10)
    failures = []

    def create() -> None:
        try:
            begin.wait()
            for _ in range(5):
                save_under_free_slug(Author(family_name="Verhaegen"), "Verhaegen")
        except Exception as failure:  # noqa: BLE001 - shown below
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=create) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert Author.objects.values("slug").distinct().count() == 50


def test_a_former_slug_leads_to_its_object_and_is_given_to_nobody_else(make_author):
    author = make_author("Lotte", "Verhaegen")
    author.slug = "lotte-peeters"
    author.save()
    remember_slug(author, "lotte-verhaegen")

    assert current_object(Author, "lotte-verhaegen") == author
    assert make_author("Lotte", "Verhaegen").slug == "lotte-verhaegen-2"
    assert free_slug(Author, "lotte-verhaegen", exclude_pk=author.pk) == "lotte-verhaegen"


def test_a_slug_taken_back_redirects_no_more(make_author):
    author = make_author(slug="old")
    for new, previous in [("new", "old"), ("old", "new")]:
        author.slug = new
        author.save()
        remember_slug(author, previous)

    assert current_object(Author, "old") is None
    assert current_object(Author, "new") == author


def test_a_slug_remembered_for_one_cannot_be_remembered_for_another(make_author):
    first, second = make_author(slug="first"), make_author(slug="second")
    FormerSlug.objects.create(model="authors.author", slug="past", object_id=first.pk)

    with pytest.raises(SlugTaken), transaction.atomic():
        remember_slug(second, "past")

    assert current_object(Author, "past") == first


def test_a_former_slug_of_something_deleted_leads_nowhere(make_author):
    author = make_author(slug="new")
    remember_slug(author, "old")
    author.delete()
    assert current_object(Author, "old") is None
