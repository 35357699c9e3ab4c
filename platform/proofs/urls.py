from collections.abc import Callable

from django.contrib import admin
from django.http import HttpResponseBase
from django.urls import path

from proofs import links_page, live, preview, proof_page

ARTICLE = "admin/articles/article/<int:pk>/"
PICTURE = "<str:sha256>/<str:shape>-<int:width>.<str:image_format>"


def seen_by_staff(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """``cacheable``: the views themselves say that nobody keeps what they answer."""
    return admin.site.admin_view(view, cacheable=True)


urlpatterns = [
    path("proofs/<str:token>/", proof_page.proof_page, name="proof"),
    path(f"proofs/<str:token>/{PICTURE}", proof_page.photo_page, name="proof-photo"),
    path(f"{ARTICLE}proofs/", seen_by_staff(links_page.links_page), name="admin-article-proofs"),
    path(
        f"{ARTICLE}proofs/<int:number>/revoke/",
        seen_by_staff(links_page.revoke_link),
        name="admin-article-proof-revoke",
    ),
    path(
        f"{ARTICLE}proofs/suggestions/<int:number>/",
        seen_by_staff(links_page.decide),
        name="admin-article-suggestion",
    ),
    path(f"{ARTICLE}preview/", seen_by_staff(preview.preview), name="admin-article-preview"),
    path(
        f"{ARTICLE}preview/window/",
        seen_by_staff(preview.window),
        name="admin-article-preview-window",
    ),
    path(f"{ARTICLE}preview/live/", seen_by_staff(live.live), name="admin-article-live"),
    path(f"{ARTICLE}preview/{PICTURE}", seen_by_staff(preview.photo), name="admin-article-photo"),
]
