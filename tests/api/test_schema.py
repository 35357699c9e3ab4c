"""The schema is valid, says everything that is answered, and nothing else."""

import io
import json

import jsonschema
import pytest
import yaml
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings

from record.canonical import dump
from record.document import Document
from record.summary import summarise
from renderings.addresses import Addresses
from renderings.article_json import represent
from renderings.card_json import card
from tests.factories.document_strategies import documents
from tests.factories.documents import EXAMPLES

pytestmark = pytest.mark.django_db

SITE = Addresses("https://review.example")


def test_the_schema_is_valid_and_nothing_in_it_is_guessed():
    written = io.StringIO()

    call_command("spectacular", "--validate", "--fail-on-warn", stdout=written)

    assert written.getvalue().startswith("openapi: 3.1")


def test_the_schema_is_served_as_json_and_as_yaml(client, openapi):
    as_json = client.get("/api/v1/schema/")
    as_yaml = client.get("/api/v1/schema/", headers={"Accept": "application/yaml"})

    assert as_json["Content-Type"].startswith("application/json")
    assert as_yaml["Content-Type"].startswith("application/yaml")
    assert as_json.json() == yaml.safe_load(as_yaml.content)
    assert as_json.json()["paths"] == json.loads(json.dumps(openapi["paths"]))


def test_the_schema_need_not_be_fetched_twice(client):
    first = client.get("/api/v1/schema/")

    again = client.get("/api/v1/schema/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["rich", "korean", "minimal", "retracted"])
def test_an_article_has_exactly_the_described_names_at_every_level(name, assert_described):
    assert_described(represent(EXAMPLES[name](), SITE), "Article")


@given(documents())
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_article_and_its_card_are_as_described(assert_described, document: Document):
    assert_described(represent(document, SITE), "Article")
    assert_described(card(summarise(document), document.article, SITE), "Card")


def test_every_field_of_a_document_is_represented():
    document = EXAMPLES["rich"]()
    renamed = {"article": "id"}

    represented = represent(document, SITE)

    for name, value in dump(document).items():
        assert covers(represented[renamed.get(name, name)], value), name


def covers(represented, value) -> bool:
    """Whether everything in a value is found in its representation, which may say more."""
    if isinstance(value, dict):
        # A topic's code is always empty and is left out.
        kept = {name: inner for name, inner in value.items() if (name, inner) != ("code", "")}
        return all(covers(represented[name], inner) for name, inner in kept.items())
    if isinstance(value, list):
        return len(value) == len(represented) and all(map(covers, represented, value))
    return represented == value


def test_every_answer_is_described_with_its_errors(openapi):
    for path, operations in openapi["paths"].items():
        answers = operations["get"]["responses"]
        assert {"200", "304", "400", "405", "406", "412", "500", "503"} <= set(answers), path
        if "{" in path:
            assert {"301", "404"} <= set(answers), path
        for status, answer in answers.items():
            assert answer["description"]
            if status >= "400":
                assert list(answer["content"]) == ["application/problem+json"]
                continue
            assert status != "200" or {"ETag", "Cache-Control"} <= set(answer["headers"])


def test_every_example_is_as_described(openapi):
    shown = 0
    for operations in openapi["paths"].values():
        for answer in operations["get"]["responses"].values():
            for media in answer.get("content", {}).values():
                whole = {**media["schema"], "components": openapi["components"]}
                for example in media.get("examples", {}).values():
                    jsonschema.Draft202012Validator(whole).validate(example["value"])
                    shown += 1
    assert shown >= 16


def test_every_parameter_is_described(openapi):
    for path, operations in openapi["paths"].items():
        for parameter in operations["get"].get("parameters", []):
            assert parameter["schema"], (path, parameter["name"])
            assert parameter["in"] == "path" or parameter["description"], (path, parameter["name"])


def test_there_is_nothing_to_write_to(openapi):
    assert {method for operations in openapi["paths"].values() for method in operations} == {"get"}
