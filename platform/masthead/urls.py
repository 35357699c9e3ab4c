"""Every public address hangs here."""

from django.contrib import admin
from django.urls import include, path

from desk.find_page import find_page
from desk.output_page import output_page
from desk.problems_page import problems_page
from masthead import carried, health

urlpatterns = [
    path("", include("proofs.urls")),
    path("admin/articles/article/<int:pk>/carried/", carried.carried, name="admin-article-carried"),
    path("admin/find/", admin.site.admin_view(find_page), name="admin-find"),
    path("admin/problems/", admin.site.admin_view(problems_page), name="admin-problems"),
    path("admin/output/", admin.site.admin_view(output_page), name="admin-output"),
    path("admin/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/", include("api.urls")),
    path("", include("feeds.urls")),
    path("", include("republishing.urls")),
    path("", include("fediverse.urls")),
    path("", include("reader.urls")),
]

# What is not there, or cannot be done, is told in the readers' pages.
handler400 = "reader.errors.bad_request"
handler403 = "reader.errors.forbidden"
handler404 = "reader.errors.not_found"
handler500 = "reader.errors.server_error"
