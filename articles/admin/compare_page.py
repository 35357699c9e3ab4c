"""Two states of an article, the newer laid out as readers will read it, with what changed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from articles.admin.compared_states import Named, named_state
from articles.admin.door_page import visible_article
from articles.admin.history_pages import page_of
from articles.comparing import NotComparable, compared
from articles.policy import Action, may

__all__ = ["compare_page"]


def compare_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """The states named by ``?older=`` and ``?newer=``, in either order; ``?whole`` shows what is
    the same, too."""
    article = visible_article(request, pk)
    states = [
        named_state(model_admin, request, article, request.GET.get(name, ""))
        for name in ("older", "newer")
    ]
    older, newer = sorted(states, key=_order)
    whole = "whole" in request.GET
    try:
        comparison = compared(older.state, newer.state, whole=whole)
    except NotComparable as error:
        raise Http404("Compare versions with versions, or with the working copy.") from error
    names = {"older": older.name, "newer": newer.name}
    context = {
        "title": f"{older.label} and {newer.label.lower()}: {article.title}",
        "older": older,
        "newer": newer,
        "states": [older, newer],
        "comparison": comparison,
        "whole": whole,
        "other_view": "?" + urlencode(names if whole else {**names, "whole": "1"}),
        "may_restore": bool(may(request.user, Action.EDIT, article)),
    }
    return page_of(model_admin, request, article, "articles/admin/compare.html", context)


def _order(named: Named) -> Any:
    return named.rank, named.at, named.number
