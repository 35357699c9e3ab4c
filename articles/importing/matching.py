"""What a manuscript names, found in the directory; what is not found is said, and never lost."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.db.models import Q

from articles import body
from articles.models import Article
from publication.disclaimers import set_wording, wording
from publication.models import Disclaimer, Licence, Publication, Region, Section, Topic

if TYPE_CHECKING:
    from articles.importing.manuscript import Findings, Manuscript

__all__ = [
    "disclaimer",
    "doi",
    "licence",
    "publication",
    "regions",
    "section",
    "topics",
]

BY_THE_FILE = "named in the file"


def publication(manuscript: Manuscript, default: Publication, found: Findings) -> Publication:
    """The publication with the manuscript's ISSN, else the default one."""
    if not manuscript.issn:
        return default
    issn = manuscript.issn
    match = Publication.objects.filter(
        Q(issn_online=issn) | Q(issn_print=issn) | Q(issn_linking=issn)
    ).first()
    if match is None:
        found.object_to(
            f"No publication here has the ISSN {issn}.",
            f"The draft went to {default}: change it if that is wrong.",
        )
        return default
    found.recognise("publication", match.title, "by its ISSN")
    return match


def section(manuscript: Manuscript, found: Findings) -> Section | None:
    """The section named; else the first whose rules the text would pass."""
    if manuscript.section:
        named = Section.objects.filter(
            Q(slug=manuscript.section) | Q(name__iexact=manuscript.section)
        ).first()
        if named is not None:
            found.recognise("section", named.name, BY_THE_FILE)
            return named
        found.object_to(f"There is no section “{manuscript.section}”.", "Choose one in the admin.")
    words = body.word_count(manuscript.body_html)
    notes = bool(body.parse(manuscript.body_html).notes)
    for candidate in Section.objects.order_by("position", "pk"):
        if _fits(candidate, words=words, notes=notes, abstract=bool(manuscript.abstract)):
            found.guess("section", candidate.name, f"its rules admit a text of {words} words")
            return candidate
    found.miss("section", "choose the section it appears in.")
    return None


def _fits(section: Section, *, words: int, notes: bool, abstract: bool) -> bool:
    return (
        (section.min_words or 0) <= words <= (section.max_words or words)
        and (section.notes_allowed or not notes)
        and (abstract or not section.abstract_required)
    )


def topics(manuscript: Manuscript, found: Findings) -> tuple[list[Topic], list[str]]:
    """The topics named that exist, and the names of those that don't: they become keywords."""
    known, unknown = [], []
    for name in manuscript.topics:
        topic = Topic.objects.filter(Q(slug=name) | Q(name__iexact=name)).first()
        if topic is None:
            unknown.append(name)
            found.object_to(f"There is no topic “{name}”.", "It was kept as a keyword.")
        else:
            known.append(topic)
            found.recognise("topics", topic.name, BY_THE_FILE)
    return known, unknown


def regions(manuscript: Manuscript, found: Findings) -> list[Region]:
    known = []
    for name in manuscript.regions:
        region = Region.objects.filter(
            Q(code__iexact=name) | Q(slug=name) | Q(name__iexact=name)
        ).first()
        if region is None:
            found.object_to(f"There is no region “{name}”.", "Add it in the admin, then choose it.")
        else:
            known.append(region)
            found.recognise("regions", region.name, BY_THE_FILE)
    return known


def licence(manuscript: Manuscript, found: Findings) -> Licence | None:
    """The licence named; ``None`` lets the section's or the publication's apply."""
    if not manuscript.licence:
        return None
    named = Licence.objects.filter(
        Q(spdx__iexact=manuscript.licence)
        | Q(name__iexact=manuscript.licence)
        | Q(url=manuscript.licence)
    ).first()
    if named is None:
        found.object_to(f"There is no licence “{manuscript.licence}”.", "Choose one in the admin.")
    else:
        found.recognise("licence", named.spdx, BY_THE_FILE)
    return named


def doi(manuscript: Manuscript, publication: Publication, found: Findings) -> str:
    """The DOI the manuscript has, if it is one of ours to give and free."""
    if not manuscript.doi:
        return ""
    ours = publication.doi_prefix and manuscript.doi.startswith(f"{publication.doi_prefix}/")
    if ours and not Article.objects.filter(doi=manuscript.doi).exists():
        return manuscript.doi
    found.object_to(
        f"The DOI {manuscript.doi} cannot be this article's here.",
        f"It is {'taken' if ours else 'not under our prefix'}; it was left out.",
    )
    return ""


# --- the disclaimer -----------------------------------------------------------------------------


def disclaimer(manuscript: Manuscript, article: Article, found: Findings) -> Disclaimer | None:
    """The disclaimer with this wording, of any edition's; else a new one, proposed for it."""
    text = manuscript.disclaimer
    if not text:
        return None
    wanted = _comparable(text)
    for known in Disclaimer.objects.prefetch_related("editions"):
        spoken = {
            _comparable(wording(known, writers=writers, publication=article.publication))
            for writers in (1, 2)
            if known.editions.all()
        }
        if wanted in spoken:
            found.recognise("disclaimer", known.label, "by its wording")
            return known
    label = _free_label(f"From “{article.title}”"[:100])
    proposed = Disclaimer.objects.create(label=label)
    set_wording(proposed, _literal(text), "", None)
    found.guess("disclaimer", label, "its wording is new: proposed as a disclaimer of its own")
    return proposed


def _comparable(text: str) -> str:
    """A wording without what printing changes: case, spaces, kinds of quotation marks, a label."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"[‘’“”\"']", "'", folded)
    folded = re.sub(r"^\s*disclaimer\s*[:.–—-]?\s*", "", folded)
    return " ".join(folded.split()).rstrip(".")


def _literal(text: str) -> str:
    """Braces would be taken for variables."""
    return text.replace("{", "(").replace("}", ")")


def _free_label(wanted: str) -> str:
    label, number = wanted, 1
    while Disclaimer.objects.filter(label=label).exists():
        number += 1
        label = f"{wanted} ({number})"
    return label
