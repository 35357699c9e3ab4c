"""What an article needs and a manuscript didn't say."""

from __future__ import annotations

from articles.importing.manuscript import Findings, Manuscript

__all__ = ["note_what_is_missing"]

_NEEDED = {
    "title": "No title was found. Give the article one.",
    "authors": "Nobody signs. Add who wrote it to the byline.",
    "standfirst": "No standfirst was found. Write the paragraph that stands under the title.",
    "body_html": "There is no text. Look whether this is the right file.",
    "photo_credit": "No photo credit was found. Choose a lead photo and say who must be named.",
    "disclaimer": "No disclaimer was found. The section's or the publication's will be printed.",
    "issn": "No ISSN was found. The publication's will be printed.",
}
_CALLED = {"authors": "author", "body_html": "body"}


def note_what_is_missing(manuscript: Manuscript, findings: Findings) -> None:
    """Report each needed thing the manuscript lacks, with what to do about it."""
    for name, what_to_do in _NEEDED.items():
        if not getattr(manuscript, name):
            findings.miss(_CALLED.get(name, name), what_to_do)
    for author in manuscript.authors:
        if not author.biography and not author.collective:
            findings.miss(
                "biography",
                f"No biography of {author.name} was found. The profile's will be printed.",
            )
