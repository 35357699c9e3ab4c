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
        whole = auto_schema.resolve_serializer(self.target.whole, direction)
        part: dict[str, Any] = {"type": "object", "description": "With `fields`: only those."}
        listed = self.target.whole().fields
        if "results" in listed:
            part |= {
                "properties": {"results": {"type": "array", "items": {"type": "object"}}},
                "required": list(listed),
            }
        return {"anyOf": [whole.ref, part]}
