"""What an importer hands over: the manuscript, and a report of how it was understood."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

__all__ = [
    "FURNITURE",
    "ByLine",
    "Enclosed",
    "Finding",
    "Findings",
    "Manuscript",
    "MarginNote",
    "Missing",
    "Problem",
    "Reference",
    "Report",
    "Work",
]

FURNITURE = "page furniture"  # the field under which thrown-away lines are reported


@dataclass(frozen=True, slots=True)
class Work:
    """A selected work named in a biography. ``year`` has four digits or is empty."""

    title: str
    publisher: str = ""
    year: str = ""
    url: str = ""
    doi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByLine:
    """Somebody who signs.

    ``name`` is as printed; ``articles.importing.people.split_name`` takes it apart. ``name_order``
    is "given-first", "family-first" or "" where the manuscript doesn't say. ``biography`` is HTML
    of the body's subset: paragraphs. A ``collective`` has only its name and biography.
    """

    name: str
    role: str = "author"
    native_name: str = ""
    name_order: str = ""
    given_name: str = ""
    family_name: str = ""
    position: str = ""
    institution: str = ""
    orcid: str = ""
    biography: str = ""
    works: tuple[Work, ...] = ()
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the list of references; ``doi`` is bare and in lower case."""

    text: str
    doi: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A picture the file holds, at ``path``. Figures of the body name it by ``number``, from 1;
    the lead photo's is 0. ``credit`` is what its caption names."""

    number: int
    path: Path
    name: str
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A remark somebody wrote beside the words it is ``about``."""

    by: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """An article as found in a file. What wasn't found is empty.

    ``body_html`` is of the draft's body subset (``articles.body``). ``section``, ``topics``,
    ``regions`` and ``licence`` are as written in the file; ``photo_file`` is the lead photo's file
    name beside the manuscript. ``issn`` is canonical ("2049-3630") even if its check digit is
    wrong, which is then a problem of the report. Figures of the body name ``pictures``, not yet
    photos of the library.
    """

    title: str = ""
    subtitle: str = ""
    standfirst: str = ""
    abstract: str = ""
    body_html: str = ""
    authors: tuple[ByLine, ...] = ()
    language: str = ""
    slug: str = ""
    section: str = ""
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    photo_file: str = ""
    photo_alt: str = ""
    photo_credit: str = ""
    photo_caption: str = ""
    disclaimer: str = ""
    licence: str = ""
    funding: str = ""
    competing_interests: str = ""
    references: tuple[Reference, ...] = ()
    issn: str = ""
    doi: str = ""
    published_on: date | None = None
    source_url: str = ""
    pictures: tuple[Enclosed, ...] = ()
    comments: tuple[MarginNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found: ``how`` is a clause that says by which sign; ``line`` counts from 1."""

    field: str
    value: str
    how: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.field}: {self.value} ({self.how}{_at(self.line)})"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something an article needs and the file doesn't say."""

    field: str
    what_to_do: str

    def __str__(self) -> str:
        return f"{self.field}: {self.what_to_do}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that will not do as it is. Both texts are sentences."""

    what: str
    what_to_do: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"Line {self.line}: " if self.line else ""
        return f"{where}{self.what} {self.what_to_do}"


@dataclass(frozen=True, slots=True)
class Report:
    """How a file was understood. Page furniture thrown away is listed in ``recognised``."""

    recognised: tuple[Finding, ...] = ()
    guessed: tuple[Finding, ...] = ()
    missing: tuple[Missing, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def thrown_away(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.recognised if finding.field == FURNITURE)

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """The report as plain lists and dicts under the names of its four parts."""
        return {
            "recognised": [asdict(finding) for finding in self.recognised],
            "guessed": [asdict(finding) for finding in self.guessed],
            "missing": [asdict(missing) for missing in self.missing],
            "problems": [asdict(problem) for problem in self.problems],
        }

    @classmethod
    def from_json(cls, kept: dict[str, list[dict[str, Any]]]) -> Report:
        """The report that ``as_json`` wrote."""
        return cls(
            tuple(Finding(**finding) for finding in kept["recognised"]),
            tuple(Finding(**finding) for finding in kept["guessed"]),
            tuple(Missing(**missing) for missing in kept["missing"]),
            tuple(Problem(**problem) for problem in kept["problems"]),
        )


@dataclass(slots=True)
class Findings:
    """The report while it is being written."""

    recognised: list[Finding] = field(default_factory=list)
    guessed: list[Finding] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def continuing(cls, report: Report) -> Findings:
        """A report taken up again, to be added to."""
        return cls(
            list(report.recognised),
            list(report.guessed),
            list(report.missing),
            list(report.problems),
        )

    def recognise(self, field: str, value: str, how: str, line: int | None = None) -> None:
        self.recognised.append(Finding(field, value, how, line))

    def guess(self, field: str, value: str, how: str, line: int | None = None) -> None:
        self.guessed.append(Finding(field, value, how, line))

    def miss(self, field: str, what_to_do: str) -> None:
        self.missing.append(Missing(field, what_to_do))

    def object_to(self, what: str, what_to_do: str, line: int | None = None) -> None:
        self.problems.append(Problem(what, what_to_do, line))

    def throw_away(self, text: str, why: str, line: int | None = None) -> None:
        self.recognise(FURNITURE, text, f"thrown away: {why}", line)

    def report(self) -> Report:
        return Report(
            tuple(self.recognised), tuple(self.guessed), tuple(self.missing), tuple(self.problems)
        )


def _at(line: int | None) -> str:
    return f", line {line}" if line else ""
