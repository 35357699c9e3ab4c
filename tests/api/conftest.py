"""What the stories about the API share."""

from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from django.test import Client

from api.views.documentation import schema


@pytest.fixture
def read(client: Client) -> Callable[..., Any]:
    """`read("articles/", topic="trade")`: the data at an address that must be there."""

    def get(path: str, **query: str) -> Any:
        answer = client.get(f"/api/v1/{path}", query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return get


@pytest.fixture
def slugs(read: Callable[..., Any]) -> Callable[..., list[str]]:
    """`slugs(topic="trade")`: which articles a list has, in its order."""

    def get(path: str = "articles/", **query: str) -> list[str]:
        return [item["slug"] for item in read(path, **query)["results"]]

    return get


@pytest.fixture
def refused(client: Client) -> Callable[..., dict[str, Any]]:
    """`refused("ordering", "articles/", ordering="x")`: what a 400 says of that parameter."""

    def get(parameter: str, path: str = "articles/", query: Any = None) -> dict[str, Any]:
        answer = client.get(f"/api/v1/{path}", query)
        assert answer.status_code == 400, answer.content
        assert answer["Content-Type"] == "application/problem+json"
        [error] = [e for e in answer.json()["errors"] if e["parameter"] == parameter]
        return error

    return get


@pytest.fixture(scope="session")
def openapi() -> dict[str, Any]:
    """The schema, as it is served."""
    return schema()


@pytest.fixture
def assert_described(openapi: dict[str, Any]) -> Callable[[Any, str], None]:
    """`assert_described(data, "Article")`: valid, and no name more or less at any level."""

    def check(value: Any, name: str) -> None:
        whole = {"$ref": f"#/components/schemas/{name}", "components": openapi["components"]}
        jsonschema.Draft202012Validator(whole).validate(value)
        compare(value, {"$ref": f"#/components/schemas/{name}"}, openapi, name)

    return check


def compare(value: Any, described: dict[str, Any], openapi: dict[str, Any], where: str) -> None:
    described = resolved(value, described, openapi)
    if isinstance(value, dict):
        names = set(described["properties"])
        assert set(value) <= names, (where, set(value) - names)
        assert set(value) >= set(described.get("required", ())), (where, names - set(value))
        for name, inner in value.items():
            compare(inner, described["properties"][name], openapi, f"{where}.{name}")
    if isinstance(value, list):
        for inner in value:
            compare(inner, described["items"], openapi, f"{where}[]")


def resolved(value: Any, described: dict[str, Any], openapi: dict[str, Any]) -> dict[str, Any]:
    """The schema that a value is described by, references and alternatives followed."""
    while True:
        if "$ref" in described:
            described = openapi["components"]["schemas"][described["$ref"].rpartition("/")[2]]
        elif "discriminator" in described:
            chosen = described["discriminator"]["mapping"][value["type"]]
            described = {"$ref": chosen}
        elif "oneOf" in described and value is not None:
            described = next(each for each in described["oneOf"] if each != {"type": "null"})
        elif "allOf" in described:
            [described] = described["allOf"]
        else:
            return described
