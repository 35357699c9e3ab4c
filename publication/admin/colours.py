"""A colour typed or picked."""

from typing import Any

from django.forms import Script
from js_asset import Media

from editing.admin import TextInputWidget

__all__ = ["ColourWidget"]


class ColourWidget(TextInputWidget):
    """A text field, beside which a script puts the browser's own picker.

    The picker alone could not be left empty.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-colour": "", "spellcheck": "false", **(attrs or {})})

    @property
    def media(self) -> Media:
        return Media(
            css={"all": ["publication/colour.css"]},
            js=[Script("publication/colour.js", defer=True)],
        )
