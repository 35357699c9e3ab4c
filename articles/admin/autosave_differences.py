"""What somebody typed and did not save, beside what is saved, before it is taken up."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control

from articles.admin.autosave import sitting_of
from articles.admin.door_page import refused, visible_article
from articles.admin.taking_up import filled_in
from articles.autosaving import as_post, offered
from articles.models import Article
from articles.policy import Action, may
from editing.conflicts import Difference, differences, row_differences

__all__ = ["autosave_differences_page"]


def autosave_differences_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """The person's own newest text, or that of ``?sitting=``, field by field."""
    article = visible_article(request, pk)
    if not (decision := may(request.user, Action.EDIT, article)):
        return refused(model_admin, request, decision, article)
    by: Any = request.user
    sitting = sitting_of(request.GET.get("sitting"))
    kept = offered(by=by, article=article, sitting=sitting)
    if kept is None:
        raise Http404("No such text is kept.")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Not saved: {article.title}",
        "opts": model_admin.opts,
        "media": model_admin.media,
        "article": article,
        "zone": article.publication.time_zone,
        "kept": kept,
        "differences": _differences(model_admin, request, article, as_post(kept)),
    }
    page = TemplateResponse(request, "articles/admin/autosave_differences.html", context)
    patch_cache_control(page, private=True, no_store=True)
    return page


def _differences(model_admin: Any, request: Any, article: Article, values: Any) -> list[Difference]:
    saved = Article.objects.get(pk=article.pk)
    form = filled_in(model_admin.get_form(request, article, change=True), values)(instance=article)
    form.is_valid()
    form.saved_meanwhile = saved
    request.taken_up = values
    formsets, inlines = model_admin._create_formsets(request, saved, change=True)
    for formset in formsets:
        formset.is_valid()
    rows = [
        row_differences(formset, saved, str(inline.opts.verbose_name_plural))
        for formset, inline in zip(formsets, inlines, strict=True)
    ]
    return [*differences(form), *(row for row in rows if row)]
