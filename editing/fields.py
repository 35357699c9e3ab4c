"""Model fields for identifiers that people type in many ways and that are kept in one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

__all__ = ["IdentifierField"]

# People paste addresses around identifiers; the limit only keeps out whole pages.
TYPED_LENGTH = 300  # characters


class IdentifierField(models.CharField):
    """A CharField whose subclass names `normalise: str -> str`, which raises ValueError.

    The canonical form is set by `clean()`, so by every form and by `full_clean()`. The
    exception's text is shown beside the field.
    """

    normalise: Callable[[str], str]

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        text = str(value or "").strip()
        if text:
            try:
                text = type(self).normalise(text)
            except ValueError as error:
                raise ValidationError(str(error), code="invalid") from error
        return super().clean(text, model_instance)

    def formfield(self, **kwargs: Any) -> Any:
        field = super().formfield(**kwargs)
        if isinstance(field, forms.CharField):
            # What is typed may be longer than what is kept.
            field.max_length = TYPED_LENGTH
            field.widget.attrs["maxlength"] = str(TYPED_LENGTH)
            field.validators = [
                validator
                for validator in field.validators
                if getattr(validator, "code", "") != "max_length"
            ]
        return field
