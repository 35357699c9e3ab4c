"""Publications, licences, disclaimers, and photos by themselves."""

from rest_framework import serializers

from api.serializers.fields import Instant, Link, OptionalLink, Text
from api.serializers.parts import PhotographSerializer

__all__ = [
    "DisclaimerEntrySerializer",
    "DisclaimerSerializer",
    "LicenceEntrySerializer",
    "PhotoEntrySerializer",
    "PublicationEntrySerializer",
]


class LicenceLinksSerializer(serializers.Serializer):
    self = Link("In this API.")
    articles = Link("The articles under it, in this API.")


class LicenceEntrySerializer(serializers.Serializer):
    """Terms under which articles may be used."""

    spdx = Text("SPDX identifier, or `LicenseRef-…` for terms outside the SPDX list.")
    links = LicenceLinksSerializer()
    name = Text()
    url = OptionalLink("The text; empty if it stands nowhere.")
    republishing_allowed = serializers.BooleanField(
        help_text="Others may publish the text again without asking."
    )
    terms = Text("In one sentence, as printed.")


class PublicationLinksSerializer(serializers.Serializer):
    self = Link("In this API.")
    page = Link("Who publishes it, for readers.")


class PublicationEntrySerializer(serializers.Serializer):
    """A serial, as it is today. Each article says how it was when that was published."""

    id = serializers.IntegerField()
    links = PublicationLinksSerializer()
    title = Text()
    short_title = Text()
    tagline = Text()
    publisher = Text()
    place = Text()
    contact_email = Text("Where partners write to.")
    language = Text("Its main language (BCP 47).")
    languages = serializers.ListField(child=serializers.CharField())
    time_zone = Text("Its dates are those of this zone.")
    issn_online = Text()
    issn_print = Text()
    issn_linking = Text()
    issn = Text("The one printed: online, else print, else linking.")
    issn_url = OptionalLink()
    licence = LicenceEntrySerializer(allow_null=True, help_text="Unless an article says otherwise.")
    about = Text("In plain text.")
    default = serializers.BooleanField(help_text="The one whose title stands at the site's head.")


class DisclaimerLinksSerializer(serializers.Serializer):
    self = Link("In this API.")


class EditionSerializer(serializers.Serializer):
    """A wording. Articles keep the one they were published with."""

    number = serializers.IntegerField(help_text="Of the edition.")
    wording_one = Text("Under an article by one writer.")
    wording_several = Text("Under an article by several; empty: the same as for one.")
    since = Instant("When it was made.")


class DisclaimerEntrySerializer(serializers.Serializer):
    """What is printed under articles, in the wording of today. In an article stands its own."""

    id = serializers.IntegerField()
    links = DisclaimerLinksSerializer()
    number = serializers.IntegerField(help_text="Of the edition.")
    wording_one = Text("Under an article by one writer.")
    wording_several = Text("Under an article by several; empty: the same as for one.")
    since = Instant("When this wording was made.")
    default = serializers.BooleanField(help_text="For sections that have no other.")
    sections = serializers.ListField(
        child=serializers.CharField(), help_text="Slugs of the sections that have this one."
    )


class DisclaimerSerializer(DisclaimerEntrySerializer):
    """A disclaimer with its editions."""

    editions = EditionSerializer(
        many=True, help_text="The present one, and earlier ones that were printed; latest first."
    )


class PhotoLinksSerializer(serializers.Serializer):
    self = Link("In this API.")
    articles = Link("The articles that show it, in this API.")


class PhotoEntrySerializer(PhotographSerializer):
    """A photo as it was last printed. Whoever shows it names `credit_line`."""

    links = PhotoLinksSerializer()
