"""A file of a word processor (.docx, .odt): what the reading process answers, recognised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from articles.body.blocks import Block, Figure, Heading, Note, Paragraph, Run
from articles.body.inlines import text_of, tidy
from articles.body.measuring import block_text
from articles.body.reading import read
from articles.importing.credits import photo_credit
from articles.importing.decoding import Unreadable, UnreadableManuscript
from articles.importing.furniture import comes_from_a_page
from articles.importing.languages import guess_language
from articles.importing.manuscript import Enclosed, Findings, Manuscript, MarginNote, Report
from articles.importing.office.child import read_in_child
from articles.importing.office.refusing import Refused
from articles.importing.passages import Passage
from articles.importing.recognising import Layout, recognise
from articles.importing.wanting import note_what_is_missing

__all__ = ["LARGEST_WORD_FILE", "is_word_file", "read_word_file"]

MEGABYTE = 1024 * 1024
LARGEST_WORD_FILE = 50 * MEGABYTE

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LONG = 120  # characters: a paragraph of text, no line of the head
_HEAD = 14  # passages in which a picture may be the lead photo


def is_word_file(data: bytes) -> bool:
    """Whether the bytes are a word processor's, or an archive's, by how they begin."""
    return data.startswith((_ZIP, _OLE))


def read_word_file(data: bytes, name: str, folder: Path) -> tuple[Manuscript, Report]:
    """The manuscript in a .docx or .odt. Its pictures are left in ``folder``, which is empty.

    Raises ``UnreadableManuscript``.
    """
    _refuse_what_is_no_package(data, name)
    file = folder / "manuscript"
    file.write_bytes(data)
    try:
        answer = read_in_child(file, folder)
    except Refused as refused:
        raise UnreadableManuscript(
            name, Unreadable.NOT_TEXT, refused.what, refused.what_to_do
        ) from refused
    finally:
        file.unlink()
    findings = Findings()
    findings.recognise("form", answer["form"], f"what the file {name} holds")
    return _recognised(answer, findings, folder)


def _refuse_what_is_no_package(data: bytes, name: str) -> None:
    if len(data) > LARGEST_WORD_FILE:
        raise UnreadableManuscript(
            name,
            Unreadable.TOO_LARGE,
            f"The file has {len(data) / MEGABYTE:,.0f} MB; at most {LARGEST_WORD_FILE // MEGABYTE} "
            "MB are read.",
            "Compress its pictures in the word processor, or remove them.",
        )
    if not data.startswith(_OLE):
        return
    if _ENCRYPTED in data:
        what = "The file is protected by a password."
        what_to_do = "Open it in Word, remove the password, save it, and import that."
    else:
        what = "The file is an old Word document (.doc)."
        what_to_do = "Open it in Word or LibreOffice, save it as .docx, and import that."
    raise UnreadableManuscript(name, Unreadable.NOT_TEXT, what, what_to_do)


def _recognised(
    answer: dict[str, Any], findings: Findings, folder: Path
) -> tuple[Manuscript, Report]:
    _tell(answer, findings)
    passages = list(_passages(answer))
    pictures = {
        each["number"]: Enclosed(
            each["number"], folder / PurePosixPath(each["file"]).name, each["name"], each["alt"]
        )
        for each in answer["pictures"]
    }
    _name_by_properties(passages, answer)
    passages, lead, caption = _without_lead(passages, pictures, findings)
    passages = _with_credits(passages, pictures)
    comments = tuple(MarginNote(**each) for each in answer["comments"])
    known = Manuscript(
        language=_language(answer["language"], passages, findings),
        photo_caption=caption,
        photo_credit=lead.credit if lead else "",
        photo_alt=lead.alt if lead else "",
        keywords=tuple(answer["keywords"]),
        pictures=tuple(pictures.values()),
        comments=comments,
    )
    for comment in comments:
        about = f"beside “{_shortened(comment.about)}”" if comment.about else "in the margin"
        findings.recognise("comment", comment.text, f"{about}, by {comment.by or 'somebody'}")
    marks_headings = any(isinstance(passage.block, Heading) for passage in passages)
    layout = Layout(marks_headings=marks_headings, has_furniture=comes_from_a_page(passages))
    manuscript = recognise(_with_plain_title(passages), known, findings, layout)
    if not manuscript.authors and answer["author"]:
        findings.guess("author", answer["author"], "the file's properties; add them if they sign")
    note_what_is_missing(manuscript, findings)
    return manuscript, findings.report()


def _tell(answer: dict[str, Any], findings: Findings) -> None:
    for words, why in answer["dropped"]:
        findings.throw_away(words, why)
    for name, value, how in answer["guessed"]:
        findings.guess(name, value, how)
    for what, what_to_do in answer["problems"]:
        findings.object_to(what, what_to_do)


def _passages(answer: dict[str, Any]) -> Iterator[Passage]:
    for part in answer["parts"]:
        for block in read(part["html"]):
            yield Passage(block_text(block), block, meant=part["meant"])


def _name_by_properties(passages: list[Passage], answer: dict[str, Any]) -> None:
    """A line of the head that the file's properties repeat is what they say it is."""
    named = {passage.meant for passage in passages}
    for meant in ("title", "byline"):
        said = answer["author" if meant == "byline" else meant].casefold()
        for index, passage in enumerate(passages[:6]):
            alike = said and passage.text.casefold() == said
            if alike and meant not in named and passage.is_paragraph and not passage.meant:
                passages[index] = replace(passage, meant=meant)
                break


