"""A photo with caption, credit and rights, as HTML."""

from __future__ import annotations

from typing import Literal

from record.document import Photograph
from renderings.escaping import attributes, escape, safe_link
from renderings.html_inline import Setting
from renderings.pictures import best

__all__ = ["label", "photo_figure", "span"]

# How wide photos are laid out: the text column, or the window less its margins.
PHOTO_SIZES = "(min-width: 45rem) 42rem, calc(100vw - 2rem)"
# The lead photo reaches from the text column to the page's end.
LEAD_SIZES = "(min-width: 80rem) 58rem, (min-width: 62rem) 78vw, calc(100vw - 2rem)"


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
        sizes = LEAD_SIZES if first else PHOTO_SIZES
        image = setting.picture(photo, setting.addresses, sizes=sizes, loading=loading)
        image = f"{_enlarged(image, photo, setting)}\n"
        if photo.credit_line:
            credit = setting.words.photo_credits.format(escape(photo.credit_line))
            parts.append(f'<span class="credit"{setting.lang}>{credit}</span> ')
        parts.append(span("rights", _rights(photo)))
    text = "".join(parts).strip()
    return f"<figure{name}>\n{image}{f'<figcaption>{text}</figcaption>' if text else ''}\n</figure>"


def _enlarged(image: str, photo: Photograph, setting: Setting) -> str:
    """On our page a photo leads to itself at its largest. Its text alternative names the link."""
    if not setting.on_page:
        return image
    address, _, _ = best(photo, setting.addresses, at_most=photo.width)
    label = None if photo.alt_text.strip() else setting.words.enlarge
    link = attributes(class_="enlarge", href=address, aria_label=label)
    return f"<a{link}>{image}</a>"


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
