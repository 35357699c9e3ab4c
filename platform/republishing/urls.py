"""The addresses of this room. They are a contract."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from renderings.republish import FORMS
from republishing.views.card import card
from republishing.views.counter import counter
from republishing.views.oembed import oembed
from republishing.views.republish import republish, republish_file
from republishing.views.social import social_picture

__all__ = ["app_name", "urlpatterns"]


class GivenForm(StringConverter):
    """A form in which articles are given away."""

    regex = "|".join(FORMS)


class VersionNumber:
    """A version's number, from 1 and without leading zeros."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(GivenForm, "given_form")
register_converter(VersionNumber, "version_number")

app_name = "republishing"

urlpatterns: list[URLPattern] = [
    path("articles/<slug:slug>/republish/", republish, name="republish"),
    path(
        "articles/<slug:slug>/republish.<given_form:extension>",
        republish_file,
        name="republish-file",
    ),
    path("articles/<slug:slug>/card/", card, name="card"),
    path(
        "articles/<slug:slug>/v<version_number:number>/social.jpg",
        social_picture,
        name="social-picture",
    ),
    path("count/<str:token>.gif", counter, name="counter"),
    path("oembed", oembed, name="oembed"),
]
