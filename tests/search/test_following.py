"""The index is where the record is, whoever brings it there."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection

from authors.models import Author
from record.document import Kind
from record.following import follow
from record.models import Cursor, Entry, Version
from record.redacting import redact
from search.following import FOLLOWER, index, rebuild
from search.models import IndexedText, KnownWord

pytestmark = pytest.mark.django_db


def work() -> None:
    while follow(FOLLOWER, index, limit=2):
        pass


def everything_indexed() -> tuple[object, ...]:
    rows = IndexedText.objects.order_by("key").values_list(
        "key", "version", "tags", "title", "body"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_text")
        texts = cursor.fetchone()
    return list(rows), sorted(KnownWord.objects.values_list("word", "articles")), texts


def test_what_was_just_published_is_found_without_a_worker(make_text, found) -> None:
    make_text("one", "A canal.")

    assert found("canal") == ["one"]


def test_a_search_catches_up_a_bounded_part_and_the_next_ones_the_rest(make_text, found) -> None:
    for number in range(60):
        make_text(f"n{number}", "A canal.")

    assert len(found("canal", size=100)) == 50
    assert len(found("canal", size=100)) == 60


def test_a_corrected_article_is_found_by_its_new_words_only(make_text, make_later, found) -> None:
    first = make_text("one", title="The Harpoon")
    assert found("harpoon") == ["one"]
    make_later(first, Kind.CORRECTION, title="The Anchor")

    assert found("harpoon") == []
    assert found("anchor") == ["one"]
    assert not KnownWord.objects.filter(word="harpoon").exists()


def test_a_withdrawn_article_leaves_nothing_behind(make_text, make_later, search) -> None:
    first = make_text("one", "A harpoon.", title="Unspeakable")
    assert search("harpoon").total == 1
    make_later(first, Kind.WITHDRAWAL)

    for text in ("harpoon", "unspeakable", "harpon", "author:mirae-yoon", "-nothing"):
        page = search(text)
        assert (page.hits, page.total, page.suggestion) == ((), 0, ""), text
        assert not any(page.facets.values())
    assert everything_indexed() == ([], [], (0,))


def test_a_stale_index_shows_nothing_rather_than_what_it_was(
    make_text, make_later, search, monkeypatch
) -> None:
    first, second = make_text("one", "A harpoon."), make_text("two", "A harpoon.")
    assert search("harpoon").total == 2
    make_later(first, Kind.WITHDRAWAL)
    make_later(second, Kind.CORRECTION, body=())
    Cursor.objects.filter(follower=FOLLOWER).update(position=99)  # as if nobody had followed

    page = search("harpoon")

    assert (page.hits, page.total) == ((), 0)
    assert not any(page.facets.values())


def test_a_redacted_version_changes_nothing_of_what_is_found(make_text, make_later, found) -> None:
    first = make_text("one", "A harpoon.")
    make_later(first, Kind.CORRECTION, body=())
    version = Version.objects.get(number=1)
    redact(version, notice="Removed.", by="an editor", at=datetime(2026, 5, 1, tzinfo=UTC))

    assert found("harpoon") == []
    assert found("untitled") == ["one"]


def test_following_again_and_in_another_order_gives_the_same_index(make_text, make_later) -> None:
    first = make_text("one", "A harpoon.")
    second = make_text("two", "An anchor.")
    make_later(first, Kind.UPDATE, title="A Lighthouse")
    make_later(second, Kind.WITHDRAWAL)
    work()
    before = everything_indexed()

    index(list(Entry.objects.order_by("-position").select_related("version")))

    assert everything_indexed() == before


def test_the_index_made_anew_is_the_one_that_followed(make_text, make_later, capsys) -> None:
    first = make_text("one", "A harpoon, twice a harpoon.")
    make_text("two", "An anchor.")
    make_later(first, Kind.CORRECTION, title="A Lighthouse")
    work()
    before = everything_indexed()
    KnownWord.objects.all().delete()

    call_command("rebuild_search")

    assert everything_indexed() == before
    assert "3 entries" in capsys.readouterr().out
    assert rebuild() == 3


def test_a_long_text_is_found_by_its_beginning(make_text, found) -> None:
    make_text("long", "begin " + "".join(f"word{n} " for n in range(20_000)) + "ending")

    assert found("begin word9999") == ["long"]
    assert found("ending") == []


def test_words_no_database_likes_are_indexed(make_text, found) -> None:
    make_text("odd", "it's \\ 'quoted' a:1A ½ \u202e x\u0301 🙂 " + "y" * 5000 + " " + "해" * 3000)

    assert found("quoted") == ["odd"]


def test_an_author_who_is_renamed_is_filtered_by_the_present_address(make_text, found) -> None:
    make_text("one")
    assert found("author:mirae-yoon") == ["one"]
    Author.objects.filter(slug="mirae-yoon").update(slug="m-yoon")

    assert found("author:m-yoon") == ["one"]
