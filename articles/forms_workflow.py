"""What is asked before an article is sent back to who wrote it."""

from __future__ import annotations

from articles.form_fields import LinesField
from articles.forms_publishing import DoorForm
from articles.models.comment import LONGEST_COMMENT
from editing.admin import TextareaWidget

__all__ = ["ReasonForm"]


class ReasonForm(DoorForm):
    """Why, and what to change."""

    note = LinesField(
        label="What to change",
        max_length=LONGEST_COMMENT,
        widget=TextareaWidget(attrs={"rows": 5}),
        help_text="Who wrote it is told, and finds it among the comments. Readers never see it.",
        error_messages={"required": "Say what to change: the writer sees nothing else."},
    )
