"""An article as somebody has typed it into its form and not yet saved it: for what stands beside
the form and follows the typing, such as the preview and the checklist. Nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseModelFormSet
from django.http import HttpRequest

from articles.models import Article

__all__ = ["Typed", "as_typed"]


@dataclass(frozen=True)
class Typed:
    """``article`` reads like a saved one, its rows included, but must not be saved. What the form
    refuses stands in ``refused`` by field, and the article says there what is saved."""

    article: Article
    refused: dict[str, list[str]]


def as_typed(model_admin: Any, request: HttpRequest, article: Article) -> Typed:
    """What the POST of the article's whole form says, by the rules of the form itself."""
    form_class = model_admin.get_form(request, article, change=True)
    form = form_class(request.POST, request.FILES, instance=article)
    form.is_valid()
    rows: dict[str, Any] = {}
    for field in Article._meta.many_to_many:
        if field.name in form.cleaned_data:
            rows[field.name] = form.cleaned_data[field.name]
    formsets, _ = model_admin._create_formsets(request, article, change=True)
    for formset in formsets:
        rows[formset.get_default_prefix()] = _rows(formset)
    # Where Django itself looks first, so that all who read an article read what was typed.
    article._prefetched_objects_cache = rows  # type: ignore[attr-defined]
    refused = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
    return Typed(article, refused)


def _rows(formset: BaseModelFormSet) -> QuerySet[Any]:
    """The rows of an inline in their order, as a queryset that has already been asked."""
    formset.is_valid()
    forms = [
        form
        for form in formset.forms
        if form not in formset.deleted_forms and (form.instance.pk or form.has_changed())
    ]
    rows: QuerySet[Any] = formset.get_queryset().none()
    rows._result_cache = sorted((form.instance for form in forms), key=lambda row: row.position)
    return rows
