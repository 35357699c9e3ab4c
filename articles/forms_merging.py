"""The form of an article whose body somebody else has changed meanwhile: merged by paragraph.

The page of both texts asks ``merge-<key>`` for every place that differs. What only one person
changed is proposed; without a decision on what both changed, nothing is saved.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from articles import body
from articles.merging import Part, Undecided, decided, merge, text_of
from articles.models import Article
from editing.admin import EditableForm
from editing.forms import STALE

__all__ = ["MergingForm", "base_body", "merged_parts"]


class MergingForm(EditableForm):
    """``parts`` are the places of the body, once somebody else has saved."""

    merged_apart: ClassVar = frozenset({"body"})

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen for each part, by its key."""
        sent = self.data.items()
        begin = self.add_prefix("merge-")
        return {name.removeprefix(begin): str(v) for name, v in sent if name.startswith(begin)}

    def parts(self, current: Any) -> list[Part]:
        """The body as it is saved and as it stands in this form, place by place."""
        yours = str(self.cleaned_data.get("body", self["body"].value()) or "")
        began = self.number_begun_from
        base = base_body(current, int(began)) if began else None
        return merged_parts(base, current.body, yours)

    def take_chosen(self, current: Any) -> None:
        super().take_chosen(current)
        if "body" not in self.fields:
            return
        parts = self.parts(current)
        try:
            taken = decided(parts, self.choices)
        except Undecided as error:
            self.saved_meanwhile = current
            raise ValidationError(undecided(len(error.parts)), code=STALE) from error
        yours = self.cleaned_data["body"]
        self.cleaned_data["body"] = body.clean("\n".join(text_of(parts, taken)))
        typed = [part for part in parts if part.yours != part.base]
        lost = [p for part in typed for p in part.yours if p not in part.taking(taken[part.key])]
        if lost and self.not_taken is not None:
            self.not_taken["body"] = yours


def undecided(count: int) -> str:
    places = "One paragraph was" if count == 1 else f"{count} paragraphs were"
    return f"{places} changed by both of you. Choose below what to take of each, and save again."


def base_body(article: Article, edit_number: int) -> str | None:
    """The body that a form was filled in with at that edit; ``None`` if no revision tells."""
    known = article.revisions.filter(edit_number__lte=edit_number).order_by("-number")
    found: str | None = known.values_list("snapshot__body", flat=True).first()
    return found


def merged_parts(base: str | None, theirs: str, yours: str) -> list[Part]:
    """The places of a body, each block of it a paragraph."""
    return merge(
        None if base is None else _paragraphs(base), _paragraphs(theirs), _paragraphs(yours)
    )


def _paragraphs(html: str) -> list[str]:
    """A block a line, as ``articles.body`` writes it."""
    return list(filter(None, body.clean(html).split("\n")))
