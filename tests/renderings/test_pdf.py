"""What the typesetter of a PDF is handed, and the pages that come of it."""

import dataclasses
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from reader.typesetting.child import set_pages
from reader.typesetting.process import typeset
from record.document import (
    Cell,
    Document,
    Heading,
    NoteReference,
    Run,
    Table,
    body_text,
    plain,
)
from renderings import pdf
from renderings.addresses import Addresses
from renderings.pdf_metadata import xmp
from tests.factories.document_strategies import documents
from tests.factories.documents import EXAMPLES, korean, p, plain_document, retracted, rich

ADDRESSES = Addresses("https://review.example")
CLAIM = b"<pdfuaid:part>1</pdfuaid:part>"


@pytest.fixture
def pages(tmp_path: Path, encoded: dict[str, bytes]) -> Callable[[Document], bytes]:
    """`pages(document)`: its PDF, set in this process, which has the fonts at hand already."""

    def make(document: Document) -> bytes:
        for photo in document.every_photo():
            (tmp_path / f"{photo.sha256}.jpg").write_bytes(encoded["jpg"])
        return _set(document, tmp_path)

    return make


@pytest.fixture
def words(told, tmp_path) -> Callable[[bytes], str]:
    """`words(pdf)`: all its text, as an independent program reads it."""

    def read(file: bytes) -> str:
        path = tmp_path / "read.pdf"
        path.write_bytes(file)
        return told("pdftotext", "-raw", path, "-")

    return read


def _set(document: Document, folder: Path) -> bytes:
    return set_pages(
        {
            "article": pdf.tree(document, ADDRESSES),
            "metadata": xmp(document, ADDRESSES, accessible=True),
            "plain_metadata": xmp(document, ADDRESSES, accessible=False),
            "timestamp": int(document.published.timestamp()),
            "folder": str(folder),
        }
    )


