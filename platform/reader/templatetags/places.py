"""How much there is of something, drawn beside its number."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

__all__ = ["register"]

register = template.Library()


@register.simple_tag
def bar(number: int, most: int) -> SafeString:
    """A bar as long as ``number`` is of ``most``. Only eyes need it: the number stands beside."""
    share = 100 * number / most if most else 0
    return format_html(
        '<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="1"/></svg>',
        f"{share:.3g}",
    )
