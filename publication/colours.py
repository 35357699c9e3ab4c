"""Colours as editors type them, kept as `#rrggbb`. Pure."""

import re

__all__ = ["NotAColour", "normalise_colour"]

TYPED = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")


class NotAColour(ValueError):
    """Not a colour as style sheets write it. Ask for six hexadecimal digits."""

    def __init__(self, value: str) -> None:
        self.value = value
        super().__init__(
            f"“{value}” is not a colour: it should be a # and six digits of 0–9 and a–f, "
            "such as #14495c."
        )


def normalise_colour(text: str) -> str:
    """ "14495C" and "#14495c" are "#14495c"; "#abc" is "#aabbcc" (CSS Color 4, section 5.2)."""
    match = TYPED.fullmatch(text.strip().lower())
    if match is None:
        raise NotAColour(text)
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    return f"#{digits}"
