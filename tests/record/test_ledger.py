"""What is published: appended in order, indexed by what it names, never changed."""

import dataclasses
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from authors.models import Author
from photos.models import Photo
from publication.models import Topic
from record import ledger, listings
from record.canonical import loads
from record.document import Kind, Term
from record.models import Appearance, Entry, Head, PublishedArticle, Version
from record.redacting import StillCurrent, redact
from record.verifying import findings

pytestmark = pytest.mark.django_db


def version_of(document) -> Version:
    return Version.objects.get(article=document.article, number=document.number)


def test_a_published_document_is_read_back_as_it_was(make_public):
    document = make_public(title="The Mesh of the Net")

    assert loads(version_of(document).document) == document


def test_each_version_carries_its_predecessors_digest(make_public, make_later):
    first = make_public()
    second = make_later(first, Kind.CORRECTION, title="A better title")

    assert version_of(first).predecessor == ""
    assert version_of(second).predecessor == version_of(first).digest


def test_entries_count_on_without_a_gap_and_end_at_the_head(make_public, make_later):
    first = make_public()
    make_public()
    make_later(first, Kind.UPDATE)

    assert list(Entry.objects.order_by("position").values_list("position", "event")) == [
        (1, "published"),
        (2, "published"),
        (3, "updated"),
    ]
    head = Head.objects.get()
    assert (head.position, head.chain) == (3, Entry.objects.get(position=3).chain)


@pytest.mark.parametrize("number", [1, 3], ids=["the same again", "one left out"])
def test_a_version_that_does_not_follow_the_last_one_is_refused(make_public, number):
    document = make_public()

    with pytest.raises(ledger.OutOfOrder):
        ledger.append(dataclasses.replace(document, number=number))

    assert Version.objects.count() == Entry.objects.count() == 1


def test_a_document_naming_somebody_unknown_leaves_no_trace(make_public):
    document = make_public()
    stranger = dataclasses.replace(
        document,
        article="00000000-0000-4000-8000-000000000001",
        slug="another",
        topics=(Term("no-such-topic", "No such topic"),),
    )

    with pytest.raises(ledger.UnknownName) as error:
        ledger.append(stranger)

    assert (error.value.what, error.value.names) == ("topic", ("no-such-topic",))
    assert Version.objects.count() == 1
    assert Head.objects.get().position == 1


