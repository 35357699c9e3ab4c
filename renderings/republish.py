"""An article ready to be published again by somebody else, with all that must go with it.

A copy outlives our corrections of it, so everything a reader there must know travels in the text:
byline, credits, disclaimer, licence, notices, where it appeared first. A photo whose rights do not
cover that stays behind, and a line in its place says so and names whom to credit.
"""

from __future__ import annotations

import base64
import dataclasses
import enum
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from record.document import (
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    List,
    Mark,
    Paragraph,
    Photograph,
    Quote,
    Rule,
    Run,
    plain,
)
from renderings import frame, markdown, republish_html, text
from renderings.addresses import Addresses
from renderings.dates import first_day
from renderings.escaping import attributes
from renderings.languages import words_for
from renderings.republish_words import filled, republish_words
from renderings.syndication import credit

__all__ = [
    "FORMS",
    "Handover",
    "Refusal",
    "counted_article",
    "counter_token",
    "hand_over",
    "refusal",
    "render",
]

# The forms it is given in: ending, and media type.
FORMS = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
_NUMBER_BYTES = 2
_HIGHEST_NUMBER = 256**_NUMBER_BYTES - 1


class Refusal(enum.StrEnum):
    """Why an article is not given away."""

    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"
    LICENCE = "licence"


def refusal(document: Document) -> Refusal | None:
    """``None`` if everybody may republish it. What was retracted shall not spread further."""
    if document.withdrawn:
        return Refusal.WITHDRAWN
    if document.retracted:
        return Refusal.RETRACTED
    if document.licence is None or not document.licence.republishing_allowed:
        return Refusal.LICENCE
    return None


@dataclass(frozen=True, slots=True)
class Handover:
    """What leaves the house: ``document`` holds no photo but those that may travel.

    ``start`` and ``end`` stand around its text. ``left_out`` are the photos that stay.
    ``counter`` is the address of the counting picture, ``""`` to go without.
    """

    document: Document
    addresses: Addresses
    start: tuple[Block, ...]
    end: tuple[Block, ...]
    left_out: tuple[Photograph, ...]
    counter: str = ""


def hand_over(document: Document, addresses: Addresses, *, counted: bool = True) -> Handover:
    """The article as others may publish it. Ask ``refusal`` first."""
    left_out = tuple(p for p in document.every_photo() if not p.redistribution_allowed)
    travelling = _without(document, left_out)
    start = frame.before(travelling, addresses)
    if document.lead_photo in left_out:
        start.append(Paragraph(_left_out(document.lead_photo, document)))
    counter = addresses.counter(counter_token(document.article, document.number)) if counted else ""
    end = (*_after(travelling, addresses), Rule(), Paragraph(_first_published(document, addresses)))
    return Handover(travelling, addresses, tuple(start), end, left_out, counter)


def render(handover: Handover, form: str) -> str:
    """The text in one of ``FORMS``, ending with a newline."""
    given, counter = handover, _counter(handover.counter)
    match form:
        case "html":
            return republish_html.render(
                given.document, given.addresses, given.start, given.end, counter
            )
        case "md":
            written = markdown.framed(given.document, given.addresses, given.start, given.end)
            return f"{written}\n{counter}\n" if counter else written
        case "txt":
            return text.framed(given.document, given.start, given.end)
        case _:
            raise ValueError(f"{form!r} is no form to republish in")


# --- the counter ------------------------------------------------------------------------------


def counter_token(article: str, number: int) -> str:
    """Names an article (its UUID) and a version to our counter: 24 characters."""
    last = min(number, _HIGHEST_NUMBER).to_bytes(_NUMBER_BYTES, "big")
    return base64.urlsafe_b64encode(uuid.UUID(article).bytes + last).decode()


def counted_article(token: str) -> tuple[uuid.UUID, int] | None:
    """The article and version of a token; ``None`` for what is none."""
    try:
        named = base64.b64decode(token, altchars=b"-_", validate=True)
    except ValueError:
        return None
    if len(named) != 16 + _NUMBER_BYTES:
        return None
    return uuid.UUID(bytes=named[:16]), int.from_bytes(named[16:], "big")


def _counter(address: str) -> str:
    # Of the page it is on, the picture is told the host at most.
    size = attributes(src=address, width=1, height=1)
    return f'<img{size} alt="" referrerpolicy="strict-origin">' if address else ""


# --- what travels -----------------------------------------------------------------------------


def _without(document: Document, left_out: tuple[Photograph, ...]) -> Document:
    """Without these photos, and without what only leads around in our own house."""
    gone = {photo.sha256: photo for photo in left_out}
    lead = document.lead_photo
    return dataclasses.replace(
        document,
        lead_photo=None if lead and lead.sha256 in gone else lead,
        photos=tuple(photo for photo in document.photos if photo.sha256 not in gone),
        body=tuple(_blocks(document.body, gone, document)),
        topics=(),
        regions=(),
        keywords=(),
        related=(),
    )


def _blocks(
    blocks: Iterable[Block], gone: dict[str, Photograph], document: Document
) -> Iterable[Block]:
    for block in blocks:
        match block:
            case Figure(photo=sha256) if sha256 in gone:
                yield _in_place_of(block, gone[sha256], document)
            case Quote(content=content):
                yield dataclasses.replace(block, content=tuple(_blocks(content, gone, document)))
            case List(items=items):
                inner = tuple(tuple(_blocks(item, gone, document)) for item in items)
                yield dataclasses.replace(block, items=inner)
            case _:
                yield block


def _in_place_of(figure: Figure, photo: Photograph, document: Document) -> Paragraph:
    """``Figure 1.``, the caption, and who would have been credited."""
    label = Run(words_for(document.language).figure.format(figure.number), (Mark.STRONG,))
    caption = figure.caption or ((Run(photo.caption),) if photo.caption else ())
    said = (Run(" "), *caption) if caption else ()
    return Paragraph((label, *said, Run(" "), *_left_out(photo, document)))


def _left_out(photo: Photograph | None, document: Document) -> tuple[Inline, ...]:
    parts = [republish_words(document.language).photo_left_out]
    if photo and (named := credit(photo)):
        parts.append(words_for(document.language).photo_credits.format(named))
    return (Run(" ".join(parts), (Mark.EMPHASIS,)),)


def _after(document: Document, addresses: Addresses) -> list[Block]:
    """What stands under the text in our own files, but how to cite: the last line says where."""
    cite, keeps = words_for(document.language).cite, True
    kept: list[Block] = []
    for block in frame.after(document, addresses):
        if isinstance(block, Heading) and block.level == 2:
            keeps = plain(block.content) != cite
        if keeps:
            kept.append(block)
    return kept


def _first_published(document: Document, addresses: Addresses) -> tuple[Run, ...]:
    address = addresses.article(document.slug)
    parts = {
        "publication": Run(document.publication.title, (Mark.EMPHASIS,)),
        "day": Run(words_for(document.language).day(first_day(document))),
        "address": Run(address, href=address),
    }
    return filled(republish_words(document.language).first_published, parts)
