"""Biographies: "Mina Seo is Professor at the Institute of Tides (IT). Her work includes “…”." """

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from articles.body import clean, write
from articles.body.blocks import Block
from articles.importing.bylines import by_line
from articles.importing.manuscript import ByLine, Findings, Work
from articles.importing.passages import Passage
from articles.importing.people import looks_like_name, split_name

__all__ = ["describe", "name_at_start", "split_off_biographies", "take_biographies"]

MOST_PARAGRAPHS = 4  # of one biography
FOOT = 8  # passages at the end among which biographies are looked for

_HONORIFIC = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Amb|Ambassador)\.?\s+)*"
_NAME = r"(?:[^\W\d_][\w.'’‑-]*\s+){1,4}[^\W\d_][\w'’‑-]*"
_VERB = (
    r"(?:is|was|serves|served|works|teaches|taught|holds|has|leads|directs|heads|joined|writes|studies"
    r"|researches|covers|specialises|specializes|earned|received|currently|lives)\b"
)
_STRANGER = re.compile(rf"{_HONORIFIC}(?P<name>{_NAME})(?:\s*[(（][^()（）]*[)）])?,?\s+{_VERB}")
_ABOUT = re.compile(
    r"\W*(about (the )?(authors?|writers?|contributors?)"
    r"|(author|contributor)s?( biograph(y|ies)| bios?)?"
    r"|biograph(y|ies)|저자 소개|필자 소개|作者简介|著者紹介)\W*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:(?:currently|presently|also|now)\s+)?(?:is|was|serves|served|works|worked|has been)\s+"
    r"(?:(?:currently|presently|also|now)\s+)?(?:as\s+)?(?:an?\s+|the\s+)?(?P<rest>.+)"
)
_OTHER_POST = re.compile(
    r",?\s+and\s+(?:is\s+)?(?:also\s+)?(?:an?\s+|the\s+)?[^,]{3,80}?\s+(?:at|in) "
)
_END_OF_PLACE = re.compile(r";|,\s+(?=[a-z])|\s+(?:where|who|whose|with a focus)\s")
_QUOTED = re.compile(r"[“«]([^“”«»]{2,300})[”»]|\"([^\"]{2,300})\"")
_PUBLISHED_BY = re.compile(r"\s*[(（]([^()（）]{2,120})[)）]")
_YEAR = re.compile(r"\b(1[5-9]|20|21)\d\d\b")
_WRITES = re.compile(
    r"\b(research|publications?|published|articles?|books?|papers?|works?|writings?|author of"
    r"|wrote|written"
    r"|co-?author(?:ed)?|essays?|reports?|include[sd]?|studies|monographs?)\b",
    re.IGNORECASE,
)
# Periods that end no sentence.
_ABBREVIATIONS = re.compile(
    r"\b(?:[A-Z]|Dr|Prof|Mr|Mrs|Ms|St|Mt|No|vs|Inc|Ltd|Co|Jr|Sr|Gen|Amb|Univ|Dept)\.$"
)


def split_off_biographies(
    passages: Sequence[Passage], authors: Sequence[ByLine]
) -> tuple[list[Passage], list[Passage]]:
    """The text and what stands from the first biography on, where no disclaimer parts them."""
    known = [author.name for author in authors if not author.biography]
    if authors and not known:
        return list(passages), []
    named = [index for index, passage in enumerate(passages) if passage.meant == "biography"]
    if named:
        return list(passages[: named[0]]), list(passages[named[0] :])
    for index in range(max(len(passages) - FOOT, 0), len(passages)):
        passage = passages[index]
        if passage.is_paragraph and (_ABOUT.fullmatch(passage.text) or _is_about(passage, known)):
            return list(passages[:index]), list(passages[index:])
    return list(passages), []


def _is_about(passage: Passage, known: Sequence[str]) -> bool:
    found = _STRANGER.match(passage.text)
    if not known:
        return bool(found and _capitalised(found["name"]) and looks_like_name(found["name"]))
    return bool(name_at_start(passage.text, known)) and (bool(found) or not passage.text.isascii())


def take_biographies(
    passages: Sequence[Passage],
    authors: Sequence[ByLine],
    findings: Findings,
    *,
    after_disclaimer: bool,
) -> tuple[tuple[ByLine, ...], list[Passage]]:
    """The authors with their biographies, and the passages that are none.

    A biography begins with an author's name and goes on until the next one or a heading. If
    nobody signs, who is described at the end signs.
    """
    known = {author.name: author for author in authors}
    undescribed = [author.name for author in authors if not author.biography]
    texts: dict[str, list[Passage]] = {}
    kept: list[Passage] = []
    current = ""
    for passage in passages:
        name = ""
        if passage.is_paragraph:
            name = name_at_start(passage.text, undescribed if authors else known)
            if not name and not authors:
                name = _stranger(passage, known, findings)
        if _ABOUT.fullmatch(passage.text):
            findings.throw_away(passage.text, "the label of the biographies", passage.line)
        elif name:
            current = name
            texts.setdefault(name, []).append(passage)
        elif (
            current
            and after_disclaimer
            and passage.is_paragraph
            and len(texts[current]) < MOST_PARAGRAPHS
        ):
            texts[current].append(passage)
        else:
            kept.append(passage)
            current = ""
    described = (describe(known[name], texts.get(name, ()), findings) for name in known)
    return tuple(described), kept


