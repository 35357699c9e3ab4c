"""Manuscripts on their way in: several at once, followed while they are read, each once."""

import threading
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.importing import drafting, incoming
from articles.models import Article, ImportedFile, IncomingFile, Message, Stage
from masthead.working import CHORES
from photos.models import Photo

IMPORT = "admin:articles_article_import"
FILES = "admin:articles_article_files"
ORIGINAL = "admin:articles_article_manuscript"

pytestmark = pytest.mark.usefixtures("publication", "media_root")


@pytest.fixture
def drop(editor_client):
    """`drop(data, "ferry.docx")`: what the script is told after dropping a file on the desk."""

    def dropping(*files, client=editor_client, **more):
        sent = [SimpleUploadedFile(name, data) for data, name in files]
        return client.post(
            reverse(IMPORT), {"manuscript": sent, **more}, headers={"accept": "application/json"}
        )

    return dropping


def manuscript(n=1):
    return f"# Tide {n}\n\n*By Lotte Verhaegen*\n\nA tide turns where it is let.\n".encode()


def told(client):
    return client.get(reverse(FILES)).json()["files"]


def test_several_files_wait_until_the_worker_has_made_a_draft_of_each(
    drop, editor_client, editor_user, word_manuscript, make_picture
):
    data = word_manuscript(make_picture())

    answer = drop((data, "ferry.docx"), (manuscript(), "tide.md"), (b"\x00" * 99, "noise.txt"))

    assert len(answer.json()["ids"]) == 3
    assert {file["stage"] for file in told(editor_client)} == {"waiting"}
    while incoming.read_next():
        pass
    noise, tide, ferry = told(editor_client)
    assert (tide["stage"], tide["draft"]) == ("done", "Tide 1")
    assert (noise["stage"], noise["address"]) == ("refused", "")
    assert "no text" in noise["problem"]
    article = Article.objects.get(title="Where the ferry turns")
    assert ferry["address"] == reverse("admin:articles_article_change", args=[article.pk])
    assert ferry["counts"].endswith("1 to look at")
    assert article.created_by == editor_user
    photo = Photo.objects.get()
    assert f'<figure data-photo="{photo.pk}">' in article.body
    assert photo.alt_text == "A ferry turning in the ice"


def test_the_worker_reads_what_comes_in():
    assert incoming.read_next in [chore.do for chore in CHORES]


def test_the_draft_of_a_word_file_says_what_it_lacks(
    drop, editor_client, word_manuscript, make_picture
):
    drop((word_manuscript(make_picture()), "ferry.docx"))
    incoming.read_next()

    html = editor_client.get(told(editor_client)[0]["address"]).content.decode()

    assert "Tracked changes were accepted: 1 insertion by Marit Oosting" in html
    assert "Nobody is named for the picture" in html


def test_comments_in_the_margin_come_along_quietly_and_who_imported_is_told_once(
    drop, word, editor_user
):
    comments = word.part(
        "comments",
        "".join(
            f'<w:comment w:id="{n}" w:author="Ana Ruiz">{word.paragraph(text)}</w:comment>'
            for n, text in enumerate(("Or 1908? @editor", "Nice."))
        ),
    )
    words = "It froze in 1907, and nobody in the town has forgotten how the harbour sounded then. "
    body = word.paragraph("Tides", style="Title") + word.paragraph(
        '<w:commentRangeStart w:id="0"/>',
        word.run("It froze in 1907"),
        '<w:commentRangeEnd w:id="0"/>',
        word.run(words.removeprefix("It froze in 1907") + words),
    )
    data = word.docx(
        body, parts={"word/comments.xml": comments}, relations={"c": ("comments", "comments.xml")}
    )

    drop((data, "tides.docx"))
    incoming.read_next()

    first, second = Article.objects.get().comments.all()
    assert (first.signed, first.text) == ("Ana Ruiz", "“It froze in 1907”: Or 1908? @editor")
    assert first.paragraph.startswith("It froze in 1907, and nobody")
    assert (second.text, second.paragraph) == ("Nice.", "")
    (message,) = Message.objects.all()
    assert (message.to, message.what) == (editor_user, "Your manuscript was imported")


