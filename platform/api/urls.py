"""The addresses of the API, below ``/api/``. They are a contract."""

from django.urls import path, re_path, register_converter

from api.converters import Digest, Slug, Spdx, VersionNumber
from api.views import articles, authors, documentation, photos, places, serials, versions
from api.views.advance import AdvanceList
from api.views.changes import Changes
from api.views.index import Index, Nothing
from api.views.search import Search
from api.views.usage import ArticleUsage, ItemReport

app_name = "api"

register_converter(Digest, "api_sha256")
register_converter(Slug, "api_slug")
register_converter(Spdx, "api_spdx")
register_converter(VersionNumber, "api_number")

urlpatterns = [
    path("v1/", Index.as_view(), name="index"),
    path("v1/articles/", articles.ArticleList.as_view(), name="articles"),
    path("v1/articles/<api_slug:slug>/", articles.ArticleDetail.as_view(), name="article"),
    path("v1/articles/<api_slug:slug>/versions/", versions.VersionList.as_view(), name="versions"),
    path(
        "v1/articles/<api_slug:slug>/versions/<api_number:number>/",
        versions.VersionDetail.as_view(),
        name="version",
    ),
    path("v1/articles/<api_slug:slug>/usage/", ArticleUsage.as_view(), name="usage"),
    path("v1/reports/ir/", ItemReport.as_view(), name="report"),
    path("v1/advance/", AdvanceList.as_view(), name="advance"),
    path("v1/authors/", authors.AuthorList.as_view(), name="authors"),
    path("v1/authors/<api_slug:slug>/", authors.AuthorDetail.as_view(), name="author"),
    path("v1/publications/", serials.PublicationList.as_view(), name="publications"),
    path(
        "v1/publications/<api_number:id>/", serials.PublicationDetail.as_view(), name="publication"
    ),
    path("v1/sections/", places.SectionList.as_view(), name="sections"),
    path("v1/sections/<api_slug:slug>/", places.SectionDetail.as_view(), name="section"),
    path("v1/topics/", places.TopicList.as_view(), name="topics"),
    path("v1/topics/<api_slug:slug>/", places.TopicDetail.as_view(), name="topic"),
    path("v1/regions/", places.RegionList.as_view(), name="regions"),
    path("v1/regions/<api_slug:slug>/", places.RegionDetail.as_view(), name="region"),
    path("v1/issues/", places.IssueList.as_view(), name="issues"),
    path("v1/issues/<api_slug:slug>/", places.IssueDetail.as_view(), name="issue"),
    path("v1/photos/", photos.PhotoList.as_view(), name="photos"),
    path("v1/photos/<api_sha256:sha256>/", photos.PhotoDetail.as_view(), name="photo"),
    path("v1/licences/", serials.LicenceList.as_view(), name="licences"),
    path("v1/licences/<api_spdx:spdx>/", serials.LicenceDetail.as_view(), name="licence"),
    path("v1/disclaimers/", serials.DisclaimerList.as_view(), name="disclaimers"),
    path("v1/disclaimers/<api_number:id>/", serials.DisclaimerDetail.as_view(), name="disclaimer"),
    path("v1/search/", Search.as_view(), name="search"),
    path("v1/changes/", Changes.as_view(), name="changes"),
    path("v1/schema/", documentation.Schema.as_view(), name="schema"),
    path("v1/docs/", documentation.Documentation.as_view(), name="docs"),
    path("v1/docs/try/", documentation.TryOut.as_view(), name="try"),
    re_path("", Nothing.as_view(), name="nothing"),
]
