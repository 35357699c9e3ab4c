"""What stands before and after an article's text in forms for reading as a file, as blocks.

Markdown and plain text set these blocks as they set the body, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from record.document import (
    Block,
    Contribution,
    Document,
    Heading,
    Inline,
    List,
    Mark,
    Notice,
    Numbering,
    Paragraph,
    Photograph,
    Quote,
    RelatedArticle,
    Run,
    Work,
)
from renderings.addresses import Addresses
from renderings.citation import STYLES
from renderings.dates import dated, local
from renderings.escaping import safe_link
from renderings.identifiers import doi_url, issn_url, orcid_url
from renderings.languages import words_for
from renderings.names import by_role
from renderings.permissions import permission
from renderings.standing import marked_title
from renderings.words import Words

__all__ = ["after", "before", "photo_words"]


def before(document: Document, addresses: Addresses) -> list[Block]:
    """Title, identity, notices, byline, dates, standfirst and abstract."""
    words = words_for(document.language)
    return [
        Heading(1, (Run(marked_title(document)),), ""),
        *_paragraphs(document.subtitle, mark=Mark.EMPHASIS),
        *(Quote((_notice(notice, document, words),)) for notice in reversed(document.notices)),
        *_paragraphs(document.standfirst, mark=Mark.STRONG),
        *(
            Paragraph((Run(words.credited(role, [_name(person) for person in people])),))
            for role, people in by_role(document).items()
        ),
        *_bullets((Run(where),) for p in document.byline if (where := _position(p))),
        Paragraph((Run(_dates(document, words)),)),
        _identity(document, addresses, words),
        *_section(words.abstract, _paragraphs(document.abstract)),
    ]


def after(document: Document, addresses: Addresses) -> list[Block]:
    """References, disclaimer, authors, how to cite, licence, funding and interests, related."""
    words = words_for(document.language)
    several = len(document.writers) > 1
    references = tuple((Paragraph(_reference(r.text, r.doi, r.url)),) for r in document.references)
    sections = [
        _section(words.references, [List(references, Numbering.DECIMAL)] if references else []),
        _section(words.disclaimer, [p for text in document.disclaimers for p in _paragraphs(text)]),
        _section(
            words.about_authors if several else words.about_author,
            [block for person in document.byline for block in _about(person, words)],
        ),
        _section(words.cite, _cite(document, addresses, words)),
        _section(words.licence, _licence(document, words)),
        _section(words.funding, _paragraphs(document.funding)),
        _section(words.competing_interests, _paragraphs(document.competing_interests)),
        _section(words.keywords, _paragraphs(", ".join(_subjects(document)))),
        _section(words.related, _related(document, addresses, words)),
    ]
    return [block for section in sections for block in section]


def photo_words(
    photo: Photograph | None, caption: tuple[Inline, ...], words: Words
) -> list[Inline]:
    """Caption, credit and rights of a photo, one after the other."""
    parts: list[tuple[Inline, ...]] = [caption] if caption else []
    if photo:
        if not caption and photo.caption:
            parts.append((Run(photo.caption),))
        if photo.credit_line:
            parts.append((Run(words.photo_credits.format(photo.credit_line)),))
        if photo.copyright_notice:
            parts.append((Run(photo.copyright_notice),))
        if photo.licence and photo.licence.name:
            parts.append((Run(photo.licence.name, href=safe_link(photo.licence.url)),))
    spaced: list[Inline] = []
    for place, part in enumerate(parts):
        between = " · " if place > 1 else " "
        spaced += [*([Run(between)] if place else []), *part]
    return spaced


def _section(heading: str, blocks: list[Block]) -> list[Block]:
    return [Heading(2, (Run(heading),), ""), *blocks] if blocks else []


def _paragraphs(text: str, mark: Mark | None = None) -> list[Block]:
    return [Paragraph((Run(text, (mark,) if mark else ()),))] if text else []


def _bullets(items: Iterable[tuple[Inline, ...]]) -> list[Block]:
    blocks = tuple((Paragraph(item),) for item in items)
    return [List(blocks)] if blocks else []


def _notice(notice: Notice, document: Document, words: Words) -> Paragraph:
    at = words.day(local(notice.at, document.publication))
    kind = Run(words.kinds[notice.kind], (Mark.STRONG,))
    return Paragraph((kind, Run(f", {at}. {notice.note}")))


def _name(person: Contribution) -> str:
    native = person.native_name if person.native_name != person.name else ""
    return f"{person.name} ({native})" if native else person.name


def _position(person: Contribution) -> str:
    where = [part for part in (person.title, person.affiliation) if part]
    return ", ".join([person.name, *where]) if where else ""


def _dates(document: Document, words: Words) -> str:
    return " · ".join(dated(document, words, lambda at: words.day(local(at, document.publication))))


def _identity(document: Document, addresses: Addresses, words: Words) -> Paragraph:
    """Where it appeared: serial, issue, section, ISSN, and the address that stays."""
    serial, issue = document.publication, document.issue
    parts: list[Run] = [Run(serial.title, (Mark.EMPHASIS,))]
    if issue:
        parts.append(Run(words.issue(issue.volume, issue.number, issue.title) or issue.slug))
    parts.append(Run(document.section.name))
    if serial.issn:
        parts.append(Run(f"ISSN {serial.issn}", href=issn_url(serial.issn)))
    address = doi_url(document.doi) or addresses.article(document.slug)
    parts.append(Run(address, href=address))
    between = [part for each in parts for part in (Run(" · "), each)]
    return Paragraph(tuple(between[1:]))


def _reference(text: str, doi: str, url: str) -> tuple[Inline, ...]:
    address = doi_url(doi) or safe_link(url)
    return (Run(f"{text} "), Run(address, href=address)) if address else (Run(text),)


def _about(person: Contribution, words: Words) -> list[Block]:
    blocks: list[Block] = list(person.biography)
    if person.works:
        blocks.append(Paragraph((Run(f"{words.selected_works}:"),)))
        blocks += _bullets(_work(work) for work in person.works)
    if person.orcid:
        address = orcid_url(person.orcid)
        blocks.append(Paragraph((Run("ORCID "), Run(address, href=address))))
    return [Heading(3, (Run(_name(person)),), ""), *blocks] if blocks else []


def _work(work: Work) -> tuple[Inline, ...]:
    rest = "".join(f", {part}" for part in (work.publisher, work.year) if part)
    address = doi_url(work.doi) or safe_link(work.url)
    return (Run(work.title, (Mark.EMPHASIS,), address), Run(rest))


def _cite(document: Document, addresses: Addresses, words: Words) -> list[Block]:
    styles = [(Run(f"{name}: "), *cite(document, addresses)) for name, cite in STYLES.values()]
    address = addresses.article(document.slug)
    before_link, _, after_link = words.permanent_link.partition("{}")
    link = (Run(before_link), Run(address, href=address), Run(after_link))
    return [*_bullets(styles), Paragraph(link)]


def _licence(document: Document, words: Words) -> list[Block]:
    licence = document.licence
    if not licence:
        return []
    start, _, end = words.licensed.partition("{}")
    terms = permission(licence, words, photos=any(document.every_photo()))
    name = Run(licence.name or licence.spdx, href=safe_link(licence.url))
    return [Paragraph((Run(start), name, Run(f"{end} {terms}")))]


def _subjects(document: Document) -> list[str]:
    names = [term.name for term in (*document.topics, *document.regions)]
    return list(dict.fromkeys([*document.keywords, *names]))


def _related(document: Document, addresses: Addresses, words: Words) -> list[Block]:
    def link(article: RelatedArticle) -> Run:
        return Run(article.title, href=addresses.article(article.slug))

    blocks: list[Block] = []
    if original := document.translation_of:
        start, _, end = words.translation_of.partition("{}")
        blocks.append(Paragraph((Run(start), link(original), Run(end))))
    return blocks + _bullets((link(each),) for each in document.related)
