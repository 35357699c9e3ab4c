"""An article as a card: what other sites show in a frame. No script; one small stylesheet."""

from __future__ import annotations

from record.document import Document, Notice
from renderings.addresses import Addresses
from renderings.dates import first_day, local, machine
from renderings.escaping import attributes, escape
from renderings.html_inline import Setting
from renderings.languages import direction
from renderings.pictures import picture
from renderings.syndication import credit

__all__ = ["NARROWEST", "WIDEST", "render", "size"]

# Pixels.
NARROWEST, WIDEST = 280, 700
BESIDE = 480  # from this width on the photo stands beside the text, else above it
TEXT_HEIGHT = 220
TEXT_HEIGHT_WITH_NOTICE = 248


def size(
    document: Document, *, most_width: int | None = None, most_height: int | None = None
) -> tuple[int, int]:
    """(width, height) in pixels of the frame in which the card shows whole, within the limits."""
    width = min(WIDEST, most_width or WIDEST)
    height = TEXT_HEIGHT_WITH_NOTICE if document.notices else TEXT_HEIGHT
    if _shows_photo(document) and width < BESIDE:
        height += width * 9 // 16
    return width, min(height, most_height or height)


def render(document: Document, addresses: Addresses) -> str:
    """``<article>``. Of a withdrawn article title and notice; of a photo that may not be
    redistributed nothing."""
    setting = Setting(document, addresses)
    names = ["card"]
    names += ["with-photo"] if _shows_photo(document) else []
    names += ["retracted"] if document.retracted or document.withdrawn else []
    language = attributes(lang=document.language, dir=direction(document.language))
    parts = [
        _photo(setting),
        '<div class="text">',
        _serial(setting),
        f"<h1>{_title(setting)}</h1>",
        _byline(setting),
        _notice(document.notices[-1], setting) if document.notices else "",
        _foot(setting),
        "</div>",
    ]
    inner = "\n".join(filter(None, parts))
    return f"<article{attributes(class_=' '.join(names))}{language}>\n{inner}\n</article>"


def _shows_photo(document: Document) -> bool:
    photo = document.lead_photo
    return photo is not None and photo.redistribution_allowed and not document.retracted


def _photo(setting: Setting) -> str:
    photo = setting.document.lead_photo
    if photo is None or not _shows_photo(setting.document):
        return ""
    sizes = f"(min-width: {BESIDE}px) 280px, 100vw"
    shown = picture(photo, setting.addresses, shape="wide", sizes=sizes, loading="eager")
    named = setting.words.photo_credits.format(escape(credit(photo))) if credit(photo) else ""
    under = f"<figcaption{setting.lang}>{named}</figcaption>" if named else ""
    whole = "" if photo.cropping_allowed else ' class="whole"'
    return f"<figure{whole}>{shown}{under}</figure>"


def _serial(setting: Setting) -> str:
    name = f"<bdi>{escape(setting.document.publication.title)}</bdi>"
    return f'<p class="serial">{_link(setting.addresses.home(), name)}</p>'


def _title(setting: Setting) -> str:
    document, words = setting.document, setting.words
    mark = ""
    if document.withdrawn or document.retracted:
        said = words.withdrawn if document.withdrawn else words.retracted
        mark = f'<span class="mark"{setting.lang}>{said}</span> '
    return _link(setting.addresses.article(document.slug), f"{mark}{escape(document.title)}")


def _byline(setting: Setting) -> str:
    names = [f"<bdi>{escape(writer.name)}</bdi>" for writer in setting.document.writers]
    if not names:
        return ""
    return f'<p class="byline"{setting.lang}>{setting.words.credited("author", names)}</p>'


def _notice(notice: Notice, setting: Setting) -> str:
    document, words = setting.document, setting.words
    day = words.day(local(notice.at, document.publication))
    note = f": <span{setting.own_lang}>{escape(notice.note)}</span>" if notice.note else ""
    return (
        f'<p class="notice"{setting.lang}><strong>{words.kinds[notice.kind]}</strong>, '
        f"{day}{note}</p>"
    )


def _foot(setting: Setting) -> str:
    document = setting.document
    stamp = attributes(datetime=machine(document.first_published, document.publication))
    day = f"<time{stamp}>{setting.words.day(first_day(document))}</time>"
    return f'<p class="day"{setting.lang}>{setting.words.published.format(day)}</p>'


def _link(address: str, content: str) -> str:
    # A new window: whoever reads the page around the frame keeps it.
    return f"<a{attributes(href=address, target='_blank', rel='noopener')}>{content}</a>"
