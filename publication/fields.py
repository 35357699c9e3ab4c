"""Model fields for a serial's identifiers: every way of typing them becomes the canonical one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from editing.fields import IdentifierField
from publication.identifiers import normalise_doi, normalise_doi_prefix, normalise_issn
from publication.languages import normalise_language

__all__ = ["DoiField", "DoiPrefixField", "IssnField", "LanguageField", "LanguagesField"]

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


class LanguagesField(models.JSONField):
    """A list of language tags without doubles, in the order given."""

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
            raise ValidationError("Languages are a list of language tags.", code="invalid")
        try:
            tags = list(dict.fromkeys(normalise_language(tag) for tag in value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        return super().clean(tags, model_instance)
