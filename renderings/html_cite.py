"""How to cite an article, share it and have it in another form; as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from renderings.citation import STYLES
from renderings.escaping import attributes, escape, line
from renderings.html_inline import Setting, inline
from renderings.identifiers import doi_url
from renderings.standing import marked_title

__all__ = ["FORMS", "cite", "formats", "permanent_address", "share"]

# Forms of the article offered to readers: ending, name ("" takes a word of the language), type.
FORMS = (
    ("pdf", "PDF", "application/pdf"),
    ("epub", "EPUB", "application/epub+zip"),
    ("bib", "BibTeX", "application/x-bibtex"),
    ("ris", "RIS", "application/x-research-info-systems"),
    ("csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
    ("md", "Markdown", "text/markdown"),
    ("txt", "", "text/plain"),
    ("json", "JSON", "application/json"),
)
_FOR_REFERENCE_MANAGERS = frozenset(["bib", "ris", "csl.json"])


def cite(setting: Setting) -> str:
    """The citation in every style, files for reference managers, the permanent address.

    On our page the forms to read have a section of their own, see ``formats``.
    """
    styles = "\n".join(
        f"<dt>{name}</dt>\n<dd>{inline(cited(setting.document, setting.addresses), setting)}</dd>"
        for name, cited in STYLES.values()
    )
    chosen = _FOR_REFERENCE_MANAGERS if setting.on_page else [ending for ending, _, _ in FORMS]
    address = escape(permanent_address(setting))
    permalink = setting.words.permanent_link.format(f'<a href="{address}">{address}</a>')
    return (
        f"<dl>\n{styles}\n</dl>\n{_forms(chosen, setting)}\n"
        f'<p class="permalink"{setting.lang}>{permalink}</p>'
    )


def formats(setting: Setting) -> str:
    """The article in other forms to read."""
    return _forms([each for each, _, _ in FORMS if each not in _FOR_REFERENCE_MANAGERS], setting)


def share(setting: Setting) -> str:
    """By mail; what else a browser can do, a script adds. Nobody is told."""
    document = setting.document
    subject, body = line(marked_title(document)), setting.addresses.article(document.slug)
    link = attributes(href=f"mailto:?subject={quote(subject)}&body={quote(body)}")
    words = setting.words
    return f'<ul class="forms"{setting.lang}>\n<li><a{link}>{words.by_mail}</a></li>\n</ul>'


def permanent_address(setting: Setting) -> str:
    """The DOI's, else that of the article's page."""
    document = setting.document
    return doi_url(document.doi) or setting.addresses.article(document.slug)


def _forms(endings: Iterable[str], setting: Setting) -> str:
    chosen = set(endings)
    items = "\n".join(
        f"<li><a{attributes(href=setting.addresses.form(setting.document.slug, ending), type=kind)}"
        f">{name or setting.words.plain_text}</a></li>"
        for ending, name, kind in FORMS
        if ending in chosen
    )
    return f'<ul class="forms"{setting.lang}>\n{items}\n</ul>'