# --- pictures -------------------------------------------------------------------------------


def _without_lead(
    passages: list[Passage], pictures: dict[int, Enclosed], findings: Findings
) -> tuple[list[Passage], Enclosed | None, str]:
    """The passages without the picture above the text, which is the lead photo; its caption."""
    for index, passage in enumerate(passages[:_HEAD]):
        figure = passage.block
        if isinstance(figure, Figure) and figure.photo in pictures:
            found = pictures.pop(figure.photo)
            if any(_names(other, found.number) for other in passages[index + 1 :]):
                pictures[found.number] = found
                break
            credit, caption = _credit_and_caption(figure)
            lead = pictures[0] = replace(found, number=0, credit=credit)
            findings.recognise("lead_photo", lead.name, "a picture above the text")
            if credit:
                findings.recognise("photo_credit", credit, "the caption of that picture")
            return [*passages[:index], *passages[index + 1 :]], lead, caption
        is_text = passage.is_paragraph and len(passage.text) > _LONG
        if isinstance(passage.block, Heading) or (is_text and passage.meant != "standfirst"):
            break
    return passages, None, ""


def _names(passage: Passage, number: int) -> bool:
    return isinstance(passage.block, Figure) and passage.block.photo == number


def _with_credits(passages: list[Passage], pictures: dict[int, Enclosed]) -> list[Passage]:
    """The credit that a figure's caption names goes with the picture."""
    kept = []
    for passage in passages:
        figure = passage.block
        if isinstance(figure, Figure) and (enclosed := pictures.get(figure.photo)):
            credit, caption = _credit_and_caption(figure)
            if credit:
                pictures[figure.photo] = replace(enclosed, credit=credit)
                content = (Run(caption),) if caption else ()
                kept.append(replace(passage, text=caption, block=replace(figure, caption=content)))
                continue
        kept.append(passage)
    return kept


def _credit_and_caption(figure: Figure) -> tuple[str, str]:
    words = text_of(figure.caption)
    found = photo_credit(words)
    return (found.credit, found.caption) if found else ("", words)


# --- the title's notes ----------------------------------------------------------------------


def _with_plain_title(passages: list[Passage]) -> list[Passage]:
    """A title holds no note: the author's thanks go to the end of the first paragraph of text."""
    carried: list[Note] = []
    kept: list[Passage] = []
    for passage in passages:
        block: Block = passage.block
        if passage.meant in {"title", "subtitle", "byline"} and isinstance(block, Paragraph):
            carried += [inline for inline in block.content if isinstance(inline, Note)]
            plain = tidy(inline for inline in block.content if not isinstance(inline, Note))
            kept.append(replace(passage, block=Paragraph(plain)))
        elif carried and passage.is_paragraph and len(passage.text) > _LONG and not passage.meant:
            content = block.content if isinstance(block, Paragraph) else ()
            kept.append(replace(passage, block=Paragraph((*content, *carried))))
            carried = []
        else:
            kept.append(passage)
    return kept + [Passage(text_of(n.content), Paragraph(n.content)) for n in carried]


def _language(tag: str, passages: list[Passage], findings: Findings) -> str:
    """The language most words are marked with, unless their script says otherwise."""
    said = tag.partition("-")[0].lower()
    by_script = guess_language(" ".join(passage.text for passage in passages))
    if len(said) != 2 or said in _OTHER_SCRIPTS or by_script != "en":
        return ""
    findings.recognise("language", said, f"most words are marked as {tag}")
    return said


_OTHER_SCRIPTS = {"ko", "ja", "zh", "ru", "uk", "ar", "fa", "he", "th", "hi", "el", "bn", "ta"}


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
