"""A Document as canonical JSON: the same bytes for everyone, and the same Document back."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings

from record.canonical import MalformedDocument, canonical, digest, dump, dumps, load, loads
from record.document import Document, Run
from tests.factories.document_strategies import documents
from tests.factories.documents import EXAMPLES, p, plain_document


@settings(max_examples=30, deadline=None)
@given(documents())
def test_any_document_comes_back_as_it_was(document: Document) -> None:
    text = dumps(document)

    assert loads(text) == document
    assert dumps(loads(text)) == text


@settings(max_examples=30, deadline=None)
@given(documents())
def test_an_independent_implementation_writes_the_same_bytes(document: Document) -> None:
    assert dumps(document).encode() == rfc8785.dumps(dump(document))


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_survive(example: str) -> None:
    document = EXAMPLES[example]()

    assert loads(dumps(document)) == document


def test_a_digest_is_that_of_the_bytes() -> None:
    assert digest("{}") == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_controls_and_separators_are_written_as_the_standard_says() -> None:
    value = {"text": '\x00\x08\x1f\x7f\u2028"\\/é😀'}

    assert canonical(value).encode() == rfc8785.dumps(value)


def test_a_lone_surrogate_never_reaches_the_record(
    make_document: Callable[..., Document],
) -> None:
    with pytest.raises(ValueError, match="surrogates"):
        dumps(make_document(title="\ud800"))


def _changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    value = dump(plain_document(body=(p("one"), p("two"))))
    change(value)
    return value


@pytest.mark.parametrize(
    ("change", "where", "fault"),
    [
        (lambda v: v.pop("title"), "document", "title is missing"),
        (lambda v: v.update(colour="red"), "document", "'colour' is unknown"),
        (lambda v: v.update(title=7), "title", "expected str, found int"),
        (lambda v: v.update(number=True), "number", "expected int, found bool"),
        (lambda v: v.update(number="1"), "number", "expected int, found str"),
        (lambda v: v.update(kind="rumour"), "kind", "'rumour' is not a Kind"),
        (lambda v: v.update(body={}), "body", "expected a list, found dict"),
        (lambda v: v["body"][1].update(type="video"), "body[1]", "expected one of"),
        (lambda v: v["body"][1]["content"].append(1), "body[1].content[1]", "expected one of"),
        (lambda v: v["body"][0]["content"][0].update(marks=["blink"]),
         "body[0].content[0].marks[0]", "'blink' is not a Mark"),
        (lambda v: v["byline"][0].pop("orcid"), "byline[0]", "orcid is missing"),
        (lambda v: v.update(published="2024-03-01"), "published", "not an instant"),
        (lambda v: v.update(published="2024-13-01T00:00:00Z"), "published", "not an instant"),
        (lambda v: v.update(publication=None), "publication", "expected an object"),
        (lambda v: v.update(schema=99), "schema", "not a schema this software knows"),
    ],
)  # fmt: skip
def test_a_fault_in_stored_json_is_named_with_its_place(
    change: Callable[[dict[str, Any]], object], where: str, fault: str
) -> None:
    with pytest.raises(MalformedDocument) as raised:
        load(_changed(change))

    assert str(raised.value).startswith(f"{where}: ")
    assert fault in str(raised.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"text"'])
def test_what_is_no_document_at_all_is_refused(text: str) -> None:
    with pytest.raises(MalformedDocument):
        loads(text)


def test_stored_text_holds_nothing_but_the_document() -> None:
    value = json.loads(dumps(plain_document(body=(p(Run("x")),))))

    assert value["body"] == [
        {"content": [{"href": "", "marks": [], "text": "x", "type": "run"}], "type": "paragraph"}
    ]
