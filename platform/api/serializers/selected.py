"""What is answered where ``fields`` may leave something out: the whole, or what was asked for."""

from __future__ import annotations

import functools
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension
from rest_framework import serializers

__all__ = ["selectable"]


class Selectable(serializers.Serializer):
    """The answer that ``whole`` describes, or a part of it."""

    whole: type[serializers.Serializer]


@functools.cache
def selectable(whole: type[serializers.Serializer]) -> type[Selectable]:
    """A serializer that describes both. In a list, results may be parts."""
    name = whole.__name__.removesuffix("Serializer")
    return type(f"{name}AnswerSerializer", (Selectable,), {"whole": whole, "__doc__": ""})


class _SelectableSchema(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    target_class = Selectable
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        listed = self.target.whole().fields.get("results")
        whole = auto_schema.resolve_serializer(self.target.whole, direction)
        if listed is None:
            return {"anyOf": [whole.ref, _part(whole.schema)]}
        result = auto_schema.resolve_serializer(type(listed.child), direction)
        part = {
            **whole.schema,
            "properties": {
                **whole.schema["properties"],
                "results": {"type": "array", "items": _part(result.schema)},
            },
        }
        return {"anyOf": [whole.ref, {**part, "description": "With `fields`."}]}


def _part(schema: dict[str, Any]) -> dict[str, Any]:
    """Some of the fields: what they hold may be a part, too."""
    return {
        "type": "object",
        "description": "With `fields`: only those.",
        "properties": {name: _loose(each) for name, each in schema["properties"].items()},
        "additionalProperties": False,
    }


def _loose(schema: dict[str, Any]) -> dict[str, Any]:
    """The field's schema where it has no parts, else only whether it is a list or an object."""
    if schema.get("type") == "array":
        return {"type": "array"}
    refers = any("$ref" in each for key in ("allOf", "oneOf") for each in schema.get(key, ()))
    if "$ref" in schema or refers:
        return {"type": ["object", "string", "null"]}
    return schema
