"""What search engines and networks show of an article: description, address, Open Graph."""

from __future__ import annotations

from collections.abc import Iterator

from record.document import Document
from renderings.addresses import Addresses
from renderings.dates import machine
from renderings.escaping import attributes, line
from renderings.languages import primary, words_for
from renderings.names import by_role
from renderings.standing import marked_title

__all__ = ["PICTURE_SIZE", "description", "render", "shows_photo"]

# Pixels. What every network shows without cutting: 1.91 to 1.
PICTURE_SIZE = (1200, 630)

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
    lines += [
        f"<meta{attributes(name=name, content=line(value))}>"
        for name, value in _card(document, addresses)
    ]
    if not document.withdrawn:
        lines += _discovery(document, addresses)
    return "\n".join(lines)


def shows_photo(document: Document) -> bool:
    """Whether the lead photo is part of the picture, which takes a piece of it."""
    return document.lead_photo is not None and document.lead_photo.cropping_allowed


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
    if not document.withdrawn:
        width, height = PICTURE_SIZE
        yield "og:image", addresses.social_picture(document.slug, document.number)
        yield "og:image:type", "image/jpeg"
        yield "og:image:width", str(width)
        yield "og:image:height", str(height)
        yield "og:image:alt", _picture_text(document)
    yield "article:published_time", machine(document.first_published, serial)
    yield "article:modified_time", machine(document.published, serial)
    yield "article:section", document.section.name
    for writer in by_role(document).get("author", []):
        if writer.author:
            yield "article:author", addresses.author(writer.author)
    for word in dict.fromkeys([*document.keywords, *(topic.name for topic in document.topics)]):
        yield "article:tag", word


def _card(document: Document, addresses: Addresses) -> Iterator[tuple[str, str]]:
    if document.withdrawn:
        yield "twitter:card", "summary"
        return
    yield "twitter:card", "summary_large_image"
    yield "twitter:image", addresses.social_picture(document.slug, document.number)
    yield "twitter:image:alt", _picture_text(document)


def _picture_text(document: Document) -> str:
    """What the picture says and shows, for whoever cannot see it."""
    writers = [writer.name for writer in document.writers]
    parts = [
        marked_title(document),
        words_for(document.language).credited("author", writers),
        document.publication.title,
    ]
    if document.lead_photo and shows_photo(document):
        parts.append(document.lead_photo.alt_text)
    return " · ".join(filter(None, parts))


def _discovery(document: Document, addresses: Addresses) -> Iterator[str]:
    """Where to ask how to embed this page (oembed.com, section 4)."""
    address, title = addresses.article(document.slug), marked_title(document)
    for form, kind in (("json", "application/json+oembed"), ("xml", "text/xml+oembed")):
        href = addresses.oembed(address, form)
        yield f"<link{attributes(rel='alternate', type=kind, href=href, title=line(title))}>"


def _locale(language: str) -> str:
    territory = next(
        (p for p in language.replace("_", "-").split("-")[1:] if len(p) == 2 and p.isalpha()), ""
    )
    if territory:
        return f"{primary(language)}_{territory.upper()}"
    return _LOCALES.get(primary(language), "")
