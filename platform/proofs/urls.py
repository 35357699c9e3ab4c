from collections.abc import Callable

from django.contrib import admin
from django.http import HttpResponseBase
from django.urls import path

from proofs import preview

ARTICLE = "admin/articles/article/<int:pk>/"
PICTURE = "<str:sha256>/<str:shape>-<int:width>.<str:image_format>"


def seen_by_staff(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """``cacheable``: the views themselves say that nobody keeps what they answer."""
    return admin.site.admin_view(view, cacheable=True)


urlpatterns = [
    path(f"{ARTICLE}preview/", seen_by_staff(preview.preview), name="admin-article-preview"),
    path(f"{ARTICLE}preview/{PICTURE}", seen_by_staff(preview.photo), name="admin-article-photo"),
]
