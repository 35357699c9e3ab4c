"""Model fields for the identifiers of people and organisations."""

from typing import Any

from authors.identifiers import normalise_orcid, normalise_ror
from editing.fields import IdentifierField

__all__ = ["OrcidField", "RorField"]


class OrcidField(IdentifierField):
    """A bare ORCID iD such as 0000-0002-1825-0097."""

    normalise = staticmethod(normalise_orcid)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 19)
        super().__init__(*args, **kwargs)


class RorField(IdentifierField):
    """A bare ROR identifier such as 05gq02987."""

    normalise = staticmethod(normalise_ror)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 9)
        super().__init__(*args, **kwargs)
