"""An operator removes a version's text with one command, and only what may be removed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from record.document import Kind

pytestmark = pytest.mark.django_db


def redact(slug: str, number: int) -> None:
    call_command(
        "redact",
        slug,
        number,
        notice="Removed by court order.",
        by="The registrar",
        stdout=StringIO(),
    )


def test_readers_of_a_redacted_version_get_the_notice_and_no_word_of_it(
    make_public, make_later, client
):
    first = make_public(slug="a-case", title="A name that must go")
    make_later(first, Kind.CORRECTION, title="Another name")

    redact("a-case", 1)

    answer = client.get("/articles/a-case/v1/")
    assert answer.status_code == 410
    assert b"Removed by court order." in answer.content
    assert b"A name that must go" not in answer.content
    assert client.get("/articles/a-case/").status_code == 200


@pytest.mark.parametrize(
    ("slug", "number", "said"),
    [
        ("a-case", 1, "what readers see now"),
        ("a-case", 7, "no version 7"),
        ("elsewhere", 1, "Nothing was published"),
    ],
    ids=["the current version", "no such version", "no such article"],
)
def test_what_cannot_be_redacted_is_refused_with_the_reason(make_public, slug, number, said):
    make_public(slug="a-case")

    with pytest.raises(CommandError, match=said):
        redact(slug, number)
