"""Language tags as in BCP 47 (RFC 5646, section 2.1), without looking them up in the registry."""

import re

__all__ = ["InvalidLanguageTag", "normalise_language"]

TAG = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)


class InvalidLanguageTag(ValueError):
    """Not a language tag. Ask for one such as "en", "zh-Hant" or "pt-BR"."""

    def __init__(self, value: str) -> None:
        self.value = value
        super().__init__(
            f"“{value}” is not a language tag: it should look like en, zh-Hant or pt-BR."
        )


def normalise_language(text: str) -> str:
    """ "EN_gb" becomes "en-GB" (the case that RFC 5646, section 2.1.1 recommends)."""
    match = TAG.fullmatch(text.strip().lower().replace("_", "-"))
    if match is None:
        raise InvalidLanguageTag(text)
    tag = match["language"]
    if match["script"]:
        tag += "-" + match["script"].title()
    if match["region"]:
        tag += "-" + match["region"].upper()
    return tag + match["variants"]