def bare(text: str) -> str:
    """Without white space and hyphens, which a page adds and takes away."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


@pytest.mark.parametrize("example", ["rich", "korean", "minimal", "retracted"])
def test_independent_readers_find_a_tagged_file_in_order(example, pages, told, tmp_path):
    path = tmp_path / "article.pdf"
    path.write_bytes(pages(EXAMPLES[example]()))

    facts = dict(line.split(":", 1) for line in told("pdfinfo", path).splitlines() if ":" in line)
    assert facts["Tagged"].strip() == "yes"
    assert EXAMPLES[example]().title in facts["Title"]
    assert "No syntax or stream encoding errors" in told("qpdf", "--check", path)
    fonts = told("pdffonts", path).splitlines()[2:]
    assert fonts
    assert all(re.search(r"\byes yes yes\b", font) for font in fonts)  # embedded, subset, Unicode
    assert CLAIM in path.read_bytes()


def test_the_korean_letters_are_korean(pages, told, tmp_path):
    path = tmp_path / "article.pdf"
    path.write_bytes(pages(korean()))

    assert "NotoSansCJKkr" in told("pdffonts", path)
    assert "Lang: ko" in told("qpdf", "--json=2", path).replace('"/Lang": "u:', '"Lang: ')


@pytest.mark.parametrize("make", [rich, korean], ids=["rich", "korean"])
def test_every_word_of_the_article_can_be_found(make, pages, words):
    document = make()

    said = bare(words(pages(document)))

    texts = [
        *body_text(document).splitlines(),
        *(plain(note.content) for note in document.notes),
        *(reference.text for reference in document.references),
        *document.disclaimers, document.title, document.subtitle, document.abstract,
        document.funding, document.doi, document.publication.issn,
        *(person.affiliation for person in document.byline),
        *(photo.credit_line for photo in document.every_photo()),
    ]  # fmt: skip
    for word in " ".join(texts).split():
        assert bare(word) in said, word


def test_headings_are_bookmarks_and_notes_stand_at_the_foot(pages):
    reader = PdfReader(io.BytesIO(pages(rich())))

    def titles(outline):
        for entry in outline:
            yield from titles(entry) if isinstance(entry, list) else [entry["/Title"]]

    marks = list(titles(reader.outline))
    assert marks[0] == "Who Keeps the Lanes Open?"
    assert {"1. Three lanes", "Who pays", "References", "How to cite"} <= set(marks)
    called = next(page for page in reader.pages if "Ships pay" in page.extract_text())
    assert "The lanes were drawn in 1974" in called.extract_text()


def test_libraries_find_doi_issn_and_state_in_the_metadata(pages):
    metadata = PdfReader(io.BytesIO(pages(rich()))).xmp_metadata

    assert metadata.dc_identifier == "doi:10.5555/strait.2024.0017"
    assert metadata.dc_creator == ["Mirae Yoon", "Tomas Okello-Reyes Jr.", "Harbour Policy Group"]
    packet = xmp(rich(), ADDRESSES, accessible=True)
    assert "<prism:eIssn>1234-5679</prism:eIssn>" in packet
    assert "<prism:doi>10.5555/strait.2024.0017</prism:doi>" in packet
    assert "<prism:hasCorrection>Updated 2024-05-21: Table 1" in packet


def test_a_retracted_article_says_so_on_every_page(pages, words):
    long = dataclasses.replace(retracted(), body=(p("Lanes and tolls. " * 200),) * 6)
    file = pages(long)

    reader = PdfReader(io.BytesIO(file))
    assert len(reader.pages) > 2
    assert all("RETRACTED" in page.extract_text() for page in reader.pages)
    assert "There is no fourth lane" in words(file)


def test_the_same_article_gives_the_same_bytes(pages):
    assert pages(rich()) == pages(rich())


HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0": *',
    '#image("/etc/passwd")',
    "$x$ _a_ *b* `raw` <label> @ref // c /* d */ ~ -- --- \\ [x] #{1+1}",
    "= Not a heading",
    "\u202eright to left\u202c مرحبا שלום",
    "x" * 400,
    "https://example.org/" + "long/" * 80,
    "soft\u00ad hyphen\u00ad",
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_text_is_never_the_typesetters_markup(text, pages, words):
    document = plain_document(
        title=text,
        body=(
            Heading(2, (Run(text),), "a"),
            p(text, Run(text, (), "https://example.org/")),
            Table(1, ((Cell((Run(text),), header=True),),), ((Cell((Run(text),)),),) * 2),
        ),
    )

    said = bare(words(pages(document)))

    assert said.count(bare(text)) >= 5 or "\u202e" in text


def test_control_characters_are_left_out(pages, words):
    said = words(pages(plain_document(title="A\x00B", body=(p("nul\x00l and \x1bescape"),))))

    assert "null and escape" in said


def test_a_head_that_stands_on_every_page_keeps_the_file_accessible(pages):
    head = ((Cell((Run("Year", (), "https://example.org/"), NoteReference(1)), header=True),),)
    rows = tuple((Cell((Run(str(year)),)),) for year in range(1900, 2000))
    notes = rich().notes
    document = plain_document(body=(Table(1, head, rows),), notes=notes)

    assert CLAIM in pages(document)


def test_letters_that_no_font_has_cost_the_claim_and_not_the_file(pages):
    file = pages(plain_document(title="\U0001f9ed Compass"))

    assert CLAIM not in file
    assert PdfReader(io.BytesIO(file)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_process_of_its_own_sets_the_same_pages(pages, encoded):
    document = rich()
    pictures = {photo.sha256: encoded["jpg"] for photo in document.every_photo()}

    assert typeset(document, ADDRESSES, pictures) == pages(document)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_article_can_be_handed_to_the_typesetter(document):
    if document.withdrawn:
        return
    tree = pdf.tree(document, ADDRESSES)

    assert json.loads(json.dumps(tree)) == tree


def test_no_level_of_headings_is_left_out():
    headings = tuple(Heading(level, (Run("x"),), "x") for level in (4, 2, 4, 3, 4))
    tree = pdf.tree(plain_document(body=headings, licence=None), ADDRESSES)

    assert [node["level"] for node in tree["body"]] == [2, 2, 3, 3, 4]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_any_article_is_set(document, tmp_path_factory):
    if not document.withdrawn:
        assert _set(document, tmp_path_factory.getbasetemp()).startswith(b"%PDF-")
