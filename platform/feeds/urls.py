"""The addresses of the feeds. They are a contract."""

from django.urls import path, register_converter

from feeds import llms, news, searching, sitemaps, views
from feeds.converters import Count, Form, Key, Plural, Slug

app_name = "feeds"

register_converter(Count, "feed_count")
register_converter(Form, "feed_form")
register_converter(Key, "feed_key")
register_converter(Plural, "feed_plural")
register_converter(Slug, "feed_slug")

urlpatterns = [
    path("feeds/articles.<feed_form:form>", views.articles, name="articles"),
    path("<feed_plural:plural>/<feed_slug:slug>/feed.<feed_form:form>", views.entry, name="entry"),
    path("search/feed.<feed_form:form>", searching.search, name="search"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-articles-<feed_count:part>.xml", sitemaps.articles_part, name="sitemap-articles"),
    path("sitemap-authors-<feed_count:part>.xml", sitemaps.authors_part, name="sitemap-authors"),
    path("sitemap-directory.xml", sitemaps.directory_part, name="sitemap-directory"),
    path("news-sitemap.xml", news.news_sitemap, name="news-sitemap"),
    path("llms.txt", llms.llms, name="llms"),
    path("<feed_key:key>.txt", views.indexnow_key, name="indexnow-key"),
]
