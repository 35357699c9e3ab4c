"""What an article names: photos, people, serial, licence, references."""

from rest_framework import serializers

from api.serializers.fields import Instant, Link, OptionalLink, Text
from api.serializers.text import inline_content
from photos.ladder import FORMATS, SHAPES
from record.document import Kind

__all__ = [
    "AuthorLinksSerializer",
    "ContributionSerializer",
    "FormSerializer",
    "IssueSerializer",
    "LicenceSerializer",
    "NoticeSerializer",
    "PhotographSerializer",
    "PublicationSerializer",
    "ReferenceSerializer",
    "RegionSerializer",
    "RelatedArticleSerializer",
    "RenditionSerializer",
    "SectionSerializer",
    "TopicSerializer",
]


class LicenceSerializer(serializers.Serializer):
    spdx = Text("SPDX identifier.")
    name = Text()
    url = OptionalLink()
    republishing_allowed = serializers.BooleanField(
        help_text="Others may publish it again without asking."
    )


class RenditionSerializer(serializers.Serializer):
    """One size and format of a photo, at an address that never changes its content."""

    shape = serializers.ChoiceField(
        choices=SHAPES, help_text="The whole picture, a banner of 16:9 or a tile of 1:1."
    )
    width = serializers.IntegerField(help_text="Pixels.")
    height = serializers.IntegerField(help_text="Pixels.")
    format = serializers.ChoiceField(choices=FORMATS)
    media_type = Text()
    url = Link()


class PhotographSerializer(serializers.Serializer):
    """A photo as printed. Whoever shows it names `credit_line`."""

    sha256 = Text("Of the original.")
    width = serializers.IntegerField(help_text="Of the original, in pixels.")
    height = serializers.IntegerField(help_text="Of the original, in pixels.")
    alt_text = Text("For readers who can't see it.")
    credit_line = Text("Who must be named, as printed.")
    caption = Text()
    creator = Text()
    source = Text()  # type: ignore[assignment]  # a field's own attribute is hidden by it
    copyright_notice = Text()
    licence = LicenceSerializer(allow_null=True)
    redistribution_allowed = serializers.BooleanField(
        help_text="The rights cover syndication: it may travel with the article."
    )
    cropping_allowed = serializers.BooleanField()
    renditions = RenditionSerializer(many=True, help_text="Narrowest first within each shape.")


class WorkSerializer(serializers.Serializer):
    """A selected work of a contributor."""

    title = Text()
    publisher = Text()
    year = Text()
    url = OptionalLink()
    doi = Text()
    doi_url = OptionalLink()


class AuthorLinksSerializer(serializers.Serializer):
    self = Link("The profile in this API.")
    page = Link("The profile for readers.")


class BiographyParagraphSerializer(serializers.Serializer):
    content = inline_content()


class ContributionSerializer(serializers.Serializer):
    """Who signs, with name, title, affiliation and biography as published."""

    name = Text("As printed.")
    role = Text("Such as author, translator or interviewer.")
    author = Text("Slug of the profile; empty without one.")
    given_name = Text()
    family_name = Text()
    sort_name = Text("As in an index: Kang, Seonjou.")
    native_name = Text("In its own script.")
    suffix = Text()
    collective = serializers.BooleanField(help_text="No person, but a group.")
    orcid = Text()
    title = Text()
    affiliation = Text()
    affiliation_ror = Text("ROR identifier of the affiliation.")
    biography = BiographyParagraphSerializer(many=True)
    works = WorkSerializer(many=True)
    credit_roles = serializers.ListField(
        child=serializers.CharField(), help_text="Slugs of CRediT's taxonomy."
    )
    biography_html = Text("The biography as HTML, safe to insert.")
    orcid_url = OptionalLink()
    affiliation_ror_url = OptionalLink()
    links = AuthorLinksSerializer(allow_null=True, help_text="Null without a profile.")


class ReferenceSerializer(serializers.Serializer):
    text = Text()
    doi = Text()
    url = OptionalLink()
    doi_url = OptionalLink()


class TopicSerializer(serializers.Serializer):
    slug = Text()
    name = Text()
    page = Link()


class RegionSerializer(serializers.Serializer):
    slug = Text()
    name = Text()
    code = Text("ISO 3166-1 or UN M49; empty without one.")
    page = Link()


class SectionSerializer(serializers.Serializer):
    slug = Text()
    name = Text()
    article_type = Text("In the words of JATS.")
    page = Link()


class IssueSerializer(serializers.Serializer):
    slug = Text()
    volume = Text()
    number = Text()
    title = Text()
    page = Link()


class PublicationSerializer(serializers.Serializer):
    """The serial as it was when this version was published."""

    title = Text()
    short_title = Text()
    tagline = Text()
    publisher = Text()
    place = Text()
    issn_online = Text()
    issn_print = Text()
    issn_linking = Text()
    time_zone = Text("Its dates are those of this zone.")
    issn = Text("The one printed: online, else print, else linking.")
    issn_url = OptionalLink()


class RelatedLinksSerializer(serializers.Serializer):
    self = Link()
    page = Link()


class RelatedArticleSerializer(serializers.Serializer):
    slug = Text()
    title = Text()
    language = Text()
    links = RelatedLinksSerializer()


class NoticeSerializer(serializers.Serializer):
    """A later version's public note."""

    number = serializers.IntegerField(help_text="The version it announces.")
    kind = serializers.ChoiceField(choices=[kind.value for kind in Kind])
    note = Text()
    at = Instant()


class FormSerializer(serializers.Serializer):
    """Another form of the article."""

    form = Text("Such as bib or csl.json.")
    media_type = Text()
    url = Link()
