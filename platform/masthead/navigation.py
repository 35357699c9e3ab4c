"""The admin's sidebar, in the order of an editor's day."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse

from articles import inbox
from articles.models import Article

__all__ = ["favicon", "own_account", "sidebar"]

# Group -> (model, Material symbol); a model without an admin of its own is left out.
GROUPS: dict[str, tuple[tuple[str, str], ...]] = {
    "Newsroom": (
        ("articles.Article", "article"),
        ("photos.Photo", "photo_library"),
        ("authors.Author", "person_edit"),
        ("authors.Organisation", "account_balance"),
    ),
    "Record": (
        ("record.PublishedArticle", "public"),
        ("record.Version", "verified"),
        ("record.Entry", "history"),
        ("record.Redaction", "ink_eraser"),
        ("counting.ReadArticle", "monitoring"),
    ),
    "Publication": (
        ("publication.Publication", "newspaper"),
        ("publication.PlainPage", "description"),
        ("publication.Section", "view_list"),
        ("publication.Topic", "label"),
        ("publication.Region", "map"),
        ("publication.Issue", "book"),
        ("publication.Disclaimer", "gavel"),
        ("publication.Licence", "copyright"),
    ),
    "Syndication": (
        ("partners.Partner", "handshake"),
        ("partners.Endpoint", "webhook"),
        ("partners.Carriage", "share"),
        ("webhooks.Delivery", "outbox"),
        ("webhooks.Letter", "mail"),
        ("republishing.Reading", "travel_explore"),
        ("fediverse.Instance", "hub"),
        ("fediverse.Delivery", "send"),
    ),
    "Newsletter": (
        ("newsletter.Subscriber", "mail"),
        ("newsletter.Mailing", "outgoing_mail"),
    ),
    "People with access": (
        ("auth.User", "badge"),
        ("accounts.Invitation", "person_add"),
        ("auth.Group", "group"),
        ("audit.Act", "policy"),
    ),
}


def favicon(request: HttpRequest) -> str:
    """The readers' icon: asked for late, when static files have their hashed names."""
    return static("reader/icon.svg")


def own_account(request: HttpRequest) -> list[dict[str, str]]:
    """What stands under a person's own name."""
    return [{"title": "Your account", "link": reverse("mfa_index")}]


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """Unfold's navigation: groups with the models this person may at least view."""
    groups: list[dict[str, Any]] = [
        {"title": title, "separator": True, "items": list(_items(request, entries))}
        for title, entries in GROUPS.items()
    ]
    groups[0]["items"][:0] = _inbox(request)
    return [group for group in groups if group["items"]]


def _inbox(request: HttpRequest) -> list[dict[str, Any]]:
    """Its entry, with how much is unread: one query."""
    if not admin.site.get_model_admin(Article).has_view_permission(request):
        return []
    entry = {"title": "Inbox", "icon": "inbox", "link": reverse("admin:articles_article_inbox")}
    unread = inbox.unread(request.user)
    return [entry | ({"badge": str(unread), "badge_variant": "primary"} if unread else {})]


def _items(request: HttpRequest, entries: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    items = []
    for label, icon in entries:
        try:
            model = apps.get_model(label)
        except LookupError:
            continue
        model_admin = admin.site._registry.get(model)
        if model_admin is None or not model_admin.has_view_or_change_permission(request):
            continue
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        title = str(model._meta.verbose_name_plural)
        items.append({"title": title[:1].upper() + title[1:], "icon": icon, "link": address})
    return items
