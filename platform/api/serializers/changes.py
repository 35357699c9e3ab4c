"""The stream of changes."""

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from api.serializers.articles import ArticleSerializer, CardSerializer
from api.serializers.fields import Instant, Link, Text
from record.models import Event, Status

__all__ = ["ChangeListSerializer", "ChangeSerializer"]


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="PresentArticle",
        serializers=[CardSerializer, ArticleSerializer],
        resource_type_field_name=None,
    )
)
class PresentArticleField(serializers.Field):
    """An article as a list shows it, or whole."""


class ChangeLinksSerializer(serializers.Serializer):
    self = Link("The article in this API: 410 once it was withdrawn.")
    page = Link("The page for readers.")
    version = Link("The version this entry is about.")


class ChangeSerializer(serializers.Serializer):
    """That an article changed, and how it stands now."""

    token = Text("The place behind this entry: keep it with your copy, and go on from it.")
    event = serializers.ChoiceField(choices=Event.values, help_text="What happened.")
    at = Instant("When it happened.")
    id = serializers.UUIDField(help_text="Of the article: the key of your copy.")
    slug = Text("The article's present slug.")
    number = serializers.IntegerField(help_text="The version this entry is about.")
    status = serializers.ChoiceField(
        choices=Status.values, help_text="Of the article now, not when this happened."
    )
    available = serializers.BooleanField(
        help_text="Whether you may hold the article now. If false, delete your copy."
    )
    article = PresentArticleField(
        allow_null=True,
        help_text="The article as it is now, whatever the entry is about; null if not available.",
    )
    links = ChangeLinksSerializer()


class ChangeListLinksSerializer(serializers.Serializer):
    next = Link("The address to ask next: this one, with `next` as `since`.")


class ChangeListSerializer(serializers.Serializer):
    next = Text("Always there, also at the end: what to send as `since` next time.")
    more = serializers.BooleanField(help_text="Whether there are more entries: ask on at once.")
    links = ChangeListLinksSerializer()
    results = ChangeSerializer(many=True, help_text="In the order in which they happened.")
