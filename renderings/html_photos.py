"""A photo with caption, credit and rights, as HTML."""

from __future__ import annotations

from typing import Literal

from record.document import Photograph
from renderings.escaping import escape, safe_link
from renderings.html_inline import Setting

__all__ = ["label", "photo_figure", "span"]

# How wide photos are laid out: the text column, or the window less its margins.
PHOTO_SIZES = "(min-width: 45rem) 42rem, calc(100vw - 2rem)"


def photo_figure(
    name: str,
    photo: Photograph | None,
    title: str,
    caption: str,
    setting: Setting,
    *,
    first: bool = False,
) -> str:
    """``<figure>`` with picture, caption, credit and rights, each only where there is one.

    ``name`` are the figure's attributes; ``title`` and ``caption`` are HTML. ``first`` marks the
    photo that is in sight when the page opens.
    """
    parts = [title, span("caption", caption)]
    image = ""
    if photo:
        loading: Literal["lazy", "eager"] = "eager" if first else "lazy"
        image = setting.picture(photo, setting.addresses, sizes=PHOTO_SIZES, loading=loading) + "\n"
        if photo.credit_line:
            credit = setting.words.photo_credits.format(escape(photo.credit_line))
            parts.append(f'<span class="credit"{setting.lang}>{credit}</span> ')
        parts.append(span("rights", _rights(photo)))
    text = "".join(parts).strip()
    return f"<figure{name}>\n{image}{f'<figcaption>{text}</figcaption>' if text else ''}\n</figure>"


def _rights(photo: Photograph) -> str:
    parts = [escape(photo.copyright_notice)] if photo.copyright_notice else []
    if photo.licence and photo.licence.name:
        name, href = escape(photo.licence.name), safe_link(photo.licence.url)
        parts.append(f'<a href="{escape(href)}">{name}</a>' if href else name)
    return " · ".join(parts)


def label(text: str, setting: Setting) -> str:
    """``Figure 1.``, in the language of the words around the text."""
    return f'<span class="label"{setting.lang}>{text}</span> '


def span(name: str, content: str) -> str:
    """A part of a caption; nothing for no content."""
    return f'<span class="{name}">{content}</span> ' if content else ""
