"""Plain text, typed or saved from a page."""

from __future__ import annotations

from articles.importing.manuscript import Findings, Manuscript, Report
from articles.importing.passages import of_lines
from articles.importing.recognising import Layout, recognise
from articles.importing.wanting import note_what_is_missing

__all__ = ["read_plain_text"]


def read_plain_text(text: str) -> tuple[Manuscript, Report]:
    """The manuscript a plain text is. Everything is told by position, labels and wording."""
    findings = Findings()
    manuscript = recognise(of_lines(text), Manuscript(), findings, Layout())
    note_what_is_missing(manuscript, findings)
    return manuscript, findings.report()
