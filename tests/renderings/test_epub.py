"""An article as a book: what EPUBCheck says of it, and what stands in it."""

import dataclasses
import io
import zipfile
from datetime import UTC, datetime

import pytest
from defusedxml import ElementTree
from hypothesis import HealthCheck, given, settings

from record.document import Document, Kind, Notice, body_text
from renderings import epub
from renderings.addresses import Addresses
from tests.factories.document_strategies import documents
from tests.factories.documents import EXAMPLES, korean, plain_document, rich

ADDRESSES = Addresses("https://review.example")
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def opened(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pictures(document: Document, jpeg: bytes) -> dict[str, bytes]:
    return {photo.sha256: jpeg for photo in document.every_photo()}


def everything() -> Document:
    """Table, figures, notes, an article retracted after a correction, and Korean in it."""
    document, more = rich(), korean()
    at = datetime(2024, 6, 1, tzinfo=UTC)
    return dataclasses.replace(
        document,
        body=(*document.body, *more.body[1:]),
        subtitle="Tolls, Tides & 물때",
        number=4,
        kind=Kind.RETRACTION,
        published=at,
        notices=(*document.notices, Notice(4, Kind.RETRACTION, "It is <wrong>.", at)),
    )


@pytest.mark.parametrize("make", [everything, korean], ids=["everything", "korean"])
def test_an_independent_judge_finds_nothing_wrong(make, encoded, faults_of_book):
    document = make()

    book = epub.render(document, ADDRESSES, pictures(document, encoded["jpg"]))

    assert faults_of_book(book) == []


def test_the_same_article_gives_the_same_bytes(encoded):
    first, second = (epub.render(rich(), ADDRESSES, pictures(rich(), encoded["jpg"])) for _ in "12")

    assert first == second


def test_the_media_type_comes_first_and_is_not_compressed():
    book = epub.render(plain_document(), ADDRESSES, {})

    assert book[30:58] == b"mimetypeapplication/epub+zip"


def test_the_book_says_what_it_is(encoded):
    files = opened(epub.render(rich(), ADDRESSES, pictures(rich(), encoded["jpg"])))
    package = ElementTree.fromstring(files["EPUB/package.opf"])
    texts = {element.tag: element.text for element in package.iter()}
    metas = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}

    identifiers = [each.text for each in package.iter(f"{DC}identifier")]
    assert identifiers[0] == "https://doi.org/10.5555/strait.2024.0017"
    assert identifiers[1] == "urn:uuid:0b8f1a52-6a5c-4c8e-9d38-6f1f3ad0c001"
    assert texts[f"{DC}source"] == "urn:issn:1234-5679"
    assert texts[f"{DC}language"] == "en"
    assert metas["dcterms:modified"] == "2024-05-20T15:00:00Z"
    assert metas["schema:accessibilityHazard"] == "none"
    features = [m.text for m in package.iter(f"{OPF}meta") if "Feature" in m.get("property")]
    assert "alternativeText" in features


def test_an_article_without_a_doi_is_named_by_its_uuid():
    files = opened(epub.render(plain_document(), ADDRESSES, {}))

    assert b">urn:uuid:0b8f1a52-6a5c-4c8e-9d38-6f1f3ad0c001<" in files["EPUB/package.opf"]


def test_notes_are_known_as_notes_and_lead_back():
    chapter = opened(epub.render(rich(), ADDRESSES, {}))["EPUB/article.xhtml"].decode()

    assert 'epub:type="noteref"' in chapter
    assert '<li epub:type="footnote" id="note-1">' in chapter
    assert 'href="#fnref-1-1"' in chapter


def test_a_photo_that_is_not_at_hand_is_described():
    files = opened(epub.render(rich(), ADDRESSES, {}))

    assert not any(name.endswith(".jpg") for name in files)
    assert b"<img" not in files["EPUB/article.xhtml"]
    assert b"Two pilot boats pass a lighthouse at dusk" in files["EPUB/article.xhtml"]


def test_a_retracted_article_says_so_in_every_place():
    files = opened(epub.render(EXAMPLES["retracted"](), ADDRESSES, {}))

    for name in ("package.opf", "cover.xhtml", "nav.xhtml", "article.xhtml"):
        assert b"retracted" in files[f"EPUB/{name}"].lower(), name


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_article_is_a_book_of_well_formed_pages(document):
    if document.withdrawn:
        return
    files = opened(epub.render(document, ADDRESSES, {}))

    for name, content in files.items():
        if name.endswith((".xhtml", ".opf", ".xml")):
            ElementTree.fromstring(content, forbid_dtd=False)
    chapter = ElementTree.fromstring(files["EPUB/article.xhtml"])
    said = "".join(chapter.itertext())
    for word in body_text(document).split():
        if word.isalnum():
            assert word in said
