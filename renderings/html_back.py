"""What follows the text on an article's page: references, disclaimer, authors, licence; as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from record.document import Contribution, Document, Kind, Reference, RelatedArticle, Term, Work
from renderings.escaping import attributes, escape, safe_link
from renderings.html_cite import cite, formats, share
from renderings.html_head import day, native_name, position, signed, what_changed
from renderings.html_inline import Setting, inline
from renderings.identifiers import bare_orcid, doi_url, orcid_url
from renderings.permissions import permission
from renderings.republish import refusal
from renderings.republish_words import republish_words

__all__ = ["back"]

_BLANK_LINES = re.compile(r"\n\s*\n")


def back(setting: Setting) -> str:
    """The sections after text and notes, each only where it has something to say."""
    document, words = setting.document, setting.words
    several = len(document.writers) > 1
    sections = [
        _references(setting),
        _section("disclaimer", words.disclaimer, _paragraphs(document.disclaimers), setting),
        _section(
            "about-authors",
            words.about_authors if several else words.about_author,
            "\n".join(filter(None, (_about(person, setting) for person in document.byline))),
            setting,
        ),
        _section("cite", words.cite, cite(setting), setting),
        _section("share", words.share, share(setting) if setting.on_page else "", setting),
        _section("formats", words.formats, formats(setting) if setting.on_page else "", setting),
        _section("licence", words.licence, _licence(setting), setting),
        _section("funding", words.funding, _paragraphs([document.funding]), setting),
        _section(
            "competing-interests",
            words.competing_interests,
            _paragraphs([document.competing_interests]),
            setting,
        ),
        _section("subjects", words.subjects, _subjects(setting), setting),
        _section("related", words.related, _related(setting), setting),
        _section("history", words.history, _history(setting), setting),
    ]
    return "\n".join(filter(None, sections))


def _section(name: str, heading: str, content: str, setting: Setting) -> str:
    if not content:
        return ""
    # The head of our page leads here.
    anchor = attributes(id=name if setting.on_page and name in ("cite", "share") else None)
    return (
        f'<section class="{name}"{anchor}>\n<h2{setting.lang}>{heading}</h2>\n{content}\n</section>'
    )


def _paragraphs(texts: Sequence[str]) -> str:
    parts = [part.strip() for text in texts for part in _BLANK_LINES.split(text)]
    return "\n".join(f"<p>{escape(part)}</p>" for part in parts if part)


def _references(setting: Setting) -> str:
    references = setting.document.references
    if not references:
        return ""
    items = "\n".join(
        f'<li id="reference-{place}">{_reference(reference)}</li>'
        for place, reference in enumerate(references, start=1)
    )
    return (
        '<section class="references" role="doc-bibliography" aria-labelledby="references-heading">'
        f'\n<h2 id="references-heading"{setting.lang}>{setting.words.references}</h2>\n'
        f"<ol>\n{items}\n</ol>\n</section>"
    )


def _reference(reference: Reference) -> str:
    address = doi_url(reference.doi) or safe_link(reference.url)
    if not address:
        return escape(reference.text)
    # A text that ends with its own address gets the link there, not a second time.
    text = reference.text.rstrip(". ")
    text = text.removesuffix(address).rstrip() if text.endswith(address) else reference.text
    return f'{escape(text)} <a href="{escape(address)}">{escape(address)}</a>'


def _about(person: Contribution, setting: Setting) -> str:
    words = setting.words
    parts = [f"<p>{inline(paragraph.content, setting)}</p>" for paragraph in person.biography]
    if person.works:
        works = "\n".join(f"<li>{_work(work)}</li>" for work in person.works)
        parts.append(f'<p class="works-heading"{setting.lang}>{words.selected_works}</p>')
        parts.append(f'<ul class="works">\n{works}\n</ul>')
    if person.orcid:
        link, name = escape(orcid_url(person.orcid)), escape(bare_orcid(person.orcid))
        parts.append(f'<p class="orcid"><a href="{link}">ORCID {name}</a></p>')
    if person.credit_roles:
        roles = escape(words.joined([_credit(role) for role in person.credit_roles]))
        parts.append(
            f'<p class="credit-roles"{setting.lang}>{words.contribution.format(roles)}</p>'
        )
    if not parts:
        return ""
    where = position(person)
    heading = f"<h3>{signed(person, setting)}{native_name(person, setting)}</h3>"
    start = [heading, *([f'<p class="position">{where}</p>'] if where else [])]
    return "\n".join(['<div class="author">', *start, *parts, "</div>"])


def _credit(slug: str) -> str:
    """``Writing – original draft`` of the CRediT taxonomy's ``writing-original-draft``."""
    if slug.startswith("writing-"):
        rest = slug.removeprefix("writing-").replace("review-editing", "review & editing")
        return f"Writing – {rest.replace('-', ' ')}"
    return slug.replace("-", " ").capitalize()


