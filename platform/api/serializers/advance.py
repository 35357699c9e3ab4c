"""What was given ahead of its hour."""

from rest_framework import serializers

from api.serializers.fields import Instant, Link, Text

__all__ = ["AdvanceListSerializer", "AdvanceSerializer"]


class AdvanceLinksSerializer(serializers.Serializer):
    self = Link("The article in this API: its text, for your key only.")
    page = Link("The page for readers, from its hour on.")


class AdvanceSerializer(serializers.Serializer):
    """An article under embargo. Not to be published before its hour, and may change until then."""

    id = serializers.UUIDField(help_text="The same when it is published.")
    slug = Text("The last part of its address.")
    title = Text()
    language = Text("A language tag.")
    embargoed_until = Instant("Before this instant nothing of it may be shown to anybody.")
    given_at = Instant("When you were given this text. Later than what you hold: fetch it again.")
    links = AdvanceLinksSerializer()


class AdvanceListSerializer(serializers.Serializer):
    results = AdvanceSerializer(many=True, help_text="The next hour first.")
