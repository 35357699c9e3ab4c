"""The comments of an article: a page that works by itself, and the answers its form's box asks."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse

from articles import comments
from articles.admin.door_page import visible_article
from articles.admin.threads import open_ones, told
from articles.anchors import paragraphs
from articles.models import Article, Comment
from articles.models.comment import LONGEST_COMMENT
from articles.policy import NotPermitted
from incoming.numbers import whole_number

__all__ = ["comments_page"]

ACTS = ("answer", "edit", "remove", "resolve", "reopen")
LONGEST_CHOICE = 80  # characters of a paragraph in the list to choose from


def comments_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows them, POST adds one or does an ``act`` to the ``comment`` of that number.

    Whoever asks for JSON gets the list, or ``{"error": …}``. 400: what was said can't be kept.
    """
    article = visible_article(request, pk)
    error, status, at = "", 200, ""
    if request.method == "POST":
        try:
            at = _do(request, article)
        except comments.Unsayable as refusal:
            error, status = str(refusal), 400
        except NotPermitted as refusal:
            error, status = refusal.decision.reason, 403
    if request.headers.get("Accept") == "application/json":
        return _json(request, article, error, status)
    if at:
        return HttpResponseRedirect(f"{request.path}#{at}")
    return _page(model_admin, request, article, error, status)


def _do(request: HttpRequest, article: Article) -> str:
    """Where to look afterwards. Raises what ``articles.comments`` raises."""
    by: Any = request.user
    text, act = request.POST.get("text", ""), request.POST.get("act", "")
    if act not in ACTS:
        said = comments.comment(article, by=by, text=text, **_paragraph(request, article))
        return f"comment-{said.pk}"
    said = _named(article, request.POST.get("comment", ""))
    match act:
        case "answer":
            comments.answer(said, by=by, text=text)
        case "edit":
            comments.edit(said, by=by, text=text)
        case "remove":
            comments.remove(said, by=by)
        case "resolve":
            comments.resolve(said, by=by)
        case "reopen":
            comments.reopen(said, by=by)
    return f"comment-{said.answers_id or said.pk}"


def _paragraph(request: HttpRequest, article: Article) -> dict[str, Any]:
    """The paragraph that is meant: its words as the form shows them, else its place as saved."""
    place = whole_number(request.POST.get("place", ""), digits=9)
    words = request.POST.get("paragraph", "")
    if not words and place is not None:
        saved = paragraphs(article.body)
        words = saved[place] if place < len(saved) else ""
    return {"paragraph": words, "place": place if words else None}


def _named(article: Article, number: str) -> Comment:
    found = article.comments.select_related("article__publication", "answers__article", "by")
    said = found.filter(pk=whole_number(number, digits=9) or 0).first()
    if said is None:
        raise Http404("There is no such comment.")
    return said


def _json(request: HttpRequest, article: Article, error: str, status: int) -> JsonResponse:
    if error:
        return JsonResponse({"error": error}, status=status)
    return JsonResponse({"comments": [each.as_json() for each in told(article, request.user)]})


def _page(
    model_admin: Any, request: HttpRequest, article: Article, error: str, status: int
) -> HttpResponse:
    texts = paragraphs(article.body)
    threads = told(article, request.user, texts=texts)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Comments: {article.title}",
        "opts": model_admin.opts,
        "media": model_admin.media,
        "article": article,
        "open": open_ones(threads),
        "settled": [thread for thread in threads if thread.settled],
        "error": error,
        "typed": request.POST if error else {},
        "longest": LONGEST_COMMENT,
        "paragraphs": [
            (place, text if len(text) <= LONGEST_CHOICE else f"{text[:LONGEST_CHOICE]}…")
            for place, text in enumerate(texts)
            if text
        ],
    }
    return TemplateResponse(request, "articles/admin/comments.html", context, status=status)
