"""What search engines and networks show of an article: description, address, Open Graph."""

from __future__ import annotations

from collections.abc import Iterator

from record.document import Document
from renderings.addresses import Addresses
from renderings.dates import machine
from renderings.escaping import attributes, line
from renderings.languages import primary
from renderings.names import by_role
from renderings.pictures import best
from renderings.standing import marked_title

__all__ = ["description", "render"]

# Characters. Longer descriptions are cut by those who show them.
MOST = 300

# Open Graph wants a territory with the language. Where a tag names none, the one most readers of
# that language live in, if that is no matter of dispute.
_LOCALES = {"ja": "ja_JP", "ko": "ko_KR", "th": "th_TH", "vi": "vi_VN", "id": "id_ID"}


def render(document: Document, addresses: Addresses) -> str:
    """Lines for the ``<head>``. Every version's page names the current page as canonical."""
    address = addresses.article(document.slug)
    lines = [f"<link{attributes(rel='canonical', href=address)}>"]
    if said := description(document):
        lines.append(f"<meta{attributes(name='description', content=said)}>")
    if document.licence and document.licence.url:
        lines.append(f"<link{attributes(rel='license', href=document.licence.url)}>")
    lines += [
        f"<meta{attributes(property=name, content=text)}>"
        for name, value in _open_graph(document, addresses)
        if (text := line(value).strip())
    ]
    card = "summary_large_image" if document.lead_photo else "summary"
    lines.append(f"<meta{attributes(name='twitter:card', content=card)}>")
    return "\n".join(lines)


def description(document: Document) -> str:
    """The standfirst, else the subtitle or abstract; shortened at a word's end if need be."""
    text = line(document.standfirst or document.subtitle or document.abstract).strip()
    if len(text) <= MOST:
        return text
    cut = text[: MOST - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return f"{(at_word if len(at_word) > MOST // 2 else cut).rstrip(' ,;:')}…"


def _open_graph(document: Document, addresses: Addresses) -> Iterator[tuple[str, str]]:
    serial = document.publication
    yield "og:type", "article"
    yield "og:title", marked_title(document)
    yield "og:description", description(document)
    yield "og:url", addresses.article(document.slug)
    yield "og:site_name", serial.title
    yield "og:locale", _locale(document.language)
    if photo := document.lead_photo:
        address, width, height = best(photo, addresses, "wide")
        yield "og:image", address
        yield "og:image:type", "image/jpeg"
        yield "og:image:width", str(width)
        yield "og:image:height", str(height)
        yield "og:image:alt", photo.alt_text
    yield "article:published_time", machine(document.first_published, serial)
    yield "article:modified_time", machine(document.published, serial)
    yield "article:section", document.section.name
    for writer in by_role(document).get("author", []):
        if writer.author:
            yield "article:author", addresses.author(writer.author)
    for word in dict.fromkeys([*document.keywords, *(topic.name for topic in document.topics)]):
        yield "article:tag", word


def _locale(language: str) -> str:
    territory = next(
        (p for p in language.replace("_", "-").split("-")[1:] if len(p) == 2 and p.isalpha()), ""
    )
    if territory:
        return f"{primary(language)}_{territory.upper()}"
    return _LOCALES.get(primary(language), "")
