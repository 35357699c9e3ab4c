"""The addresses of the API, below ``/api/``. They are a contract."""

from django.urls import path, re_path, register_converter

from api.converters import Slug, VersionNumber
from api.views.articles import ArticleDetail, ArticleList
from api.views.authors import AuthorDetail, AuthorList
from api.views.changes import Changes
from api.views.documentation import Documentation, Schema
from api.views.index import Index, Nothing
from api.views.versions import VersionDetail, VersionList

app_name = "api"

register_converter(Slug, "api_slug")
register_converter(VersionNumber, "api_version")

urlpatterns = [
    path("v1/", Index.as_view(), name="index"),
    path("v1/articles/", ArticleList.as_view(), name="articles"),
    path("v1/articles/<api_slug:slug>/", ArticleDetail.as_view(), name="article"),
    path("v1/articles/<api_slug:slug>/versions/", VersionList.as_view(), name="versions"),
    path(
        "v1/articles/<api_slug:slug>/versions/<api_version:number>/",
        VersionDetail.as_view(),
        name="version",
    ),
    path("v1/authors/", AuthorList.as_view(), name="authors"),
    path("v1/authors/<api_slug:slug>/", AuthorDetail.as_view(), name="author"),
    path("v1/changes/", Changes.as_view(), name="changes"),
    path("v1/schema/", Schema.as_view(), name="schema"),
    path("v1/docs/", Documentation.as_view(), name="docs"),
    re_path("", Nothing.as_view(), name="nothing"),
]