@pytest.mark.parametrize("table", ["record_version", "record_entry"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_what_is_published(make_public, table, change):
    make_public()
    column = "position" if table == "record_entry" else "id"
    statement = change.format(table).replace("id = id", f"{column} = {column}")

    with (
        pytest.raises(IntegrityError, match="what is published never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert Version.objects.count() == Entry.objects.count() == 1


def test_emptying_a_version_without_a_redaction_is_refused(make_public):
    make_public()

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Version.objects.update(document="")


def test_an_article_leaves_the_listings_of_a_topic_its_new_version_no_longer_names(
    make_public, make_later
):
    first = make_public(topics=(Term("ports", "Ports"),))
    make_later(first, Kind.CORRECTION, topics=(Term("ferries", "Ferries"),))
    ports, ferries = Topic.objects.get(slug="ports"), Topic.objects.get(slug="ferries")

    assert not listings.articles(topic=ports).exists()
    assert listings.articles(topic=ferries).count() == 1
    # Version 1 is still readable and still names it.
    assert listings.public(Topic).filter(slug="ports").exists()


def test_a_withdrawal_takes_article_author_topic_and_photo_from_the_public(
    make_public, make_later, make_photo
):
    document = make_public(photo=make_photo(), topics=(Term("ports", "Ports"),))
    assert listings.public(Photo).exists()

    make_later(document, Kind.WITHDRAWAL, "It was another's work.")

    assert not listings.articles().exists()
    for model in (Author, Topic, Photo):
        assert not listings.public(model).exists()
    found = listings.find_article(document.slug)
    assert isinstance(found, listings.Gone)
    assert found.notice == "It was another's work."
    assert isinstance(listings.find_version(document.slug, 1), listings.Gone)


def test_a_former_address_leads_to_the_present_one(make_public, make_later):
    first = make_public(slug="old-address")
    make_later(first, Kind.UPDATE, slug="new-address")

    assert listings.find_article("old-address") == listings.Moved("new-address")
    assert listings.slug_taken("old-address", by=PublishedArticle.objects.get().article) is False


def test_a_redacted_version_loses_its_text_and_keeps_its_place(make_public, make_later):
    first = make_public(title="A name that must go")
    make_later(first, Kind.CORRECTION, title="Another name")
    version, digest = version_of(first), version_of(first).digest

    redact(version, notice="Removed by court order.", by="editor", at=timezone.now())
    redact(version, notice="Said twice.", by="editor", at=timezone.now())

    version.refresh_from_db()
    assert (version.document, version.digest) == ("", digest)
    assert not Appearance.objects.filter(version=version).exists()
    found = listings.find_version(first.slug, 1)
    assert isinstance(found, listings.Gone)
    assert found.notice == "Removed by court order."
    assert [entry.event for entry in Entry.objects.order_by("position")][-1] == "redacted"
    assert [f.altered for f in findings()] == [False]


def test_what_readers_see_now_is_not_redacted_under_their_eyes(make_public):
    document = make_public()

    with pytest.raises(StillCurrent):
        redact(version_of(document), notice="…", by="editor", at=timezone.now())


def test_listing_any_number_of_articles_costs_one_query(make_public, django_assert_num_queries):
    for _ in range(7):
        make_public(topics=(Term("ports", "Ports"),))
    ports = Topic.objects.get(slug="ports")

    with django_assert_num_queries(1):
        slugs = [article.slug for article in listings.articles(topic=ports)]

    assert slugs == [f"article-{n}" for n in range(7, 0, -1)]


def test_listings_can_be_narrowed_by_language_and_time(make_public):
    early = make_public(language="ko")
    late = make_public()

    assert [a.slug for a in listings.articles(language="ko")] == [early.slug]
    assert [a.slug for a in listings.articles(since=late.first_published)] == [late.slug]
    assert [a.slug for a in listings.articles(before=late.first_published)] == [early.slug]


# --- verify_record ----------------------------------------------------------------------------


def verify() -> str:
    out = StringIO()
    call_command("verify_record", stdout=out, no_color=True)
    return out.getvalue()


def without_triggers(statement: str, *parameters: object) -> None:
    """Change the record as somebody with the database file in hands could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # deferred checks hold the tables
            cursor.execute("ALTER TABLE record_version DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE record_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement, parameters)


def test_a_sound_record_verifies(make_public, make_later, make_photo):
    document = make_public(photo=make_photo())
    make_later(document, Kind.CORRECTION)

    assert "2 versions; none was altered." in verify()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (
            "UPDATE record_version SET document = replace(document, 'Quiet', 'Loud')",
            "v1: its document was altered: the digest does not match",
        ),
        (
            "UPDATE record_entry SET event = 'updated' WHERE position = 1",
            "entry 1: breaks the chain",
        ),
        ("DELETE FROM record_entry WHERE position = 2", "entry 2: is missing"),
        (
            "UPDATE record_version SET predecessor = repeat_f WHERE number = 2",
            "v2: does not carry its predecessor's digest",
        ),
        (
            "UPDATE record_publishedarticle SET slug = 'elsewhere' WHERE slug = 'article-1'",
            "elsewhere: its listing was altered",
        ),
    ],
    ids=["a word", "an event", "an entry", "a link", "a listing"],
)
def test_one_silent_change_is_found_and_named(make_public, make_later, statement, named):
    first = make_public(title="The Quiet Strait")
    make_later(first, Kind.CORRECTION, title="The Quiet Straits")
    make_public()
    without_triggers(statement.replace("repeat_f", f"'{'f' * 64}'"))

    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_record", stdout=out, no_color=True)

    assert named in out.getvalue()


def test_one_changed_byte_of_a_photo_is_found_and_named(make_public, make_photo):
    photo = make_photo()
    make_public(photo=photo)
    path = photo.original.path
    data = bytearray(photo.original.open("rb").read())
    data[-1] ^= 1
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(data)

    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_record", stdout=out, no_color=True)

    assert f"photo {photo.sha256}: its file was altered" in out.getvalue()


def test_verifying_bounds_its_queries_by_rows_not_by_articles(
    make_public, django_assert_max_num_queries
):
    start = timezone.now() - timedelta(days=1)
    for _ in range(5):
        make_public(published=start.replace(microsecond=0))

    with django_assert_max_num_queries(20):
        assert list(findings()) == []
