"""An article in a list, an article, and its versions."""

from rest_framework import serializers

from api.serializers import parts
from api.serializers.authors import ProfileSerializer
from api.serializers.fields import Instant, Link, OptionalLink, Text
from api.serializers.parts import (
    AuthorLinksSerializer,
    FormSerializer,
    IssueSerializer,
    LicenceSerializer,
    NoticeSerializer,
    PhotographSerializer,
    PublicationSerializer,
    ReferenceSerializer,
    RegionSerializer,
    RelatedArticleSerializer,
    RenditionSerializer,
    SectionSerializer,
    TopicSerializer,
)
from api.serializers.text import BlockField, NoteSerializer
from record.document import Kind

__all__ = ["ArticleSerializer", "CardSerializer", "VersionSerializer"]


def kind() -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=[kind.value for kind in Kind])


class HeadlineSerializer(serializers.Serializer):
    """What every representation of an article begins with."""

    id = serializers.UUIDField(help_text="The same for ever, whatever becomes of the slug.")
    number = serializers.IntegerField(help_text="Of the version, counted from 1.")
    kind = kind()
    slug = Text("The last part of its address; may change, the old one then redirects.")


class CardLinksSerializer(serializers.Serializer):
    self = Link("The article in this API.")
    page = Link("The page for readers.")
    versions = Link()
    forms = FormSerializer(many=True)


class CardPublicationSerializer(serializers.Serializer):
    title = Text()
    issn = Text("The one printed.")
    time_zone = Text()


class CardSectionSerializer(serializers.Serializer):
    slug = Text()
    name = Text()
    page = Link()


def profile() -> ProfileSerializer:
    return ProfileSerializer(
        allow_null=True,
        required=False,
        help_text="As it is today; with `expand=authors`. Null without one.",
    )


class CardContributionSerializer(serializers.Serializer):
    name = Text("As printed.")
    author = Text("Slug of the profile; empty without one.")
    role = Text()
    collective = serializers.BooleanField()
    links = AuthorLinksSerializer(allow_null=True)
    profile = profile()


class CardPhotoSerializer(serializers.Serializer):
    """A photo with the JPEG that serves most uses; the article lists all renditions."""

    sha256 = Text()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt_text = Text()
    credit_line = Text("Who must be named.")
    cropping_allowed = serializers.BooleanField()
    licence_spdx = Text()
    rendition = RenditionSerializer()


class CardLicenceSerializer(serializers.Serializer):
    spdx = Text()
    name = Text()
    url = OptionalLink()


class CardSerializer(HeadlineSerializer):
    """An article as a list shows it."""

    links = CardLinksSerializer()
    language = Text("BCP 47.")
    title = Text()
    subtitle = Text()
    standfirst = Text()
    retracted = serializers.BooleanField(help_text="Say so wherever you show it.")
    first_published = Instant()
    published = Instant("Of this version.")
    corrected = Instant("Of the last correction or update.", allow_null=True)
    publication = CardPublicationSerializer()
    section = CardSectionSerializer()
    topics = TopicSerializer(many=True)
    regions = RegionSerializer(many=True)
    keywords = serializers.ListField(child=serializers.CharField())
    byline = CardContributionSerializer(many=True)
    lead_photo = CardPhotoSerializer(allow_null=True)
    licence = CardLicenceSerializer(allow_null=True)
    doi = Text()
    doi_url = OptionalLink()
    word_count = serializers.IntegerField()
    reading_minutes = serializers.IntegerField()


class VersionLinksSerializer(serializers.Serializer):
    self = Link()
    page = Link()


class VersionSerializer(serializers.Serializer):
    """A line of an article's history."""

    number = serializers.IntegerField()
    kind = kind()
    published = Instant()
    note = Text("What readers are told about it; empty for the first.")
    digest = Text("SHA-256 of this version.")
    predecessor = Text("The digest of the version before; empty for the first.")
    removed = serializers.CharField(
        allow_null=True, help_text="Why its text is no longer there; null while it is."
    )
    links = VersionLinksSerializer()


class ContributionSerializer(parts.ContributionSerializer):
    """Who signs, with name, title, affiliation and biography as published."""

    profile = profile()


class ArticleLinksSerializer(serializers.Serializer):
    self = Link("The article's current version in this API.")
    page = Link("The page for readers, of the current version.")
    versions = Link("All versions.")
    version = Link("This version in this API.")
    version_page = Link("This version for readers, for ever.")
    forms = FormSerializer(many=True)


class ArticleSerializer(HeadlineSerializer):
    """A version of an article: everything that was published."""

    digest = Text("SHA-256 of the version in the record (canonical JSON, RFC 8785).")
    links = ArticleLinksSerializer()
    language = Text("BCP 47.")
    title = Text()
    subtitle = Text()
    standfirst = Text("The paragraph under the title.")
    abstract = Text()
    retracted = serializers.BooleanField(help_text="Say so wherever you show it.")
    first_published = Instant()
    published = Instant("Of this version.")
    corrected = Instant("Of the last correction or update.", allow_null=True)
    notices = NoticeSerializer(many=True, help_text="Up to this version, the earliest first.")
    publication = PublicationSerializer()
    section = SectionSerializer()
    issue = IssueSerializer(allow_null=True)
    topics = TopicSerializer(many=True)
    regions = RegionSerializer(many=True)
    keywords = serializers.ListField(child=serializers.CharField())
    byline = ContributionSerializer(many=True, help_text="In the order of signing.")
    lead_photo = PhotographSerializer(allow_null=True)
    photos = PhotographSerializer(many=True, help_text="Those of the body.")
    body = serializers.ListField(
        child=BlockField(),
        required=False,
        help_text="The text as typed blocks; unless `body` names other forms.",
    )
    notes = NoteSerializer(many=True, required=False, help_text="Together with `body`.")
    body_html = Text(
        "Text and notes as HTML, safe to insert, all addresses absolute; unless `body` names "
        "other forms.",
        required=False,
    )
    body_markdown = Text(
        "Text and notes as Markdown (CommonMark with footnotes and tables); with `body=markdown`.",
        required=False,
    )
    body_text = Text(
        "The words of the text, one block a line; unless `body` names other forms.",
        required=False,
    )
    references = ReferenceSerializer(many=True)
    disclaimers = serializers.ListField(
        child=serializers.CharField(), help_text="To be printed under the article."
    )
    licence = LicenceSerializer(allow_null=True)
    funding = Text()
    competing_interests = Text()
    doi = Text()
    doi_url = OptionalLink()
    translation_of = RelatedArticleSerializer(allow_null=True)
    related = RelatedArticleSerializer(many=True)
    schema = serializers.IntegerField(help_text="Of the record's document.")
    embargoed_until = Instant(
        "Only of an article given to you before its hour: until then, nothing of it may be shown.",
        required=False,
    )
    versions = VersionSerializer(
        many=True,
        required=False,
        help_text="The article's history, the latest first; with `expand=versions`.",
    )
