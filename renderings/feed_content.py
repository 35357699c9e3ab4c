"""An article whole, as HTML for a feed: readable wherever it is shown, without our stylesheet.

Title, names and date are said by the feed itself, in its own elements; all else stands here.
"""

from __future__ import annotations

from record.document import Notice
from renderings import html
from renderings.escaping import escape
from renderings.html_back import back
from renderings.html_head import day, lead_photo, position, signed
from renderings.html_inline import Setting
from renderings.identifiers import issn_url

__all__ = ["content"]


def content(setting: Setting) -> str:
    """The HTML. ``setting`` is one for HTML that stands alone."""
    document = setting.document
    parts = [
        _identity(setting),
        *(_notice(notice, setting) for notice in reversed(document.notices)),
        _paragraph(document.subtitle, "em"),
        _paragraph(document.standfirst, "strong"),
        *_byline(setting),
        lead_photo(setting),
        _paragraph(document.abstract, "em"),
        html.body(document, setting.addresses),
        back(setting),
    ]
    return "\n".join(filter(None, parts))


def _identity(setting: Setting) -> str:
    """Section, issue, ISSN."""
    document, addresses = setting.document, setting.addresses
    parts = [(addresses.section(document.section.slug), document.section.name)]
    if issue := document.issue:
        name = setting.words.issue(issue.volume, issue.number, issue.title) or issue.slug
        parts.append((addresses.issue(issue.slug), name))
    if issn := document.publication.issn:
        parts.append((issn_url(issn), f"ISSN {issn}"))
    links = [f'<a href="{escape(address)}">{escape(name)}</a>' for address, name in parts]
    return f"<p>{' · '.join(links)}</p>"


def _notice(notice: Notice, setting: Setting) -> str:
    kind = setting.words.kinds[notice.kind]
    return f"<p><strong>{kind}</strong>, {day(notice.at, setting)}: {escape(notice.note)}</p>"


def _byline(setting: Setting) -> list[str]:
    """Who signs, with title and affiliation, which a feed's own elements have no place for."""
    lines = (
        ", ".join(filter(None, [signed(person, setting), position(person)]))
        for person in setting.document.byline
    )
    return [f"<p>{line}</p>" for line in lines]


def _paragraph(text: str, mark: str) -> str:
    return f"<p><{mark}>{escape(text)}</{mark}></p>" if text else ""
