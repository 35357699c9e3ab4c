"""The head of an article without markup: title, byline, date, standfirst, photo credit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from articles.importing.biographies import name_at_start
from articles.importing.bylines import SignedLine, signed_line
from articles.importing.credits import PhotoCredit, photo_credit
from articles.importing.headings import is_usual_heading, numbered_level
from articles.importing.manuscript import FURNITURE, ByLine, Findings, Manuscript
from articles.importing.passages import Passage, ends_a_sentence
from articles.importing.serials import date_in

__all__ = ["Head", "take_head"]

FARTHEST = 14  # passages in which a head is looked for
LONGEST_TITLE = 300  # characters
LONGEST_SENTENCE_AS_TITLE = 120
LONGEST_SUBTITLE = 160
LONGEST_STANDFIRST = 1_200
PARTS_OF_HEAD = {"title", "subtitle", "byline", "standfirst"}  # as styles call them
MOST_STANDFIRST_PARAGRAPHS = 3

_SECTION = re.compile(
    r"commentary|comment|analysis|policy brief|brief|interview|book review|review|opinion|essay"
    r"|report|research article|research|working paper|editorial|letters?|feature|perspectives?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Head:
    """What was found above the text. ``rest`` is the text."""

    title: str = ""
    subtitle: str = ""
    standfirst: str = ""
    section: str = ""
    authors: tuple[ByLine, ...] = ()
    credit: PhotoCredit | None = None
    published_on: date | None = None
    rest: list[Passage] = field(default_factory=list)

    def manuscript(self) -> Manuscript:
        """What the head says, without the byline, which biographies complete."""
        return Manuscript(
            title=self.title,
            subtitle=self.subtitle,
            standfirst=self.standfirst,
            section=self.section,
            photo_credit=self.credit.credit if self.credit else "",
            photo_caption=self.credit.caption if self.credit else "",
            published_on=self.published_on,
        )


def take_head(passages: Sequence[Passage], findings: Findings, known: Manuscript) -> Head:
    """The head of the article and the text after it.

    Where a photo credit stands near the beginning, all above it belongs to the head. Otherwise a
    short paragraph before a longer one is guessed to be the standfirst. What is ``known`` from
    elsewhere is not looked for; a line that only repeats it is taken away.
    """
    return _HeadReader(passages, findings, known).read()


class _HeadReader:
    def __init__(self, passages: Sequence[Passage], findings: Findings, known: Manuscript) -> None:
        self.passages = passages
        self.findings = findings
        self.known = known
        self.head = Head(
            title=known.title,
            subtitle=known.subtitle,
            standfirst=known.standfirst,
            section=known.section,
            published_on=known.published_on,
        )
        self.taken: set[int] = set()
        self.texts: list[int] = []  # places of paragraphs that may be the standfirst
        self.credit_at: int | None = None

    def read(self) -> Head:
        for index in range(self._end()):
            self._look_at(index)
        if not self.head.standfirst:
            self._take_standfirst()
        self.head.rest = [p for i, p in enumerate(self.passages) if i not in self.taken]
        return self.head

    def _end(self) -> int:
        """Where the head ends: after the credit, or else at the first heading or long paragraph.

        What a style calls a part of the head belongs to it.
        """
        named = [i for i, p in enumerate(self.passages[:FARTHEST]) if p.meant in PARTS_OF_HEAD]
        return max(self._end_by_words(), named[-1] + 1 if named else 0)

    def _end_by_words(self) -> int:
        end = None
        for index, passage in enumerate(self.passages[:FARTHEST]):
            if not self._could_be_head(index, passage):
                return index if end is None else end
            if photo_credit(passage.text) and not self.known.photo_credit:
                self.credit_at = index
                return index + 1
            is_long = ends_a_sentence(passage.text) and len(passage.text) > LONGEST_SUBTITLE
            if end is None and index and is_long and not self._repeats(passage):
                end = index
        return min(len(self.passages), FARTHEST) if end is None else end

    def _could_be_head(self, index: int, passage: Passage) -> bool:
        if not passage.is_paragraph:
            return self._repeats(passage)
        begins_the_text = numbered_level(passage.text) or is_usual_heading(passage.text)
        return not index or not begins_the_text

    def _look_at(self, index: int) -> None:
        passage = self.passages[index]
        if self._repeats(passage):
            self._take(index)
            how = "thrown away: it repeats what the page or its front matter says elsewhere"
            self.findings.recognise(FURNITURE, passage.text, how, passage.line)
        elif passage.meant in PARTS_OF_HEAD and self._take_named(index):
            pass
        elif (credit := photo_credit(passage.text)) and not self.known.photo_credit:
            self._take_credit(index, credit)
        elif day := self._day(passage):
            self._take(index)
            self.head.published_on = day
            how = f"the line “{passage.text}”"
            self.findings.recognise("published_on", day.isoformat(), how, passage.line)
        elif signed := self._signed(index):
            self._take_names(index, signed)
        elif self._is_section(passage):
            self._take(index)
            self.head.section = passage.text
            how = "a known kind of article above the title"
            self.findings.recognise("section", passage.text, how, passage.line)
        elif not self.head.title:
            self._take_title(index)
        elif self._is_subtitle(index):
            self._take(index)
            self.head.subtitle = passage.text
            how = "a short line under the title"
            self.findings.guess("subtitle", passage.text, how, passage.line)
        else:
            self.texts.append(index)

    def _take(self, index: int) -> None:
        self.taken.add(index)

    def _take_named(self, index: int) -> bool:
        """Take a passage for what its style calls it; False if that place is taken."""
        passage = self.passages[index]
        how = f"its style is that of a {passage.meant}"
        if passage.meant == "byline":
            signed = None if self.known.authors else signed_line(passage.text)
            if signed is not None:
                self._take_names(index, signed, how)
            return signed is not None
        if getattr(self.head, passage.meant):
            return False
        self._take(index)
        setattr(self.head, passage.meant, passage.text)
        self.findings.recognise(passage.meant, passage.text, how, passage.line)
        return True

    def _repeats(self, passage: Passage) -> bool:
        """Whether the passage says only what is known from elsewhere."""
        known = self.known
        if _same(passage.text, known.title, known.subtitle, known.standfirst, known.section):
            return True
        credit = photo_credit(passage.text)
        if credit and not credit.caption and _same(credit.credit, known.photo_credit):
            return True
        if known.published_on and date_in(passage.text) == known.published_on:
            return True
        signed = signed_line(passage.text) if known.authors else None
        names = [author.name for author in known.authors]
        return signed is not None and all(_same(author.name, *names) for author in signed.authors)

    def _day(self, passage: Passage) -> date | None:
        return None if self.head.published_on else date_in(passage.text)

    def _is_section(self, passage: Passage) -> bool:
        unset = not self.head.section and not self.head.title
        return unset and bool(_SECTION.fullmatch(passage.text))

    def _take_credit(self, index: int, credit: PhotoCredit) -> None:
        self._take(index)
        self.head.credit = credit
        line = self.passages[index].line
        how = f"the line that begins “{credit.label}”"
        if credit.caption:
            how = f"“{credit.label}” after a caption"
            self.findings.recognise("photo_caption", credit.caption, "before the credit", line)
        self.findings.recognise("photo_credit", credit.credit, how, line)

    # --- byline ---

    def _signed(self, index: int) -> SignedLine | None:
        if self.known.authors or not self.passages[index].is_paragraph:
            return None
        signed = signed_line(self.passages[index].text)
        if signed and not signed.sign and not self._is_bare_byline(index, signed):
            return None
        return signed

    def _is_bare_byline(self, index: int, signed: SignedLine) -> bool:
        """A line of names without a sign: after the title, or described at the end of the text."""
        ending = [p for p in self.passages[-FARTHEST:] if p is not self.passages[index]]
        described = all(
            any(name_at_start(passage.text, [author.name]) for passage in ending)
            for author in signed.authors
        )
        return described or bool(self.head.title and index and index - 1 in self.taken)

    def _take_names(self, index: int, signed: SignedLine, named: str = "") -> None:
        passage = self.passages[index]
        self._take(index)
        self.head.authors += signed.authors
        how = named or f"{signed.sign or 'a line of names only'}: “{passage.text}”"
        note = self.findings.recognise if signed.sign or named else self.findings.guess
        for author in signed.authors:
            note("author", author.name, how, passage.line)

    # --- title, subtitle, standfirst ---

    def _take_title(self, index: int) -> None:
        passage = self.passages[index]
        is_sentence = ends_a_sentence(passage.text.rstrip("?!…"))
        longest = LONGEST_SENTENCE_AS_TITLE if is_sentence else LONGEST_TITLE
        is_all_there_is = is_sentence and len(self.passages) == 1
        named = any(other.meant == "title" for other in self.passages[:FARTHEST])
        unfit = len(passage.text) > longest or is_all_there_is or not passage.is_plain
        if self.texts or named or unfit:
            self.texts.append(index)
            return
        self._take(index)
        self.head.title = passage.text
        how = "the first line that is neither byline nor furniture"
        note = self.findings.guess if is_sentence else self.findings.recognise
        note("title", passage.text, how, passage.line)

    def _is_subtitle(self, index: int) -> bool:
        text = self.passages[index].text
        return (
            not self.head.subtitle
            and not self.texts
            and index + 1 < len(self.passages)
            and self.passages[index].is_plain
            and len(text) <= LONGEST_SUBTITLE
            and not ends_a_sentence(text)
            and not re.match(r"[•·●▪*–—-]\s|\(?\w{1,3}[.)]\s", text)
        )

    def _take_standfirst(self) -> None:
        texts = [self.passages[i] for i in self.texts]
        standfirst = " ".join(passage.text for passage in texts)
        if self.credit_at is None or not texts or not all(p.is_plain for p in texts):
            self._guess_standfirst()
        elif len(texts) <= MOST_STANDFIRST_PARAGRAPHS and len(standfirst) <= LONGEST_STANDFIRST:
            self.taken.update(self.texts)
            self.head.standfirst = standfirst
            how = "between title and photo credit"
            self.findings.recognise("standfirst", standfirst, how, texts[0].line)

    def _guess_standfirst(self) -> None:
        left = [i for i in range(len(self.passages)) if i not in self.taken][:3]
        if not self.head.title or len(left) < 3:
            return
        first, second, _ = (self.passages[i] for i in left)
        words = len(first.text.split())
        if (
            first.is_plain
            and second.is_paragraph
            and 8 <= words <= 60
            and re.search(r"[.?!…][\"”’)]*$", first.text)
            and len(second.text) >= len(first.text) * 1.5
            and not re.match(r"[•·●▪*–—-]\s|\(?\w{1,3}[.)]\s", first.text)
        ):
            self._take(left[0])
            self.head.standfirst = first.text
            how = "a short paragraph under the title, before a longer one"
            self.findings.guess("standfirst", first.text, how, first.line)


def _same(text: str, *known: str) -> bool:
    bare = _bare(text)
    return bool(bare) and any(bare == _bare(other) for other in known)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
