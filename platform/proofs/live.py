"""The page as readers would see it, while the article is being typed."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from articles.admin.typed import as_typed
from articles.models import Article
from articles.policy import Action, may
from proofs.preview import PRIVATE, page_of, visible_article

__all__ = ["live"]


def live(request: HttpRequest, pk: int) -> HttpResponse:
    """POST the article's whole form: ``{"page": HTML, "refused": {field: [why]}}``. What the form
    refuses is shown as it is saved. Nothing is written."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = visible_article(request, pk)
    if not (decision := may(request.user, Action.EDIT, article)):
        return JsonResponse({"problem": decision.reason}, status=403, headers=PRIVATE)
    typed = as_typed(admin.site.get_model_admin(Article), request, article)
    answer = {"page": page_of(typed.article, request.path), "refused": typed.refused}
    return JsonResponse(answer, headers=PRIVATE)
