"""An admin of what programs wrote: to be looked at, not to be edited."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest

from editing.admin import ReadOnlyAdmin
from record.models import PublishedArticle

__all__ = ["ForReading", "with_titles"]


class ForReading(ReadOnlyAdmin):
    """Whoever may change endpoints may have things sent again; nobody edits or deletes a row."""

    list_per_page = 50
    list_fullwidth = True

    class Media:
        css = {"all": ["partners/admin.css", "webhooks/admin.css"]}

    def has_send_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("partners.change_endpoint")


def with_titles(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Each row with the present ``title`` of the article it names in ``article``."""
    article = PublishedArticle.objects.filter(article=OuterRef("article"))
    title = article.annotate(title=KeyTextTransform("title", "summary")).values("title")
    return rows.annotate(title=Subquery(title[:1]))
