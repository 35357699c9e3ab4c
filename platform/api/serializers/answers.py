"""What surrounds resources: lists, the entrance, problems."""

from rest_framework import serializers

from api.serializers.articles import CardSerializer, VersionSerializer
from api.serializers.authors import AuthorSerializer
from api.serializers.fields import Instant, Link, Text
from api.serializers.parts import NoticeSerializer
from api.serializers.places import (
    IssueEntrySerializer,
    RegionEntrySerializer,
    SectionEntrySerializer,
    TopicEntrySerializer,
)
from api.serializers.serials import (
    DisclaimerEntrySerializer,
    LicenceEntrySerializer,
    PhotoEntrySerializer,
    PublicationEntrySerializer,
)

__all__ = [
    "ArticleListSerializer",
    "AuthorListSerializer",
    "DisclaimerListSerializer",
    "GoneSerializer",
    "IndexLinksSerializer",
    "IndexSerializer",
    "InvalidParametersSerializer",
    "IssueListSerializer",
    "LicenceListSerializer",
    "PhotoListSerializer",
    "ProblemSerializer",
    "PublicationListSerializer",
    "RegionListSerializer",
    "SectionListSerializer",
    "TopicListSerializer",
    "VersionListSerializer",
]


class ListOfSerializer(serializers.Serializer):
    next = serializers.URLField(allow_null=True, help_text="Null on the last page.")
    previous = serializers.URLField(allow_null=True, help_text="Null on the first page.")


class ArticleListSerializer(ListOfSerializer):
    results = CardSerializer(many=True)


class AuthorListSerializer(ListOfSerializer):
    results = AuthorSerializer(many=True)


class DisclaimerListSerializer(ListOfSerializer):
    results = DisclaimerEntrySerializer(many=True)


class IssueListSerializer(ListOfSerializer):
    results = IssueEntrySerializer(many=True)


class LicenceListSerializer(ListOfSerializer):
    results = LicenceEntrySerializer(many=True)


class PhotoListSerializer(ListOfSerializer):
    results = PhotoEntrySerializer(many=True)


class PublicationListSerializer(ListOfSerializer):
    results = PublicationEntrySerializer(many=True)


class RegionListSerializer(ListOfSerializer):
    results = RegionEntrySerializer(many=True)


class SectionListSerializer(ListOfSerializer):
    results = SectionEntrySerializer(many=True)


class TopicListSerializer(ListOfSerializer):
    results = TopicEntrySerializer(many=True)


class VersionListSerializer(serializers.Serializer):
    results = VersionSerializer(many=True, help_text="The latest first.")


class IndexLinksSerializer(serializers.Serializer):
    articles = Link()
    authors = Link()
    publications = Link()
    sections = Link()
    topics = Link()
    regions = Link()
    issues = Link()
    photos = Link()
    licences = Link()
    disclaimers = Link()
    search = Link()
    changes = Link()
    schema = Link()
    docs = Link()


class IndexSerializer(serializers.Serializer):
    version = Text("Of this API.")
    links = IndexLinksSerializer()


class ProblemSerializer(serializers.Serializer):
    """What went wrong (RFC 9457)."""

    type = Text("`about:blank`, or an address if the problem has fields of its own.")
    title = Text("The name of the status.")
    status = serializers.IntegerField()
    detail = Text("What was wrong and what to do.")
    instance = Text("The path asked for.")


class ParameterErrorSerializer(serializers.Serializer):
    parameter = Text()
    detail = Text()
    allowed = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="All that would be allowed."
    )


class InvalidParametersSerializer(ProblemSerializer):
    errors = ParameterErrorSerializer(many=True)  # type: ignore[assignment]


class TombstoneSerializer(serializers.Serializer):
    """What may still be known of a withdrawn article."""

    id = serializers.UUIDField()
    slug = Text()
    title = Text()
    byline = serializers.ListField(child=serializers.CharField(), help_text="The names.")
    first_published = Instant()
    doi = Text()
    notices = NoticeSerializer(many=True)


class GoneSerializer(ProblemSerializer):
    notice = Text("What readers are told.")
    article = TombstoneSerializer(allow_null=True, help_text="Null if only one version is gone.")
