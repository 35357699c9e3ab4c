"""Fields that OpenAPI has words for and the framework has not."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

__all__ = ["Instant", "Link", "OptionalLink", "Tag", "Text"]


class Text(serializers.CharField):
    """Text that is always there and may be empty."""

    def __init__(self, help_text: str = "", **options: Any) -> None:
        super().__init__(help_text=help_text, allow_blank=True, **options)


class Link(serializers.URLField):
    """An address that is always there."""

    def __init__(self, help_text: str = "", **options: Any) -> None:
        super().__init__(help_text=help_text, **options)


class OptionalLink(serializers.CharField):
    """An address, or empty text where there is none."""

    def __init__(self, help_text: str = "", **options: Any) -> None:
        super().__init__(help_text=help_text or "Empty if there is none.", **options)


class Instant(serializers.DateTimeField):
    """RFC 3339, in UTC, to the second."""

    def __init__(self, help_text: str = "", **options: Any) -> None:
        super().__init__(help_text=help_text, **options)


class Tag(serializers.CharField):
    """The word that tells one kind of object from others in the same place."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word

    def to_representation(self, value: Any) -> str:
        return self.word


class _TagSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    target_class = "api.serializers.fields.Tag"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        return {"type": "string", "const": self.target.word}


class _OptionalLinkSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    target_class = "api.serializers.fields.OptionalLink"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        return {"type": "string", "format": "uri-reference"}