def _work(work: Work) -> str:
    title = f"<cite>{escape(work.title)}</cite>"
    if address := doi_url(work.doi) or safe_link(work.url):
        title = f'<a href="{escape(address)}">{title}</a>'
    return ", ".join(filter(None, [title, escape(work.publisher), escape(work.year)]))


def _licence(setting: Setting) -> str:
    licence, words = setting.document.licence, setting.words
    if not licence:
        return ""
    name, address = escape(licence.name or licence.spdx), safe_link(licence.url)
    if address:
        name = f'<a rel="license" href="{escape(address)}">{name}</a>'
    photos = any(setting.document.every_photo())
    terms = escape(permission(licence, words, photos=photos))
    said = f"<p{setting.lang}>{words.licensed.format(name)} {terms}</p>"
    if refusal(setting.document):
        return said
    # Where there are no words in the language, these are said in that of the others.
    label = escape(republish_words(words.language).republish)
    href = attributes(href=setting.addresses.republish(setting.document.slug))
    return f'{said}\n<p class="republish"{setting.lang}><a{href}>{label}</a></p>'


def _subjects(setting: Setting) -> str:
    document, addresses, words = setting.document, setting.addresses, setting.words
    groups = [
        (words.topics, [_tag(topic, addresses.topic(topic.slug)) for topic in document.topics]),
        (words.regions, [_tag(each, addresses.region(each.slug)) for each in document.regions]),
        (words.keywords, [f"<bdi>{escape(word)}</bdi>" for word in document.keywords]),
    ]
    rows = [
        f'<dt{setting.lang}>{name}</dt>\n<dd><ul class="tags">{_items(tags)}</ul></dd>'
        for name, tags in groups
        if tags
    ]
    return "\n".join(["<dl>", *rows, "</dl>"]) if rows else ""


def _items(items: Sequence[str]) -> str:
    return "".join(f"<li>{item}</li>" for item in items)


def _tag(term: Term, address: str) -> str:
    return f'<a rel="tag" href="{escape(address)}"><bdi>{escape(term.name)}</bdi></a>'


def _related(setting: Setting) -> str:
    document, parts = setting.document, []
    if original := document.translation_of:
        text = setting.words.translation_of.format(_article(original, setting))
        parts.append(f'<p class="translation-of"{setting.lang}>{text}</p>')
    if document.related:
        parts.append(f"<ul>{_items([_article(each, setting) for each in document.related])}</ul>")
    return "\n".join(parts)


def _article(article: RelatedArticle, setting: Setting) -> str:
    link = attributes(href=setting.addresses.article(article.slug), hreflang=article.language)
    title = attributes(lang=article.language)
    return f"<a{link}><bdi{title}>{escape(article.title)}</bdi></a>"


def _versions(document: Document) -> Iterator[tuple[int, datetime | None, Kind, str]]:
    """Number, day, kind and note of each version up to this one. Those without a notice mended a
    typo; the day of one that another followed is not told in the document."""
    notices = {each.number: each for each in document.notices}
    yield 1, document.first_published, Kind.PUBLICATION, ""
    for number in range(2, document.number + 1):
        if each := notices.get(number):
            yield number, each.at, each.kind, each.note
        else:
            at = document.published if number == document.number else None
            yield number, at, Kind.TYPO, ""


def _history(setting: Setting) -> str:
    """Every version with its date and what it changed, oldest first."""
    document, words = setting.document, setting.words
    items = []
    for number, at, kind, note in _versions(document):
        address = escape(setting.addresses.version(document.slug, number))
        version = f'<a href="{address}">{words.version.format(number)}</a>'
        text = f"<span{setting.own_lang}>{escape(note)}</span>" if setting.lang else escape(note)
        what = f"{words.kinds[kind]}{f'. {text}' if note else ''}"
        changes = f" {what_changed(number, setting)}" if setting.on_page and number > 1 else ""
        on = f", {day(at, setting)}" if at else ""
        items.append(f"<li>{version}{on}: {what}{changes}</li>")
    return f"<ol{setting.lang}>\n{chr(10).join(items)}\n</ol>"
