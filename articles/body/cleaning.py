"""The way in for every body: whatever HTML came, the closed subset goes on."""

from __future__ import annotations

import nh3

from articles.body.reading import read
from articles.body.writing import write

__all__ = ["clean", "sanitise"]

# The subset, named once more for a sanitiser that knows nothing of our reader and writer, so that
# a mistake in them can't let anything else through.
_ALLOWED = nh3.Cleaner(
    tags={
        *("h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "footer", "hr"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"),
        *("em", "strong", "sup", "sub", "a", "br", "span"),
    },
    attributes={
        "a": {"href"},
        "ol": {"start"},
        "th": {"colspan", "rowspan"},
        "td": {"colspan", "rowspan"},
        "figure": {"data-photo"},
        "span": {"data-note"},
    },
    tag_attribute_values={
        "ol": {"type": {"1", "a", "A", "i", "I"}, "class": {"parenthesised"}},
        "blockquote": {"class": {"pull"}},
        "th": {"scope": {"col", "row"}},
    },
    url_schemes={"http", "https", "mailto", "article"},
    link_rel=None,
)


def clean(html: str) -> str:
    """``html`` reduced to the draft's body subset, in its one written form.

    The subset: ``h2 h3 h4 p ul ol[type][start][class=parenthesised] li blockquote[class=pull]
    footer table caption thead tbody tr th[scope] td figure[data-photo] figcaption hr`` and inline
    ``em strong sup sub a[href] br span[data-note]``. What lies outside is unwrapped and its text
    kept; scripts, styles, frames and comments go with their content. Idempotent, never fails,
    and takes time linear in the length of ``html``.
    """
    return sanitise(write(read(html)))


def sanitise(written: str) -> str:
    """What ``articles.body.writing`` wrote, past the sanitiser; changes nothing if all is well."""
    allowed = _ALLOWED.clean(written)
    # Spelt as the editor spells it; text holds no bare "<", so this is an element. A long solidus
    # right after a tag would unite with its ">" whenever somebody composes the text (NFC).
    spelt = allowed.replace('<span data-note="">', "<span data-note>")
    return spelt.replace(">\N{COMBINING LONG SOLIDUS OVERLAY}", ">&#824;")
