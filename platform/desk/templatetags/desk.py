"""The desk in the admin's first page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from desk.dashboard import dashboard

__all__ = ["newsroom_desk"]

register = template.Library()


@register.inclusion_tag("desk/_dashboard.html", takes_context=True)
def newsroom_desk(context: template.Context) -> dict[str, Any]:
    """What waits for the person who looks at the page; nothing for who may see no article."""
    person = context["request"].user
    if not person.has_perm("articles.view_article"):
        return {"dashboard": None}
    return {"dashboard": dashboard(person, now=timezone.now())}
