"""How often articles are read."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import Link, Text
from counting.models import Form

__all__ = ["ReportSerializer", "UsageSerializer"]


class FiguresSerializer(serializers.Serializer):
    """The four metrics of COUNTER's Code of Practice 5.1, section 3.3.4."""

    total_item_investigations = serializers.IntegerField(
        help_text="Looks at the article or at what describes it."
    )
    unique_item_investigations = serializers.IntegerField(help_text="Sessions with such a look.")
    total_item_requests = serializers.IntegerField(
        help_text="Looks at the article itself, as a page or in another form."
    )
    unique_item_requests = serializers.IntegerField(help_text="Sessions with such a look.")


class MonthSerializer(FiguresSerializer):
    month = Text("Such as 2026-03, in UTC.")


class VersionUsageSerializer(FiguresSerializer):
    number = serializers.IntegerField(help_text="The version.")


class FormUsageSerializer(FiguresSerializer):
    form = serializers.ChoiceField(choices=Form.values, help_text="As its address ends.")


class UsageLinksSerializer(serializers.Serializer):
    self = Link("This very address, with what was asked for.")
    article = Link("The article in this API.")


class UsageSerializer(serializers.Serializer):
    id = serializers.UUIDField(help_text="Of the article.")
    slug = Text()
    total = FiguresSerializer(help_text="Of all these months.")
    months = MonthSerializer(many=True, help_text="Those in which it was read, in their order.")
    versions = VersionUsageSerializer(
        many=True, help_text="Unique numbers stand with the version a session saw first."
    )
    forms = FormUsageSerializer(
        many=True, help_text="Unique numbers stand with the form a session saw first."
    )
    links = UsageLinksSerializer()


@extend_schema_field({"type": "object", "additionalProperties": True})
class CounterField(serializers.Field):
    """An object of the COUNTER API, whose own schema says more."""


class ReportSerializer(serializers.Serializer):
    """A report of the COUNTER API, Release 5.1: https://countermetrics.stoplight.io/"""

    Report_Header = CounterField(help_text="Which report this is, of which months, made when.")
    Report_Items = serializers.ListField(
        child=CounterField(), help_text="The review, and in it `Items`: its articles."
    )
