"""Every form of five whole articles, word for word, against the files under golden/.

After a change that is meant, write them anew and read the difference before you commit it:

    UPDATE_GOLDEN=1 .venv/bin/python -m pytest tests/renderings/test_golden.py
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from record.document import Document
from renderings import (
    bibtex,
    citation,
    csl,
    highwire,
    html,
    jsonld,
    markdown,
    ris,
    social,
    text,
)
from renderings.addresses import Addresses
from tests.factories.documents import EXAMPLES

GOLDEN = Path(__file__).parent / "golden"
ADDRESSES = Addresses("https://review.example")


def _citations(document: Document, addresses: Addresses) -> str:
    return "".join(f"{citation.render(document, addresses, style)}\n" for style in citation.STYLES)


FORMS: dict[str, Callable[[Document, Addresses], str]] = {
    "article.html": html.article,
    "body.html": html.body,
    "md": markdown.render,
    "txt": text.render,
    "jsonld": jsonld.render,
    "highwire.html": highwire.render,
    "social.html": social.render,
    "bib": bibtex.render,
    "ris": ris.render,
    "csl.json": csl.render,
    "citations.txt": _citations,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_form_of_an_article_is_as_it_was_agreed(example: str, form: str) -> None:
    path = GOLDEN / f"{example}.{form}"

    written = FORMS[form](EXAMPLES[example](), ADDRESSES)

    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(written.encode())
    # Bytes, as RIS has line ends of its own.
    assert written == path.read_bytes().decode()


def test_no_golden_file_is_left_without_its_article_or_form() -> None:
    expected = {f"{example}.{form}" for example in EXAMPLES for form in FORMS}

    assert {path.name for path in GOLDEN.iterdir()} == expected
