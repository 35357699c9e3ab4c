"""Every public address hangs here."""

from django.contrib import admin
from django.urls import path

from masthead import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
