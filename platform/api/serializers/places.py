"""Sections, topics, regions and issues, as they are today."""

from rest_framework import serializers

from api.serializers.fields import Link, Text

__all__ = [
    "IssueEntrySerializer",
    "RegionEntrySerializer",
    "RegionFamilySerializer",
    "SectionEntrySerializer",
    "TopicEntrySerializer",
    "TopicFamilySerializer",
]


class FeedLinksSerializer(serializers.Serializer):
    rss = Link()
    atom = Link()
    json = Link()


class EntryLinksSerializer(serializers.Serializer):
    self = Link("In this API.")
    page = Link("For readers.")
    articles = Link("Its articles in this API.")


class FedLinksSerializer(EntryLinksSerializer):
    feeds = FeedLinksSerializer()


class TermLinksSerializer(serializers.Serializer):
    self = Link("In this API.")
    page = Link("For readers.")


class TermReferenceSerializer(serializers.Serializer):
    """A topic or region, named by another one."""

    slug = Text()
    name = Text()
    links = TermLinksSerializer()


class SectionEntrySerializer(serializers.Serializer):
    """A kind of article."""

    slug = Text("The last part of its address; may change, the old one then redirects.")
    links = FedLinksSerializer()
    name = Text()
    description = Text()
    article_type = Text("In the words of JATS.")


class TopicEntrySerializer(serializers.Serializer):
    """A subject heading in the tree of them."""

    slug = Text("The last part of its address; may change, the old one then redirects.")
    links = FedLinksSerializer()
    name = Text()
    description = Text()
    parent = TermReferenceSerializer(allow_null=True, help_text="The wider topic; null at the top.")


class RegionEntrySerializer(serializers.Serializer):
    """A part of the world in the tree of them."""

    slug = Text("The last part of its address; may change, the old one then redirects.")
    links = FedLinksSerializer()
    name = Text()
    code = Text("ISO 3166-1 or UN M49; empty without one.")
    parent = TermReferenceSerializer(allow_null=True, help_text="The wider one; null at the top.")


class TopicFamilySerializer(TopicEntrySerializer):
    """A topic with those around it."""

    ancestors = TermReferenceSerializer(many=True, help_text="From the top of the tree down.")
    children = TermReferenceSerializer(many=True, help_text="Right below it, by name.")


class RegionFamilySerializer(RegionEntrySerializer):
    """A region with those around it."""

    ancestors = TermReferenceSerializer(many=True, help_text="From the top of the tree down.")
    children = TermReferenceSerializer(many=True, help_text="Right below it, by name.")


class IssueEntrySerializer(serializers.Serializer):
    """A volume and number, or a special issue."""

    slug = Text("The last part of its address; may change, the old one then redirects.")
    links = EntryLinksSerializer()
    volume = Text()
    number = Text()
    title = Text()
    special = serializers.BooleanField(help_text="Outside the numbering.")
    published_on = serializers.DateField(allow_null=True)
    description = Text()
