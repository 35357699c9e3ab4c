"""Fields of the newsroom's forms that Django does not have."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from editing.admin import TextInputWidget
from editing.text import clean_line, clean_text

__all__ = ["KeywordsField", "LineField", "LinesField", "WallClockField"]

MOST_KEYWORDS = 50
LONGEST_KEYWORD = 100  # characters


class KeywordsField(forms.CharField):
    """A list of words, typed with commas between them. Each once, whatever its capitals."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TextInputWidget())
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        words: dict[str, str] = {}
        for each in clean_line(super().clean(value)).replace(";", ",").split(","):
            if word := each.strip():
                words.setdefault(word.casefold(), word)
        if len(words) > MOST_KEYWORDS:
            raise ValidationError(
                f"These are {len(words)} keywords; a library wants at most {MOST_KEYWORDS}.",
                code="too_many",
            )
        for word in words.values():
            if len(word) > LONGEST_KEYWORD:
                raise ValidationError(
                    f"“{word[:40]}…” is longer than a keyword. Is a comma missing?", code="too_long"
                )
        return list(words.values())

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return list(initial or []) != self.clean(data)
        except ValidationError:
            return True


class LineField(forms.CharField):
    """One line of plain text, cleaned."""

    def clean(self, value: Any) -> str:
        return clean_line(super().clean(value))


class LinesField(forms.CharField):
    """Several lines of plain text, cleaned."""

    def clean(self, value: Any) -> str:
        return clean_text(super().clean(value))


class WallClockInput(TextInputWidget):
    """The browser's own chooser of a date and time, without a zone."""

    input_type = "datetime-local"

    def format_value(self, value: Any) -> Any:
        return f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else value


class WallClockField(forms.DateTimeField):
    """A date and time as clocks somewhere show it: without a zone, whatever the server's is."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", WallClockInput(attrs={"step": 60}))
        kwargs.setdefault(
            "input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime | None:
        # Django puts the current zone to it, in which the hour may not exist.
        with timezone.override(UTC):
            at = super().to_python(value)
        return at.replace(tzinfo=None, second=0) if at else None
