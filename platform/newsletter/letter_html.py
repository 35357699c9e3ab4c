"""A letter as HTML, for mail programs: one column, no picture, nothing fetched from anywhere.

Colours stand beside the elements for programs that drop the sheet in the head, and in the sheet
for those that know dark mode. A table only centres the column, for the program that needs one.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsletter.letter import LANGUAGE, Item, Letter, Link
from renderings.escaping import attributes, escape

__all__ = ["html"]

SERIF = "Palatino, 'Palatino Linotype', 'Noto Serif', Georgia, 'Noto Serif CJK KR', serif"
SANS = "'Segoe UI', 'Helvetica Neue', 'Noto Sans', Arial, 'Noto Sans CJK KR', sans-serif"
# Each looks the same twice: light beside the element, dark in the sheet.
PAPER, INK, QUIET, ACCENT, RULE = "#fbfaf6", "#1f1d19", "#5d584e", "#14495c", "#d8d2c3"
SHEET = """
:root { color-scheme: light dark; }
a { text-underline-offset: 0.17em; }
@media (prefers-color-scheme: dark) {
  .paper { background-color: #14181a !important; }
  .ink { color: #e5e1d7 !important; }
  .quiet { color: #a8a498 !important; }
  .accent { color: #8fc7d9 !important; }
  .ruled { border-color: #363d40 !important; }
  .button { background-color: #8fc7d9 !important; color: #14181a !important; }
}
"""


def html(letter: Letter) -> str:
    """A whole page, 600 pixels wide at most."""
    head = (
        f'<head><meta charset="utf-8"><title>{escape(letter.subject)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="supported-color-schemes" content="light dark">'
        f"<style>{SHEET}</style></head>"
    )
    column = "".join([*_opening(letter), *map(_item, letter.items), *_closing(letter)])
    return (
        f'<!doctype html>\n<html lang="{LANGUAGE}">\n{head}\n'
        f'<body class="paper" style="margin: 0; padding: 0; background-color: {PAPER}">\n'
        '<table role="presentation" width="100%" style="border-collapse: collapse"><tr>'
        '<td align="center" class="paper" '
        f'style="padding: 24px 16px; background-color: {PAPER}">\n'
        '<table role="presentation" width="600" '
        'style="border-collapse: collapse; width: 100%; max-width: 600px">'
        f'<tr><td align="left">\n{column}</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n'
    )


def _opening(letter: Letter) -> Iterable[str]:
    name = _link(Link(letter.sender.name, letter.sender.home), "ink", INK, "text-decoration: none")
    yield _paragraph(name, "ink", INK, f"margin: 0 0 20px; font: 600 22px/1.2 {SERIF}")
    size = 16 if letter.items else 20
    yield (
        f'<h1 class="ink ruled" style="margin: 0 0 16px; padding: 12px 0 0; border-top: 3px double '
        f'{RULE}; color: {INK}; font: 600 {size}px/1.35 {SERIF}">{escape(letter.heading)}</h1>\n'
    )
    for each in letter.paragraphs:
        yield _paragraph(escape(each), "ink", INK, f"margin: 0 0 16px; font: 17px/1.5 {SERIF}")
    if letter.button:
        style = (
            "display: inline-block; padding: 12px 20px; text-decoration: none; "
            f"font: 600 16px/1.4 {SANS}"
        )
        where = attributes(href=letter.button.address)
        yield (
            f'<p style="margin: 8px 0 24px"><a{where} class="button" style="{style}; '
            f'background-color: {ACCENT}; color: #ffffff">{escape(letter.button.label)}</a></p>\n'
        )


def _item(item: Item) -> str:
    own = attributes(lang=item.language, dir=item.direction)
    align = "right" if item.direction == "rtl" else "left"
    title = _link(Link(item.title, item.address), "ink", INK, "text-decoration: none")
    heading = f"text-align: {align}; font: 600 22px/1.25 {SERIF}"
    parts = [
        f'<div class="ruled" style="padding: 16px 0; border-top: 1px solid {RULE}">\n',
        _paragraph(
            escape(item.section),
            "quiet",
            QUIET,
            f"margin: 0 0 4px; font: 13px/1.4 {SANS}; letter-spacing: 0.04em",
        ),
        f'<h2{own} class="ink" style="color: {INK}; margin: 0 0 6px; {heading}">{title}</h2>\n',
    ]
    for words, size in ((item.subtitle, 18), (item.standfirst, 17)):
        if words:
            style = f"margin: 0 0 8px; text-align: {align}; font: {size}px/1.5 {SERIF}"
            parts.append(_paragraph(escape(words), "ink", INK, style, own))
    signed = " · ".join(
        [*([f"<bdi>{escape(item.byline)}</bdi>"] if item.byline else []), escape(item.day)]
    )
    parts.append(_paragraph(signed, "quiet", QUIET, f"margin: 0; font: 14px/1.5 {SANS}"))
    return "".join([*parts, "</div>\n"])


def _closing(letter: Letter) -> Iterable[str]:
    small = f"margin: 0 0 8px; font: 14px/1.5 {SANS}"
    if letter.more:
        yield _paragraph(_link(letter.more, "accent", ACCENT), "ink", INK, small)
    yield (
        f'<div class="ruled" style="margin-top: 16px; padding: 16px 0 0; border-top: 1px solid '
        f'{RULE}">\n'
    )
    yield _paragraph(escape(letter.why), "quiet", QUIET, small)
    if letter.ways_out:
        links = " &nbsp; ".join(_link(each, "accent", ACCENT) for each in letter.ways_out)
        yield _paragraph(links, "quiet", QUIET, small)
    imprint = "<br>".join(escape(each) for each in (letter.sender.name, *letter.sender.imprint))
    yield _paragraph(imprint, "quiet", QUIET, small)
    yield "</div>\n"


def _paragraph(inside: str, look: str, colour: str, style: str, own: str = "") -> str:
    return f'<p{own} class="{look}" style="color: {colour}; {style}">{inside}</p>\n'


def _link(link: Link, look: str, colour: str, style: str = "text-decoration: underline") -> str:
    where = attributes(href=link.address)
    return f'<a{where} class="{look}" style="color: {colour}; {style}">{escape(link.label)}</a>'
