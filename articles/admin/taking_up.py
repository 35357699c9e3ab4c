"""Text that was typed and not saved, taken up again: the form opens as it was left.

``?autosave=<sitting>`` fills the form with it as a POST would, so that all that follows (rows
that were added, what is refused, somebody else's save meanwhile) is what a save would meet.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from articles import autosaving
from articles.admin.autosave import sitting_of
from articles.models import Article
from articles.policy import Action, may
from editing.admin import ModelAdmin

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["TakingUp"]


class TakingUp(ModelAdmin):
    """The form of an article with what its script needs to keep the text while it is typed."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        article = self._own(request, object_id)
        values = self._taken_up(request, article)
        request.taken_up = values  # type: ignore[attr-defined]
        extra = {"autosave": self._place(request, article, is_unsaved=values is not None)}
        return super().changeform_view(request, object_id, form_url, extra | (extra_context or {}))

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        values = getattr(request, "taken_up", None)
        return form if values is None else filled_in(form, values)

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:  # noqa: FBT001
        values = getattr(request, "taken_up", None)
        sent = request if values is None else as_sent(request, values)
        return super()._create_formsets(sent, obj, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        by: Any = request.user
        if (sitting := sitting_of(request.POST.get("sitting"))) is not None:
            autosaving.settle(sitting, by=by, article=form.instance, now=timezone.now())

    def _own(self, request: HttpRequest, object_id: str | None) -> Article | None:
        if object_id is None or not (object_id.isascii() and object_id.isdecimal()):
            return None
        article: Article | None = self.get_object(request, object_id)
        return article if article and may(request.user, Action.EDIT, article) else None

    def _taken_up(self, request: HttpRequest, article: Article | None) -> QueryDict | None:
        if request.method != "GET" or "autosave" not in request.GET:
            return None
        by: Any = request.user
        sitting = sitting_of(request.GET["autosave"])
        kept = sitting and autosaving.offered(by=by, article=article, sitting=sitting)
        if not kept:
            messages.info(request, "That text is no longer kept: it was saved, or discarded.")
            return None
        return autosaving.as_post(kept)

    def _place(
        self, request: HttpRequest, article: Article | None, *, is_unsaved: bool
    ) -> dict[str, Any]:
        """For templates/articles/admin/_autosave.html. ``is_unsaved``: the form holds text that
        no revision does."""
        resumed = request.POST.get("sitting") or (is_unsaved and request.GET["autosave"])
        sitting, by = sitting_of(resumed), cast("User", request.user)
        return {
            "address": (
                reverse("admin:articles_article_autosave", args=[article.pk])
                if article
                else reverse("admin:articles_article_autosave-new")
            ),
            "article": article.pk if article else "new",
            "zone": article.publication.time_zone if article else "",
            "person": request.user.pk,
            "sitting": sitting or uuid4(),
            "saves": autosaving.count_of(sitting, by=by) if sitting else 0,
            "unsaved": is_unsaved or request.method == "POST",
        }


def filled_in(form: type[Any], values: QueryDict) -> type[Any]:
    """The form's class, bound to the values whenever it is made."""

    class FilledIn(form):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(values, **kwargs)

    return FilledIn


def as_sent(request: HttpRequest, values: QueryDict) -> HttpRequest:
    """The request as if the values had been sent with it."""
    sent = copy.copy(request)
    sent.method = "POST"
    sent.POST = values  # type: ignore[assignment]
    sent._files = MultiValueDict()  # type: ignore[attr-defined]
    return sent