def describe(author: ByLine, passages: Sequence[Passage], findings: Findings) -> ByLine:
    """The author with what the biography's passages say: position, institution, works."""
    if not passages:
        return author
    blocks: list[Block] = [passage.block for passage in passages]
    text = " ".join(passage.text for passage in passages)
    line = passages[0].line
    findings.recognise(
        "biography", text, f"the paragraph that begins with the name of {author.name}", line
    )
    position, institution = _post(passages[0].text, author.name)
    how = f"what {author.name} is, in the biography's first sentence"
    if position:
        findings.recognise("position", position, how, line)
    if institution:
        findings.recognise("institution", institution, how, line)
    works = tuple(_works(text, findings, line))
    return replace(
        author,
        biography=clean(write(blocks)),
        position=author.position or position,
        institution=author.institution or institution,
        native_name=author.native_name or _native_name(passages[0].text, author.name),
        works=author.works or works,
    )


def name_at_start(text: str, known: Iterable[str]) -> str:
    """The known name the text begins with, in either order of its parts, or ``""``."""
    bare = re.sub(rf"^{_HONORIFIC}", "", text.lstrip("*_ "))
    for name in known:
        parts = split_name(name)
        spellings = {
            name,
            re.sub(rf"^{_HONORIFIC}", "", name),
            f"{parts.given_name} {parts.family_name}",
            f"{parts.family_name} {parts.given_name}",
        }
        if any(
            re.match(rf"{re.escape(s)}(?!\w)", bare, re.IGNORECASE) for s in spellings if s.strip()
        ):
            return name
        # A Korean name takes its particle without a space.
        if parts.native_name and re.match(rf"{re.escape(parts.native_name)}(은|는|,|\s)", bare):
            return name
    return ""


def _stranger(passage: Passage, known: dict[str, ByLine], findings: Findings) -> str:
    """A name not in any byline that a biography begins with; it is added to the ``known``."""
    found = _STRANGER.match(passage.text)
    if not found or not _capitalised(found["name"]) or not looks_like_name(found["name"]):
        return ""
    author = by_line(found["name"])
    known[author.name] = author
    how = "no byline, but a biography at the end"
    findings.guess("author", author.name, how, passage.line)
    return author.name


def _capitalised(name: str) -> bool:
    return all(word[0].isupper() for word in name.split() if len(word) > 3)


def _native_name(text: str, name: str) -> str:
    found = re.match(rf"{_HONORIFIC}{re.escape(name)}\s*([(（][^()（）]*[)）])", text)
    return split_name(f"{name} {found[1]}").native_name if found else ""


def _post(text: str, name: str) -> tuple[str, str]:
    """Position and institution as the first sentence gives them, ``""`` where it doesn't."""
    sentence = _first_sentence(text)
    after_name = re.sub(
        rf"^{_HONORIFIC}{re.escape(name)}\s*(?:[(（][^()（）]*[)）])?,?\s*",
        "",
        sentence.lstrip("*_ "),
    )
    role = _ROLE.match(after_name)
    if not role:
        return "", ""
    rest = role["rest"].rstrip(".")
    if other := _OTHER_POST.search(rest, rest.find(" at ") + 1 if " at " in rest else 0):
        rest = rest[: other.start()]
    for preposition in (" at ", " with ", ", ", " in ", " of ", " for "):
        position, found, place = rest.partition(preposition)
        if found and (place[:1].isupper() or place.startswith("the ")):
            break
    else:
        position, place = rest, ""
    place = _END_OF_PLACE.split(place.removeprefix("the "), maxsplit=1)[0].strip(" ,")
    position = _END_OF_PLACE.split(position, maxsplit=1)[0].strip(" ,")
    if len(position) > 120 or len(place) > 250:
        return "", ""
    return position[:1].upper() + position[1:], place


def _first_sentence(text: str) -> str:
    for end in re.finditer(r"\.(?=\s+[\"“‘(]?[A-Z가-힣])", text):
        if not _ABBREVIATIONS.search(text[: end.end()]):
            return text[: end.end()]
    return text


def _works(text: str, findings: Findings, line: int | None) -> list[Work]:
    works: list[Work] = []
    for quoted in _QUOTED.finditer(text):
        title = (quoted[1] or quoted[2]).strip().rstrip(",.;").strip()
        if not title:
            continue
        publisher = year = ""
        if beside := _PUBLISHED_BY.match(text, quoted.end()):
            publisher, year = _publisher_and_year(beside[1])
        works.append(Work(title, publisher, year))
        shown = (
            f"{title} ({', '.join(filter(None, [publisher, year]))})"
            if publisher or year
            else title
        )
        sentence = text[: quoted.start()].rsplit(". ", 1)[-1]
        if _WRITES.search(sentence):
            findings.recognise("work", shown, "a title in quotation marks in the biography", line)
        else:
            findings.guess("work", shown, "quotation marks in the biography; is it a work?", line)
    return works


def _publisher_and_year(text: str) -> tuple[str, str]:
    """ "(Tide Press, 2031)" beside a title; a remark such as "(in Korean)" is neither."""
    year = _YEAR.search(text)
    publisher = _YEAR.sub("", text).strip(" ,;:")
    if publisher[:1].islower():
        publisher = ""
    return publisher, year[0] if year else ""