@pytest.mark.postgresql  # SQLite in memory lets no two threads in; the test below is for it
def test_two_workers_never_read_one_file(drop, transactional_db, managing_editor_client):
    for n in range(4):
        drop((manuscript(n), f"{n}.md"), client=managing_editor_client)

    def work():
        while incoming.read_next():
            pass
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Article.objects.count() == 4
    assert set(IncomingFile.objects.values_list("stage", "tries")) == {("done", 1)}


def test_of_two_that_want_a_file_one_gets_it(drop):
    drop((manuscript(), "tide.md"))
    first, second = IncomingFile.objects.get(), IncomingFile.objects.get()

    assert (incoming._claimed(first), incoming._claimed(second)) == (True, False)


def test_a_reader_that_was_killed_is_followed_by_another(drop, editor_client):
    drop((manuscript(), "tide.md"))
    killed = timezone.now() - timedelta(minutes=1)
    IncomingFile.objects.update(stage=Stage.READING, taken_at=killed, tries=1)
    assert incoming.read_next() == 0

    IncomingFile.objects.update(taken_at=killed - timedelta(minutes=2))

    assert incoming.read_next() == 1
    assert Article.objects.count() == 1
    assert told(editor_client)[0]["stage"] == "done"


def test_a_reader_killed_after_the_draft_was_made_makes_no_second_one(drop, editor_client):
    drop((manuscript(), "tide.md"))
    drafting.import_file(manuscript(), "tide.md", by=IncomingFile.objects.get().by)
    long_ago = timezone.now() - timedelta(minutes=9)
    IncomingFile.objects.update(stage=Stage.READING, taken_at=long_ago, tries=1)

    incoming.read_next()

    assert Article.objects.count() == 1
    assert told(editor_client)[0]["label"] == "Draft made"
    assert IncomingFile.objects.get().file


def test_what_breaks_off_every_time_is_given_up_with_a_message(drop, editor_client):
    drop((manuscript(), "tide.md"))
    long_ago = timezone.now() - timedelta(minutes=9)
    IncomingFile.objects.update(stage=Stage.READING, taken_at=long_ago, tries=3)

    incoming.read_next()

    (file,) = told(editor_client)
    assert (file["stage"], Article.objects.count()) == ("refused", 0)
    assert "broken off several times" in file["problem"]


def test_a_reader_that_lost_its_claim_changes_nothing(drop):
    drop((manuscript(), "tide.md"))
    slow = IncomingFile.objects.get()
    assert incoming._claimed(slow)
    IncomingFile.objects.update(tries=2)  # another took it over

    incoming._conclude(slow, drafting.import_file(manuscript(), "tide.md", by=slow.by))

    row = IncomingFile.objects.get()
    assert (row.stage, row.article, bool(row.file)) == ("reading", None, True)
    assert default_storage.exists(row.file)


def test_the_same_bytes_never_make_a_second_draft(drop, editor_client, contributor_client):
    drop((manuscript(), "tide.md"), (manuscript(), "again.md"))
    drop((manuscript(), "mine.md"), client=contributor_client)
    while incoming.read_next():
        pass

    again, first = told(editor_client)
    assert (again["label"], again["address"]) == ("Imported before", first["address"])
    (mine,) = told(contributor_client)
    assert (mine["stage"], mine["address"]) == ("refused", "")
    assert "by somebody else" in mine["problem"]
    assert Article.objects.count() == 1


def test_without_a_worker_it_can_be_read_at_once(drop, editor_client, contributor_client):
    drop((manuscript(), "tide.md"))
    file = IncomingFile.objects.get()
    assert told(editor_client)[0]["late"] is False
    IncomingFile.objects.update(arrived_at=timezone.now() - timedelta(seconds=9))
    assert told(editor_client)[0]["late"] is True
    assert "No worker has taken it up" in editor_client.get(reverse(IMPORT)).content.decode()

    contributor_client.post(reverse(IMPORT), {"read": file.pk})
    assert Article.objects.count() == 0
    editor_client.post(reverse(IMPORT), {"read": file.pk})

    assert told(editor_client)[0]["stage"] == "done"


def test_a_person_sees_their_own_files_only(drop, contributor_client):
    drop((manuscript(), "secret.md"))

    assert told(contributor_client) == []
    assert "secret.md" not in contributor_client.get(reverse(IMPORT)).content.decode()


