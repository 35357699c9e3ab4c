"""The files made from articles: at which addresses, for whom, how often, and no longer."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from pypdf import PdfReader

from articles.models import State
from photos.models import Rendition
from reader import files, making_files
from reader.making_files import make_missing, remove_unreadable
from record.document import Kind
from record.following import entries_after
from record.models import Version
from record.redacting import redact

pytestmark = pytest.mark.django_db

TYPES = {"pdf": "application/pdf", "epub": "application/epub+zip"}


@pytest.fixture(autouse=True)
def forgetful(media_root, monkeypatch):
    """A worker that has looked after nothing yet, and an empty place for files."""
    monkeypatch.setattr(making_files, "_done", set())


@pytest.fixture
def counted(monkeypatch):
    """`counted`: the forms of the files that were made, in order."""
    made, make = [], files.make

    def counting(document, form, **options):
        made.append(form)
        return make(document, form, **options)

    monkeypatch.setattr(files, "make", counting)
    return made


def lying() -> list[str]:
    return list(files._files(files.FOLDER))


def published_now(make_public, **fields):
    at = timezone.now().replace(microsecond=0)
    return make_public(first_published=at, **fields)


@pytest.mark.parametrize("form", TYPES)
def test_the_first_reader_has_it_made_and_the_next_gets_the_same(client, make_public, lead, form):
    document = make_public(photo=lead)
    address = f"/articles/{document.slug}/article.{form}"

    first, second = client.get(address), client.get(address)

    assert (first.status_code, first["Content-Type"]) == (200, TYPES[form])
    assert first["Content-Disposition"] == f'inline; filename="{document.slug}.{form}"'
    canonical = f"http://127.0.0.1:8000/articles/{document.slug}/"
    assert first["Link"] == f'<{canonical}>; rel="canonical"'
    assert first["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert second.content == first.content
    assert len(lying()) == 1


def test_it_is_made_once(client, make_public, counted):
    document = make_public()

    for _ in range(3):
        client.get(f"/articles/{document.slug}/article.epub")

    assert counted == ["epub"]


def test_each_version_has_its_own(client, make_public, make_later):
    document = make_public(title="The First Title")
    make_later(document, Kind.CORRECTION, title="The Second Title")
    base = f"/articles/{document.slug}"

    def title(address):
        return PdfReader(io.BytesIO(client.get(address).content)).metadata.title

    assert title(f"{base}/article.pdf") == "The Second Title"
    assert title(f"{base}/v1/article.pdf") == "The First Title"
    answer = client.get(f"{base}/v1/article.md")
    assert "The First Title" in answer.content.decode()
    assert answer["Content-Disposition"] == f'inline; filename="{document.slug}-v1.md"'
    assert client.get(f"{base}/v3/article.pdf").status_code == 404


def test_the_page_and_the_catalogue_lead_to_them(client, make_public):
    document = make_public()
    page = client.get(f"/articles/{document.slug}/").content.decode()
    told = client.get(f"/articles/{document.slug}/article.json").json()

    for form, kind in TYPES.items():
        address = f"http://127.0.0.1:8000/articles/{document.slug}/article.{form}"
        assert f'type="{kind}"' in page
        assert address in str(told)
    assert 'name="citation_pdf_url"' in page


def test_a_reader_who_has_it_gets_an_empty_answer_and_nothing_is_made(client, make_public, counted):
    document = make_public()
    address = f"/articles/{document.slug}/article.epub"
    tag = client.get(address)["ETag"]
    for name in lying():
        default_storage.delete(name)

    again = client.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert len(counted) == 1


def test_a_former_address_leads_to_the_present_one(client, make_public, make_later):
    document = make_public(slug="once")
    make_later(document, Kind.UPDATE, slug="now")

    assert client.get("/articles/once/article.pdf")["Location"] == "/articles/now/article.pdf"
    version = client.get("/articles/once/v1/article.pdf")
    assert version["Location"] == "/articles/now/v1/article.pdf"


def test_it_costs_few_queries(client, make_public, lead, django_assert_num_queries):
    document = make_public(photo=lead)
    base = f"/articles/{document.slug}"
    client.get(f"{base}/article.epub")

    # One of them is every page's: whether something scheduled is due.
    with django_assert_num_queries(2):
        client.get(f"{base}/article.epub")
    with django_assert_num_queries(3):
        client.get(f"{base}/v1/article.epub")


def test_the_photo_is_in_it(client, make_public, lead):
    document = make_public(photo=lead)

    book = client.get(f"/articles/{document.slug}/article.epub").content
    pages = client.get(f"/articles/{document.slug}/article.pdf").content

    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert f"EPUB/pictures/{lead.sha256}.jpg" in archive.namelist()
    assert b"/DCTDecode" in pages


@pytest.mark.parametrize("form", TYPES)
def test_without_a_photo_it_is_handed_out_and_not_kept(client, make_public, lead, form):
    document = make_public(photo=lead)
    Rendition.objects.all().delete()

    answer = client.get(f"/articles/{document.slug}/article.{form}")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer
    assert lying() == []


# --- what is not public -------------------------------------------------------------------------


@pytest.mark.parametrize("form", TYPES)
@pytest.mark.parametrize("part", ["", "v1/"])
def test_of_what_is_hidden_there_is_no_file(client, hide, form, part):
    article = hide(State.SCHEDULED, publish_at=timezone.now() + timedelta(minutes=1))
    never = client.get(f"/articles/never-was/{part}article.{form}")

    answer = client.get(f"/articles/{article.slug}/{part}article.{form}")

    assert answer.status_code == never.status_code == 404
    assert answer.content == never.content
    assert make_missing() == 0
    assert lying() == []


@pytest.mark.parametrize("form", TYPES)
def test_what_was_withdrawn_is_gone_and_its_files_are_removed(
    client, make_public, make_later, form
):
    document = make_public()
    base = f"/articles/{document.slug}"
    for address in (f"{base}/article.{form}", f"{base}/v1/article.{form}"):
        assert client.get(address).status_code == 200
    make_later(document, Kind.WITHDRAWAL, "Removed by order of a court.")

    for address in (f"{base}/article.{form}", f"{base}/v1/article.{form}"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert b"Removed by order of a court." in answer.content
    remove_unreadable(entries_after(0, limit=10))
    remove_unreadable(entries_after(0, limit=10))  # the same entries may come again
    assert lying() == []


def test_of_a_redacted_version_there_is_no_file(client, make_public, make_later):
    document = make_public()
    later = make_later(document, Kind.CORRECTION)
    base = f"/articles/{document.slug}"
    client.get(f"{base}/v1/article.epub")
    client.get(f"{base}/article.epub")

    redact(Version.objects.get(number=1), notice="Removed.", by="desk", at=timezone.now())
    remove_unreadable(entries_after(0, limit=10))

    assert client.get(f"{base}/v1/article.epub").status_code == 410
    assert client.get(f"{base}/v1/article.md").status_code == 410
    assert client.get(f"{base}/article.epub").status_code == 200
    assert [f"/v{later.number}/" in name for name in lying()] == [True]


def test_what_is_withdrawn_while_it_is_made_does_not_stay(make_public, make_later):
    document = make_public()
    make_later(document, Kind.WITHDRAWAL)

    files.make(document, "epub", site="http://127.0.0.1:8000")

    assert lying() == []


# --- the worker ---------------------------------------------------------------------------------


def test_the_worker_makes_what_was_just_published_the_newest_first(client, make_public, counted):
    old = make_public(first_published=datetime(2020, 1, 1, tzinfo=UTC))
    new = published_now(make_public)

    assert [make_missing(), make_missing()] == [2, 0]

    assert sorted(counted) == ["epub", "pdf"]
    assert all(new.article in name and old.article not in name for name in lying())
    assert client.get(f"/articles/{new.slug}/article.pdf").status_code == 200
    assert len(counted) == 2


def test_a_correction_is_made_anew(make_public, make_later):
    document = published_now(make_public)
    make_missing()
    make_later(document, Kind.CORRECTION, published=timezone.now().replace(microsecond=0))

    assert make_missing() == 2
    assert len(lying()) == 4


def test_two_workers_keep_one_file(make_public):
    document = published_now(make_public)

    for _ in range(2):
        files.make(document, "epub", site="http://127.0.0.1:8000")

    assert len(lying()) == 1


def test_what_cannot_be_made_is_told_to_the_reader_and_left_by_the_worker(
    client, make_public, monkeypatch
):
    document = published_now(make_public)
    monkeypatch.setattr("reader.typesetting.process.CLOCK", 0.001)

    answer = client.get(f"/articles/{document.slug}/article.pdf")

    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert "Retry-After" in answer
    assert [make_missing(), make_missing()] == [1, 0]  # the book


def test_a_crowd_does_not_occupy_the_server(client, make_public):
    address = f"/articles/{make_public().slug}/article.epub"
    for _ in range(files.PLACES):  # so many are being made, or wait for their turn
        files._places.acquire()
    try:
        answer = client.get(address)
    finally:
        files._places.release(files.PLACES)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert client.get(address).status_code == 200


def test_one_file_is_made_at_a_time(client, make_public, monkeypatch):
    address = f"/articles/{make_public().slug}/article.epub"
    monkeypatch.setattr(files, "PATIENCE", 0.01)

    with files._making:
        assert client.get(address).status_code == 503
    assert client.get(address).status_code == 200
