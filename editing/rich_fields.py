"""A rich-text editor in a form: which extensions it offers and how its HTML is cleaned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from editing.richtext import clean_page, clean_simple

__all__ = ["PAGE", "SIMPLE", "RichText", "RichTextField"]

LINKS = {"enableTarget": False, "protocols": ["http", "https", "mailto"]}


@dataclass(frozen=True)
class RichText:
    """`extensions` as django-prose-editor names them; `clean` may raise ValidationError."""

    clean: Callable[[str], str]
    extensions: Mapping[str, Any] = field(default_factory=dict)


SIMPLE = RichText(
    clean=clean_simple,
    extensions={
        "Bold": True,
        "Italic": True,
        "Superscript": True,
        "Subscript": True,
        "BulletList": True,
        "OrderedList": {"enableListAttributes": False},
        "ListItem": True,
        "Link": LINKS,
        "HardBreak": True,
        "NoSpellCheck": False,
    },
)

PAGE = RichText(
    clean=clean_page,
    extensions={**SIMPLE.extensions, "Heading": {"levels": [2, 3]}, "Blockquote": True},
)


class RichTextField(ProseEditorFormField):
    """A form field with the editor; what it yields has been cleaned."""

    def __init__(self, *args: Any, rich: RichText = SIMPLE, **kwargs: Any) -> None:
        kwargs["widget"] = AdminProseEditorWidget
        config = {"extensions": dict(rich.extensions)}
        super().__init__(*args, config=config, sanitize=rich.clean, **kwargs)
