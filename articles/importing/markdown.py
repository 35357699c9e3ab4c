"""Markdown (CommonMark with tables and notes), with or without front matter.

Front matter is YAML between two lines "---" at the beginning. All keys are optional::

    ---
    title: Tides of Trade
    subtitle: …
    standfirst: …              the paragraph under the title
    abstract: …
    authors:                   or one line: "authors: Mina Seo and Jo Lind"
      - name: Mina Seo         or given_name and family_name
        native_name: 서미나
        name_order: family-first     or given-first
        role: author           or translator, interviewer…
        title: Professor       also "position"
        affiliation: Institute of Tides    also "institution"
        orcid: 0000-0002-1825-0097
        biography: Mina Seo studies *tides*.       Markdown
        works:
          - Tides and Ports (Tide Press, 2031)     title (publisher, year)
          - {title: Winds, publisher: Tide Press, year: 2030, url: …, doi: …}
    section: Analysis
    topics: [Trade, Oceans]
    regions: [KR, JP]          names or codes
    keywords: [ports, tides]
    language: en
    slug: tides-of-trade
    photo: harbour.jpg         the lead photo, a file beside this one
    alt: …                     what the photo shows
    credit: …                  who must be named
    caption: …
    licence: CC-BY-4.0
    disclaimer: …
    funding: …
    competing_interests: …
    references: [Seo, M. (2031)…, …]       better as a list of lines with "- "
                               or {text: …, doi: …, url: …}
    date: 2031-03-28           when it appeared
    issn: 2049-3630
    doi: 10.5555/abc.123
    source: https://…          where it was taken from
    ---

In the text, ``[^1]`` is a note whose words stand on a line ``[^1]: …``; ``1)`` numbers a list in
brackets. Raw HTML is text. Without a title in the front matter the first heading is the title;
if the text uses headings of level 1 below it, all are put one level down. A picture before the
text is the lead photo; others are reported, as pictures are added in the library.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from articles.body.measuring import block_text
from articles.body.reading import read
from articles.importing.front_matter import split_front_matter
from articles.importing.front_matter_fields import manuscript_of
from articles.importing.manuscript import Findings, Manuscript, Report
from articles.importing.markdown_notes import NoteTexts, take_note_texts
from articles.importing.markdown_pictures import take_pictures
from articles.importing.markdown_rendering import Rendering
from articles.importing.passages import Passage
from articles.importing.recognising import Layout, recognise
from articles.importing.wanting import note_what_is_missing

__all__ = ["read_markdown"]


def read_markdown(text: str) -> tuple[Manuscript, Report]:
    """The manuscript a Markdown file is."""
    findings = Findings()
    front = split_front_matter(text, findings)
    known = manuscript_of(front.values, findings, Rendering({}).html)
    notes = take_note_texts(front.rest, first_line=front.first_line)
    rendering = Rendering(notes.texts)
    tokens = rendering.tokens(notes.rest)
    known = take_pictures(tokens, known, findings, first_line=front.first_line)
    known, tokens = _take_title(tokens, known, findings, front.first_line)
    _put_below_the_title(tokens)
    passages = list(_passages(tokens, rendering, front.first_line))
    passages += _unused_notes(notes, rendering, findings)
    layout = Layout(has_head=not front.values, marks_headings=True, has_furniture=False)
    manuscript = recognise(passages, known, findings, layout)
    note_what_is_missing(manuscript, findings)
    return manuscript, findings.report()


def _take_title(
    tokens: list[Token], known: Manuscript, findings: Findings, first_line: int
) -> tuple[Manuscript, list[Token]]:
    """The heading the text begins with as title, if none is known, and the tokens without it."""
    blocks = [index for index, token in enumerate(tokens) if token.level == 0]
    start = next((i for i in blocks if _holds_something(tokens, i)), None)
    if start is None or tokens[start].type != "heading_open":
        return known, tokens
    heading = tokens[start + 1]
    words = " ".join(child.content for child in heading.children or ()).split()
    title = " ".join(words)
    line = heading.map[0] + first_line if heading.map else None
    rest = [*tokens[:start], *tokens[start + 3 :]]
    if known.title and known.title.casefold() != title.casefold():
        return known, tokens
    if known.title:
        findings.throw_away(title, "it repeats the title", line)
        return known, rest
    findings.recognise("title", title, "the first heading", line)
    return replace(known, title=title), rest


def _holds_something(tokens: Sequence[Token], index: int) -> bool:
    """Whether the block that begins there isn't a paragraph left empty by its picture."""
    return tokens[index].type != "paragraph_open" or bool(tokens[index + 1].children)


def _put_below_the_title(tokens: Sequence[Token]) -> None:
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    if any(token.tag == "h1" for token in headings):
        for token in headings:
            token.tag = f"h{int(token.tag[1]) + 1}"


def _passages(tokens: Sequence[Token], rendering: Rendering, first_line: int) -> Iterator[Passage]:
    """One passage for each block of the outermost level."""
    begin, depth = 0, 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth:
            continue
        group = tokens[begin : index + 1]
        line = group[0].map[0] + first_line if group[0].map else None
        for block in read(rendering.rendered(group)):
            yield Passage(block_text(block), block, line)
        begin = index + 1


def _unused_notes(notes: NoteTexts, rendering: Rendering, findings: Findings) -> list[Passage]:
    """Notes nothing refers to, as paragraphs at the end, and references to none, reported."""
    for label in dict.fromkeys(rendering.unknown):
        what = f"The note [^{label}] has no text."
        findings.object_to(what, f"Write it on a line that begins with “[^{label}]:”.")
    passages: list[Passage] = []
    for label in rendering.unused():
        line = notes.lines[label]
        what = f"Nothing in the text refers to the note [^{label}]; it stands at the end."
        findings.object_to(what, "Put it where it belongs.", line)
        blocks = read(rendering.html(notes.texts[label]))
        passages.extend(Passage(block_text(block), block, line) for block in blocks)
    return passages
