"""A real document of every schema that ever landed stays here for ever, and stays readable."""

from pathlib import Path

import pytest

from record.canonical import dumps, loads
from record.document import SCHEMA

KEPT = sorted((Path(__file__).parent / "schemas").glob("*.json"))


def test_there_is_a_document_of_every_schema():
    assert [path.stem for path in KEPT] == [str(number) for number in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"schema {path.stem}")
def test_a_document_of_this_schema_is_read_today(path):
    document = loads(path.read_text())

    assert document.title
    assert document.body
    assert loads(dumps(document)) == document


def test_the_present_schemas_document_is_written_to_the_very_same_bytes():
    text = KEPT[-1].read_text()

    assert dumps(loads(text)) == text