def test_an_original_is_kept_for_those_who_may_see_its_article(
    drop, client, editor_client, contributor_client, word_manuscript, make_picture
):
    data = word_manuscript(make_picture())
    drop((data, "the ferry.docx"))
    incoming.read_next()
    address = reverse(ORIGINAL, args=[Article.objects.get().pk])

    answer = editor_client.get(address)

    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Disposition"] == 'attachment; filename="the ferry.docx"'
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert "sandbox" in answer["Content-Security-Policy"]
    assert contributor_client.get(address).status_code == 404
    assert client.get(address).status_code == 302
    assert address in editor_client.get(address.replace("manuscript", "change")).content.decode()


def test_nothing_stays_of_a_refused_file_and_of_one_whose_draft_is_gone(drop, settings):
    drop((b"PK\x03\x04" + b"x" * 99, "broken.docx"), (manuscript(), "tide.md"))
    while incoming.read_next():
        pass
    refused, kept = IncomingFile.objects.order_by("pk")
    assert (refused.file, default_storage.exists(kept.file)) == ("", True)

    Article.objects.all().delete()
    incoming.tidy()
    assert default_storage.exists(kept.file)
    incoming.tidy(now=timezone.now() + timedelta(days=8))

    assert not default_storage.exists(kept.file)
    assert not IncomingFile.objects.exists()


@pytest.mark.parametrize(
    ("files", "more", "told"),
    [
        ([], {}, "required"),
        ([(b"", "empty.docx")], {}, "empty"),
        ([(b"x", "a.md"), (b"y", "b.md")], {"photo": b"picture"}, "goes with one manuscript"),
    ],
    ids=["nothing", "empty", "a photo for two"],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(drop, files, more, told):
    more = {name: SimpleUploadedFile(name, data) for name, data in more.items()}

    answer = drop(*files, **more)

    assert answer.status_code == 400
    assert told in " ".join(answer.json()["errors"])
    assert not IncomingFile.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_kept(drop, monkeypatch):
    monkeypatch.setattr("articles.forms_importing.LARGEST_WORD_FILE", 1_000)

    answer = drop((b"x" * 1_001, "book.docx"))

    assert "at most" in answer.json()["errors"][0]
    assert not IncomingFile.objects.exists()


def test_a_lead_photo_comes_along_in_the_background(drop, make_picture):
    photo = SimpleUploadedFile("ferry.jpg", make_picture(), "image/jpeg")

    drop((manuscript(), "tide.md"), photo=photo, alt_text="A ferry turning")
    incoming.read_next()

    assert Article.objects.get().lead_photo.alt_text == "A ferry turning"
    assert IncomingFile.objects.get().picture == ""


def test_the_list_of_files_costs_the_same_however_long_it_is(drop, editor_client):
    def queries():
        with CaptureQueriesContext(connection) as found:
            editor_client.get(reverse(FILES))
        return len(found)

    drop((manuscript(0), "0.md"))
    incoming.read_next()
    few = queries()
    drop(*((manuscript(n), f"{n}.md") for n in range(1, 6)))
    while incoming.read_next():
        pass

    assert queries() == few


def test_a_long_import_never_holds_the_database_for_long(
    drop, word, make_picture, django_assert_max_num_queries
):
    """Threat F20: everything slow lies before the one transaction that makes the draft."""
    pictures = {f"p{n}": make_picture(color=(n * 9, 90, 200)) for n in range(4)}
    body = "".join(
        word.paragraph(word.run(f"A paragraph that says {n}. " * 40))
        + word.paragraph(word.drawing(key))
        for n, key in enumerate(pictures)
    )
    data = word.docx(
        word.paragraph("Tides", style="Title") + body,
        parts={f"word/media/{key}.jpg": picture for key, picture in pictures.items()},
        relations={key: ("image", f"media/{key}.jpg") for key in pictures},
    )
    drop((data, "tides.docx"))
    seen = []

    with CaptureQueriesContext(connection) as found:
        incoming.read_next()

    doing = [q["sql"] for q in found if "Picture " in q["sql"] and "UPDATE" in q["sql"]]
    seen = [q["sql"].split('"')[1] for q in found if q["sql"].startswith("INSERT")]
    assert len(doing) == 4
    assert seen.index("photos_photo") < seen.index("articles_article")
    assert ImportedFile.objects.count() == 1
