"""The text of an article: typed blocks with inline content (``record.document``)."""

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from api.serializers.fields import OptionalLink, Tag, Text
from record.document import Mark, Numbering

__all__ = ["BLOCKS", "INLINES", "BlockField", "InlineField", "NoteSerializer", "inline_content"]


Serializers = dict[str, serializers.Serializer | type[serializers.Serializer]]


class RunSerializer(serializers.Serializer):
    """Text with the same marks and the same link throughout."""

    type = Tag("run")
    text = Text()
    marks = serializers.ListField(
        child=serializers.ChoiceField(choices=[mark.value for mark in Mark]),
        help_text="How it is set, outermost first.",
    )
    href = OptionalLink("Where it leads; empty if it is no link.")


class NoteReferenceSerializer(serializers.Serializer):
    """The place of a note's number."""

    type = Tag("note-reference")
    number = serializers.IntegerField(help_text="The number of the note in `notes`.")


class LineBreakSerializer(serializers.Serializer):
    """A line ended on purpose."""

    type = Tag("line-break")


INLINES: Serializers = {
    "run": RunSerializer,
    "note-reference": NoteReferenceSerializer,
    "line-break": LineBreakSerializer,
}


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="Inline", serializers=INLINES, resource_type_field_name="type"
    )
)
class InlineField(serializers.Field):
    """One part of inline content."""


def inline_content(help_text: str = "") -> serializers.ListField:
    return serializers.ListField(child=InlineField(), help_text=help_text)


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="Block", serializers=lambda: BLOCKS, resource_type_field_name="type"
    )
)
class BlockField(serializers.Field):
    """One block of the body."""


class HeadingSerializer(serializers.Serializer):
    type = Tag("heading")
    level = serializers.IntegerField(min_value=2, max_value=4)
    content = inline_content()
    anchor = Text("Unique in the article.")


class ParagraphSerializer(serializers.Serializer):
    type = Tag("paragraph")
    content = inline_content()


class QuoteSerializer(serializers.Serializer):
    """A quotation set apart."""

    type = Tag("quote")
    content = serializers.ListField(child=BlockField())
    attribution = inline_content("Whose words they are.")
    pull = serializers.BooleanField(help_text="A sentence of the article, repeated for display.")


class ListSerializer(serializers.Serializer):
    type = Tag("list")
    items = serializers.ListField(
        child=serializers.ListField(child=BlockField()), help_text="Each a list of blocks."
    )
    numbering = serializers.ChoiceField(choices=[numbering.value for numbering in Numbering])
    start = serializers.IntegerField(help_text="The first number.")
    parenthesised = serializers.BooleanField(help_text="Numbered (1) instead of 1.")


class CellSerializer(serializers.Serializer):
    content = inline_content()
    header = serializers.BooleanField()
    colspan = serializers.IntegerField(min_value=1)
    rowspan = serializers.IntegerField(min_value=1)


def rows(help_text: str) -> serializers.ListField:
    return serializers.ListField(child=CellSerializer(many=True), help_text=help_text)


class TableSerializer(serializers.Serializer):
    type = Tag("table")
    number = serializers.IntegerField(min_value=1)
    head = rows("Rows of column headings.")
    rows = rows("Rows of cells.")
    caption = inline_content()


class FigureSerializer(serializers.Serializer):
    """A photo placed in the body."""

    type = Tag("figure")
    number = serializers.IntegerField(min_value=1)
    photo = Text("SHA-256 of one of `photos`.")
    caption = inline_content("Empty: the photo's own caption.")


class RuleSerializer(serializers.Serializer):
    """A break between two passages."""

    type = Tag("rule")


BLOCKS: Serializers = {
    "heading": HeadingSerializer,
    "paragraph": ParagraphSerializer,
    "quote": QuoteSerializer,
    "list": ListSerializer,
    "table": TableSerializer,
    "figure": FigureSerializer,
    "rule": RuleSerializer,
}


class NoteSerializer(serializers.Serializer):
    number = serializers.IntegerField(min_value=1)
    content = inline_content()
