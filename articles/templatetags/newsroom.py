"""The newsroom in other pages of the admin."""

from __future__ import annotations

from typing import Any

from django import template

from articles.desk import desk

__all__ = ["newsroom_desk"]

register = template.Library()


@register.inclusion_tag("articles/admin/_desk.html", takes_context=True)
def newsroom_desk(context: template.Context) -> dict[str, Any]:
    """What waits for the person who looks at the page; nothing for who may see no article."""
    person = context["request"].user
    return {"desk": desk(person) if person.has_perm("articles.view_article") else None}
