"""The addresses of this room. They are a contract."""

from django.urls import URLPattern

__all__ = ["app_name", "urlpatterns"]

app_name = "fediverse"

urlpatterns: list[URLPattern] = []
