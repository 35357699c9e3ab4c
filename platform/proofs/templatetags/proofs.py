"""What the room of proofs puts beside the form of an article."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Count, Q

from articles.models import Article
from articles.policy import Action, may
from articles.revisions import latest_number
from proofs.models import Proof

__all__ = ["live_preview", "private_links"]

register = template.Library()

SHOWN = 5  # links beside the form


@register.inclusion_tag("proofs/_live.html", takes_context=True)
def live_preview(context: template.Context, article: Article) -> dict[str, Any]:
    """The button that opens the preview which follows the typing."""
    return {"article": article, "edits": may(context["request"].user, Action.EDIT, article)}


@register.inclusion_tag("proofs/_links.html")
def private_links(article: Article) -> dict[str, Any]:
    """Who was shown the article, and what came of it."""
    waiting = Count("suggestions", filter=Q(suggestions__decided_at=None))
    proofs = Proof.objects.filter(article=article, revoked_at=None).annotate(waiting=waiting)
    latest = latest_number(article)
    return {
        "article": article,
        "links": [(proof, latest > proof.revision, proof.waiting) for proof in proofs[:SHOWN]],
        "zone": article.publication.time_zone,
    }
