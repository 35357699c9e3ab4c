"""The addresses of this room. They are a contract: other servers keep them as names.

While it is switched off, each answers as an address that never existed.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from fediverse import discovery, inbox, views

__all__ = ["app_name", "urlpatterns"]

app_name = "fediverse"

urlpatterns: list[URLPattern] = [
    path(".well-known/webfinger", discovery.webfinger, name="webfinger"),
    path(".well-known/host-meta", discovery.host_meta, name="host-meta"),
    path(".well-known/nodeinfo", discovery.nodeinfo_links, name="nodeinfo-links"),
    path("fediverse/nodeinfo/2.1", discovery.nodeinfo, name="nodeinfo"),
    path("fediverse/actor/", views.actor, name="actor"),
    path("fediverse/inbox/", inbox.inbox, name="inbox"),
    path("fediverse/outbox/", views.outbox, name="outbox"),
    path("fediverse/followers/", views.followers, name="followers"),
    path("fediverse/articles/<uuid:key>/", views.article, name="article"),
]
