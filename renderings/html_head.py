"""The head of an article's page: identity, notices, title, byline, dates, lead photo; as HTML."""

from __future__ import annotations

from datetime import datetime

from record.document import Contribution, Notice, body_text
from record.summary import reading_minutes
from renderings.dates import dated, local, machine
from renderings.escaping import attributes, escape
from renderings.html_cite import permanent_address
from renderings.html_inline import Setting
from renderings.html_photos import photo_figure
from renderings.identifiers import doi_url, issn_url, ror_url
from renderings.languages import script_language
from renderings.names import by_role

__all__ = ["day", "head", "lead_photo", "native_name", "position", "signed", "what_changed"]


def head(setting: Setting) -> str:
    """``<header>`` of the article."""
    document = setting.document
    parts = [
        *_identity(setting),
        _notices(setting),
        f"<h1>{_mark(setting)}{escape(document.title)}</h1>",
        _text("subtitle", document.subtitle),
        _text("standfirst", document.standfirst),
        *_byline(setting),
        _affiliations(setting),
        _dates(setting),
        *(_ways(setting) if setting.on_page and not document.withdrawn else ()),
    ]
    return "\n".join(["<header>", *filter(None, parts), "</header>"])


def lead_photo(setting: Setting) -> str:
    """The photo under the head, ``""`` without one."""
    photo = setting.document.lead_photo
    if not photo:
        return ""
    name = attributes(class_="lead-photo")
    return photo_figure(name, photo, "", escape(photo.caption), setting, first=True)


def day(at: datetime, setting: Setting) -> str:
    """``<time>``, shown as a day in the publication's zone."""
    publication = setting.document.publication
    stamp = attributes(datetime=machine(at, publication))
    return f"<time{stamp}>{setting.words.day(local(at, publication))}</time>"


def signed(contribution: Contribution, setting: Setting) -> str:
    """The name, linked to the profile if there is one. Isolated, as its direction may differ."""
    name = f"<bdi>{escape(contribution.name)}</bdi>"
    if not contribution.author:
        return name
    rel = "author" if contribution.role == "author" else None
    link = attributes(rel=rel, href=setting.addresses.author(contribution.author))
    return f"<a{link}>{name}</a>"


def native_name(contribution: Contribution, setting: Setting) -> str:
    """The name in its own script after the name as printed, where they differ."""
    name = contribution.native_name
    if not name or name == contribution.name:
        return ""
    language = script_language(name, setting.document.language)
    # "auto" because the direction of a name isn't that of the article around it.
    marks = attributes(class_="native-name", lang=language, dir="auto")
    return f" <span{marks}>{escape(name)}</span>"


def position(contribution: Contribution) -> str:
    """``Professor, University``, of as much as is known; HTML."""
    place = escape(contribution.affiliation)
    if place and contribution.affiliation_ror:
        place = f"<a{attributes(href=ror_url(contribution.affiliation_ror))}>{place}</a>"
    return ", ".join(filter(None, [escape(contribution.title), place]))


def _identity(setting: Setting) -> list[str]:
    document, addresses = setting.document, setting.addresses
    parts = []
    if issn := document.publication.issn:
        link = f'<a href="{escape(issn_url(issn))}">{escape(issn)}</a>'
        parts.append(f'<p class="issn">ISSN {link}</p>')
    section = escape(addresses.section(document.section.slug))
    parts.append(f'<p class="section"><a href="{section}">{escape(document.section.name)}</a></p>')
    if issue := document.issue:
        name = escape(setting.words.issue(issue.volume, issue.number, issue.title) or issue.slug)
        link = f'<a href="{escape(addresses.issue(issue.slug))}">{name}</a>'
        parts.append(f'<p class="issue"{setting.lang}>{link}</p>')
    return parts


def _notices(setting: Setting) -> str:
    """What became of the article, above its title: never a silent change."""
    if not setting.document.notices:
        return ""
    latest_first = reversed(setting.document.notices)
    inner = "\n".join(_notice(notice, setting) for notice in latest_first)
    return f'<div class="notices">\n{inner}\n</div>'


def _notice(notice: Notice, setting: Setting) -> str:
    document, words = setting.document, setting.words
    kind = words.kinds[notice.kind]
    version = words.version.format(notice.number)
    address = setting.addresses.version(document.slug, notice.number)
    # A tombstone names no version: the earlier ones are gone, and it is itself the last.
    link = "" if document.withdrawn else f' · <a href="{escape(address)}">{version}</a>'
    if link and setting.on_page:
        link += f" · {what_changed(notice.number, setting)}"
    note = f"<p{setting.own_lang}>{escape(notice.note)}</p>" if notice.note else ""
    box = attributes(class_=f"notice {notice.kind.value}", role="note", aria_label=kind)
    return (
        f"<div{box}{setting.lang}>\n"
        f"<p><strong>{kind}</strong> {day(notice.at, setting)}{link}</p>\n"
        f"{note}\n</div>"
    )


def what_changed(number: int, setting: Setting) -> str:
    """The link to what a version changed of the one before."""
    link = attributes(href=setting.addresses.changes(setting.document.slug, number))
    return f"<a{link}>{setting.words.what_changed}</a>"


def _mark(setting: Setting) -> str:
    document, words = setting.document, setting.words
    mark = words.withdrawn if document.withdrawn else words.retracted
    if not document.withdrawn and not document.retracted:
        return ""
    return f'<span class="mark"{setting.lang}>{mark}</span> '


def _text(name: str, text: str) -> str:
    return f"<p{attributes(class_=name)}>{escape(text)}</p>" if text else ""


def _byline(setting: Setting) -> list[str]:
    """One line for each role."""
    lines = []
    for role, people in by_role(setting.document).items():
        names = [signed(person, setting) + native_name(person, setting) for person in people]
        line = setting.words.credited(role, names, escape)
        lines.append(f'<p class="byline"{setting.lang}>{line}</p>')
    return lines


def _affiliations(setting: Setting) -> str:
    items = [
        f"<li><bdi>{escape(person.name)}</bdi>, {where}</li>"
        for person in setting.document.byline
        if (where := position(person))
    ]
    return "\n".join(['<ul class="affiliations">', *items, "</ul>"]) if items else ""


def _dates(setting: Setting) -> str:
    parts = dated(setting.document, setting.words, lambda at: day(at, setting))
    return f'<p class="dates"{setting.lang}>{" · ".join(parts)}</p>'


def _ways(setting: Setting) -> list[str]:
    """Time to read, the permanent address, which a print needs, and ways to what is far below."""
    document, words = setting.document, setting.words
    minutes = reading_minutes(body_text(document))
    address = escape(permanent_address(setting))
    kind = "address doi" if doi_url(document.doi) else "address"
    ways = [
        (setting.addresses.form(document.slug, "pdf"), "PDF"),
        (setting.addresses.form(document.slug, "epub"), "EPUB"),
        ("#cite", words.cite),
        ("#share", words.share),
    ]
    links = "".join(f"<li><a{attributes(href=href)}>{name}</a></li>" for href, name in ways)
    time = f'<p class="reading-time"{setting.lang}>{words.minutes.format(minutes)}</p>'
    return [
        *([time] if minutes else []),
        f'<p class="{kind}"><a href="{address}">{address}</a></p>',
        f'<ul class="shortcuts"{setting.lang}>{links}</ul>',
    ]
