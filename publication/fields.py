"""Model fields for a serial's identifiers: every way of typing them becomes the canonical one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from editing.fields import IdentifierField
from publication.colours import normalise_colour
from publication.identifiers import normalise_doi, normalise_doi_prefix, normalise_issn
from publication.languages import normalise_language

__all__ = [
    "ColourField",
    "DoiField",
    "DoiPrefixField",
    "IssnField",
    "LanguageField",
    "LanguagesField",
]

LANGUAGE_LENGTH = 35  # characters: RFC 5646, section 4.4.1


class IssnField(IdentifierField):
    """An ISSN such as 2049-3630."""

    normalise = staticmethod(normalise_issn)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 9)
        super().__init__(*args, **kwargs)


class DoiField(IdentifierField):
    """A bare DOI in lower case."""

    normalise = staticmethod(normalise_doi)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 220)
        super().__init__(*args, **kwargs)


class DoiPrefixField(IdentifierField):
    """A DOI prefix such as 10.5555."""

    normalise = staticmethod(normalise_doi_prefix)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 30)
        super().__init__(*args, **kwargs)


class LanguageField(IdentifierField):
    """A language tag such as en-GB."""

    normalise = staticmethod(normalise_language)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LANGUAGE_LENGTH)
        super().__init__(*args, **kwargs)


class ColourField(IdentifierField):
    """A colour such as #14495c."""

    normalise = staticmethod(normalise_colour)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 7)
        super().__init__(*args, **kwargs)


class LanguagesFormField(forms.CharField):
    """Language tags with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [tag.strip() for tag in str(value or "").split(",") if tag.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class LanguagesField(models.JSONField):
    """A list of language tags without doubles, in the order given."""

    def formfield(self, **kwargs: Any) -> Any:
        names = ("label", "help_text", "required", "widget", "initial")
        defaults = {
            "label": capfirst(str(self.verbose_name)),
            "help_text": self.help_text,
            "required": not self.blank,
        }
        given = {name: kwargs[name] for name in names if name in kwargs}
        return LanguagesFormField(**defaults | given)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
            raise ValidationError("Languages are a list of language tags.", code="invalid")
        try:
            tags = list(dict.fromkeys(normalise_language(tag) for tag in value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        return super().clean(tags, model_instance)
