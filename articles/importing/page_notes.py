"""Notes of a page: numbers that link to words at its end, brought to where the numbers stand."""

from __future__ import annotations

import re

from articles.importing.manuscript import Findings
from articles.importing.page_tree import PageElement

__all__ = ["place_page_notes"]

LONGEST_NOTE = 3_000  # characters

_NUMBER = re.compile(r"[\[(]?\s*(?:\d{1,3}|[ivx]{1,5}|[*†‡§]{1,3})\s*[\])]?", re.IGNORECASE)
_BACK = re.compile(r"\W*(?:back|return|jump back.*|[↩↑^⏎]\ufe0e?|\d{1,3}|[a-z])?\W*", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"^\s*[\[(]?\d{1,3}[\].)]*\s+")
_HEADING = re.compile(r"\W*(notes|endnotes|footnotes|주석|각주|注释|註)\W*", re.IGNORECASE)
_NEVER_IN_NOTES = ("h1", "h2", "h3", "h4", "h5", "h6", "article", "main")
_HOLDERS = {"li", "p", "div", "aside", "dd", "td", "section"}


def place_page_notes(region: PageElement, page: PageElement, findings: Findings) -> None:
    """Put each note's words in an element ``span[data-note]`` at the place of its number."""
    order = {element: place for place, element in enumerate(page.elements())}
    targets = {e.get("id") or e.get("name"): e for e in order if _is_target(e)}
    placed: list[PageElement] = []
    for link in list(region.find("a")):
        note = _note_of(link, targets)
        # Links back from the notes to the text look the same but lead upwards.
        if note is None or order[note] < order[link] or note.is_removed:
            continue
        words = _words(note)
        _mark_around(link).become("span", {"data-note": ""}, words)
        note.remove()
        placed.append(note)
    for note in placed:
        _remove_what_is_left(note)
    if placed:
        findings.recognise("notes", str(len(placed)), "numbers that link to words below the text")


def _is_target(element: PageElement) -> bool:
    return bool(element.get("id") or (element.tag == "a" and element.get("name")))


def _note_of(link: PageElement, targets: dict[str, PageElement]) -> PageElement | None:
    """The element that holds the words of the note the link leads to, if it is one."""
    href = link.get("href")
    if not href.startswith("#") or not _NUMBER.fullmatch(link.text()):
        return None
    holder = targets.get(href[1:])
    while holder is not None and holder.tag not in _HOLDERS:
        holder = holder.parent
    if holder is None or holder.contains(link) or any(holder.find(*_NEVER_IN_NOTES)):
        return None
    text = holder.text()
    return holder if len(text) <= LONGEST_NOTE and not _BACK.fullmatch(text) else None


def _mark_around(link: PageElement) -> PageElement:
    """The link, or the raised number that holds nothing else."""
    mark = link
    while mark.parent and mark.parent.tag in {"sup", "span"} and mark.parent.text() == link.text():
        mark = mark.parent
    return mark


def _words(note: PageElement) -> list[PageElement | str]:
    """The note's content without the links back and without its number."""
    for link in list(note.find("a")):
        if link.get("href").startswith("#") and _BACK.fullmatch(link.text()):
            _mark_around(link).remove()
    for element in note.elements():
        for index, child in enumerate(element.children):
            if isinstance(child, str) and child.strip():
                element.children[index] = _LEADING_NUMBER.sub("", child)
                return list(note.children)
    return list(note.children)


def _remove_what_is_left(note: PageElement) -> None:
    """Take away the list the note stood in and the heading above, if nothing else is in it."""
    container = note.parent
    while container and container.parent and not container.is_removed and not container.text():
        above = container.parent
        siblings = [c for c in above.children if isinstance(c, PageElement) and not c.is_removed]
        place = siblings.index(container)
        if place and _HEADING.fullmatch(siblings[place - 1].text()):
            siblings[place - 1].remove()
        container.remove()
        container = above
