"""The readers' addresses. They are a contract: what was once an address stays one."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path, register_converter
from django.urls.converters import StringConverter

from reader import (
    about,
    archive,
    articles,
    authors,
    changes,
    corrections,
    forms_of_articles,
    home,
    indexes,
    issues,
    looks,
    photos,
    plain_pages,
    robots,
    search,
    subscribing,
    terms,
)

__all__ = ["app_name", "urlpatterns"]


class CountingNumber:
    """A number from 1 without leading zeros, so that a page has one address."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Extension(StringConverter):
    """What follows the dot: ``bib`` or ``csl.json``."""

    regex = "[a-z.]{1,20}"


class Digest(StringConverter):
    """A SHA-256, or the beginning of one."""

    regex = "[0-9a-f]{16,64}"


class Year:
    """A year of the common era in four digits: nothing printed is older than the first."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(CountingNumber, "counting")
register_converter(Extension, "extension")
register_converter(Digest, "digest")
register_converter(Year, "year")

app_name = "reader"
PHOTO = (
    r"^photos/(?P<sha256>[0-9a-f]{64})/(?P<shape>full|wide|square)-(?P<width>[1-9][0-9]{0,4})"
    r"\.(?P<image_format>avif|webp|jpg)\Z"
)

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("articles/", articles.listing, name="articles"),
    path("articles/<slug:slug>/", articles.article, name="article"),
    path("articles/<slug:slug>/v<counting:number>/", articles.version, name="version"),
    path(
        "articles/<slug:slug>/v<counting:number>/changes/",
        changes.changes,
        name="version_changes",
    ),
    path("articles/<slug:slug>/article.<extension:extension>", forms_of_articles.form, name="form"),
    path(
        "articles/<slug:slug>/v<counting:number>/article.<extension:extension>",
        forms_of_articles.form,
        name="version_form",
    ),
    path("archive/", archive.archive, name="archive"),
    path("archive/<year:year>/", archive.year, name="year"),
    path("authors/", authors.authors, name="authors"),
    path("authors/<slug:slug>/", authors.author, name="author"),
    path("sections/<slug:slug>/", terms.section, name="section"),
    path("topics/", indexes.topics, name="topics"),
    path("topics/<slug:slug>/", terms.topic, name="topic"),
    path("regions/", indexes.regions, name="regions"),
    path("regions/<slug:slug>/", terms.region, name="region"),
    path("issues/", issues.issues, name="issues"),
    path("issues/<slug:slug>/", issues.issue, name="issue"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("about/", about.about, name="about"),
    path("search/", search.search, name="search"),
    path("pages/<slug:slug>/", plain_pages.plain_page, name="page"),
    path("accessibility/", plain_pages.accessibility, name="accessibility"),
    path("theme/<digest:digest>.css", looks.sheet, name="theme"),
    path("marks/<digest:sha256>.<extension:image_format>", looks.mark, name="mark"),
    path("newsletter/", subscribing.newsletter, name="newsletter"),
    path("newsletter/asked/", subscribing.asked, name="newsletter_asked"),
    path("newsletter/confirm/<str:token>/", subscribing.confirm, name="newsletter_confirm"),
    path("newsletter/manage/<str:token>/", subscribing.manage, name="newsletter_manage"),
    path(
        "newsletter/unsubscribe/<str:token>/",
        subscribing.unsubscribe,
        name="newsletter_unsubscribe",
    ),
    re_path(PHOTO, photos.photo, name="photo"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", robots.security, name="security"),
]
