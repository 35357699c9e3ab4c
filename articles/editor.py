"""The body's editor: a text area that the browser turns into a real one, served from here.

Its schema (``static/articles/editor/schema.js``) is the closed subset of ``articles.body``; what
it sends is cleaned again. Without scripts the text area shows the HTML itself.
"""

from __future__ import annotations

from typing import Any

from django.forms import Script, Textarea
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_prose_editor.widgets import importmap
from js_asset import ImportMap, Media

from articles import body
from editing.admin import RichText, RichTextField

__all__ = ["BodyEditor", "BodyField", "autosave_media", "picker_media"]

PARTS = (
    "buttons", "characters", "dialogs", "dropping", "figures", "finding", "inserting", "library",
    "links", "marking", "notes", "outline", "pasting", "picker", "schema", "shortcuts", "tables",
    "toolbar", "words", "writing",
)  # fmt: skip
KEEPING = ("browser_copies", "comparing", "offer", "status")
# Scripts name one another by these names, so that hashed file names stay in one place.
MODULES = importmap | ImportMap(
    {f"articles/editor/{part}": f"articles/editor/{part}.js" for part in PARTS}
    | {f"articles/autosave/{part}": f"articles/autosave/{part}.js" for part in KEEPING}
)
STYLES = {"all": ["articles/editor.css", "articles/writing.css"]}


def picker_media() -> Media:
    """What a page needs that lets people choose a photo."""
    return Media(
        importmap=MODULES,
        css=STYLES,
        js=[Script("articles/editor/lead_photo.js", type="module")],
    )


def autosave_media() -> Media:
    """What keeps the form's text while it is typed."""
    return Media(
        importmap=MODULES,
        css={"all": ["articles/autosave.css"]},
        js=[Script("articles/autosave/keeping.js", type="module")],
    )


class BodyEditor(Textarea):
    """The text area with what the script needs to know: where the photo library answers."""

    @property
    def media(self) -> Media:
        return Media(
            importmap=MODULES,
            css=STYLES,
            js=[Script("articles/editor/body.js", type="module")],
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-body-editor": "",
            "data-library": str(reverse_lazy("admin:articles_article_photos")),
            "data-upload": str(reverse_lazy("admin:photos_photo_add")),
            "data-receive": str(reverse_lazy("admin:articles_article_photo-upload")),
            "data-links": str(reverse_lazy("admin:articles_article_links")),
        }
        return context

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        """Within an element that can be led to, whether the editor runs or not."""
        return format_html('<div id="body-field">{}</div>', super().render(*args, **kwargs))


class BodyField(RichTextField):
    """HTML in, the body's subset out. Whatever was typed, nothing is refused and nothing lost."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rich=RichText(clean=body.clean), **kwargs)
        self.widget = BodyEditor(attrs={"rows": 30, "class": "body-source"})

    def prepare_value(self, value: Any) -> Any:
        """Cleaned on the way out, too: what is stored may have come by another way."""
        return body.clean(value) if isinstance(value, str) else value
