"""Author profiles as readers may see them."""

from rest_framework import serializers

from api.serializers.fields import Link, OptionalLink, Text
from api.serializers.parts import PhotographSerializer
from authors.models import NameOrder

__all__ = ["AuthorSerializer", "ProfileSerializer"]


class ProfileLinksSerializer(serializers.Serializer):
    self = Link("The profile in this API.")
    page = Link("The profile for readers.")
    articles = Link("The author's articles in this API.")


class AffiliationSerializer(serializers.Serializer):
    """A post that the author holds or held."""

    role = Text()
    organisation = Text()
    place = Text()
    country = Text("ISO 3166-1.")
    ror = Text()
    ror_url = OptionalLink()
    website = OptionalLink()
    started = serializers.DateField(allow_null=True)
    ended = serializers.DateField(allow_null=True, help_text="Null while it lasts.")


class AuthorSerializer(serializers.Serializer):
    """An author as a list shows it."""

    slug = Text()
    links = ProfileLinksSerializer()
    name = Text("As printed.")
    sort_name = Text("As in an index: Kang, Seonjou.")
    native_name = Text("In its own script.")
    title = Text()
    orcid = Text()
    orcid_url = OptionalLink()
    affiliations = AffiliationSerializer(
        many=True, help_text="Of today in a list; in the profile past ones, too."
    )


class WebsiteSerializer(serializers.Serializer):
    label = Text()  # type: ignore[assignment]  # a field's own attribute is hidden by it
    url = OptionalLink()


class SelectedWorkSerializer(serializers.Serializer):
    title = Text()
    publisher = Text()
    year = serializers.IntegerField(allow_null=True)
    url = OptionalLink()
    doi = Text()
    doi_url = OptionalLink()


class ProfileSerializer(AuthorSerializer):
    """An author's profile."""

    given_name = Text()
    family_name = Text()
    name_order = serializers.ChoiceField(choices=NameOrder.values)
    suffix = Text()
    portrait = PhotographSerializer(allow_null=True)
    biography_html = Text("Safe to insert.")
    biography_text = Text()
    websites = WebsiteSerializer(many=True)
    works = SelectedWorkSerializer(many=True)
