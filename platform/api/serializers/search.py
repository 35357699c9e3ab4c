"""What a search finds."""

from rest_framework import serializers

from api.serializers.articles import CardSerializer
from api.serializers.fields import Text

__all__ = ["HitSerializer", "SearchSerializer"]


class HitSerializer(CardSerializer):
    """An article that was found, as a list shows it; with `expand=article` as at its address."""

    score = serializers.FloatField(help_text="How well it fits; 0 if ordered by time.")
    snippet_html = Text("Where the words stand, marked with `<mark>`; safe to insert.")


class FacetSerializer(serializers.Serializer):
    value = Text("A slug, a year or a language tag.")
    name = Text()
    count = serializers.IntegerField()
    chosen = serializers.BooleanField(help_text="Whether the question names it.")


class FacetsSerializer(serializers.Serializer):
    """The most frequent of each kind among the results; none if that was not asked for."""

    section = FacetSerializer(many=True, required=False)
    topic = FacetSerializer(many=True, required=False)
    region = FacetSerializer(many=True, required=False)
    year = FacetSerializer(many=True, required=False)
    author = FacetSerializer(many=True, required=False)
    language = FacetSerializer(many=True, required=False)


class SearchSerializer(serializers.Serializer):
    next = serializers.URLField(allow_null=True, help_text="Null on the last page.")
    query = Text("The question as it was understood.")
    total = serializers.IntegerField(help_text="How many were found, at most 400.")
    exact = serializers.BooleanField(help_text="False: there are more than `total`.")
    suggestion = Text("Another question that does find something; empty otherwise.")
    facets = FacetsSerializer()
    results = HitSerializer(many=True)
