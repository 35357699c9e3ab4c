"""What the page's script needs to make buttons and the light box, in the article's language."""

from __future__ import annotations

from renderings.escaping import attributes
from renderings.html_inline import Setting

__all__ = ["controls"]


def controls(setting: Setting) -> str:
    """A ``<template>``: nothing of it is there until the script takes it out.

    The script finds the parts by their classes and says no word of its own.
    """
    words = setting.words
    photo = attributes(class_="lightbox", aria_label=words.photo)
    return (
        f'<template class="controls"{setting.lang}>\n'
        f'<button type="button" class="copy">{words.copy}</button>\n'
        f'<button type="button" class="copy-link">{words.copy_link}</button>\n'
        f'<button type="button" class="share-with">{words.share_with}</button>\n'
        f'<p class="said" role="status" data-copied="{words.copied}"></p>\n'
        f"<dialog{photo}>\n"
        # First what is focused first: the way out.
        f"{_sign('close', words.close, '×')}\n"
        f"{_sign('previous', words.previous_photo, '←')}\n"
        f"{_sign('next', words.next_photo, '→')}\n"
        '<div class="stage" aria-live="polite"></div>\n'
        "</dialog>\n</template>"
    )


def _sign(name: str, label: str, sign: str) -> str:
    return f"<button{attributes(type='button', class_=name, aria_label=label)}>{sign}</button>"
