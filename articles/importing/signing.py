"""Who signs a manuscript: matched with the profiles, or given one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db.models import Q

from articles.importing.people import PersonName, split_name
from articles.models import Article, Contribution, Role
from authors.identifiers import InvalidOrcid, normalise_orcid
from authors.models import Affiliation, Author, Organisation, SelectedWork
from editing.richtext import clean_simple, to_plain
from editing.slugs import save_under_free_slug

if TYPE_CHECKING:
    from articles.importing.manuscript import ByLine, Findings

__all__ = ["sign"]


def sign(article: Article, line: ByLine, *, position: int, found: Findings) -> None:
    """Add a line to the byline. What the manuscript says of a known author is kept in the line."""
    role = line.role if line.role in Role.values else Role.AUTHOR
    if line.collective:
        Contribution.objects.create(
            article=article,
            position=position,
            role=role,
            collective_name=line.name,
            affiliation=line.institution,
            biography=clean_simple(line.biography),
        )
        found.recognise("author", line.name, "a collective: it signs without a profile")
        return
    name = _name(line)
    orcid = _orcid(line, found)
    author = _match(name, orcid, found)
    contribution = Contribution(article=article, position=position, role=role)
    if author is None:
        author = _new_profile(line, name, orcid)
        found.recognise("author", author.display_name, "new: a profile was made")
        if name.guessed:
            found.guess("family_name", name.family_name, f"which part of “{line.name}” it is")
    else:
        _keep_what_differs(contribution, author, line)
    contribution.author = author
    contribution.save()


def _name(line: ByLine) -> PersonName:
    if not line.family_name:
        return split_name(line.name)
    return PersonName(
        line.given_name, line.family_name, line.name_order or "given-first", line.native_name
    )


def _orcid(line: ByLine, found: Findings) -> str:
    if not line.orcid:
        return ""
    try:
        return normalise_orcid(line.orcid)
    except InvalidOrcid as error:
        found.object_to(f"{line.name}: {error}", "The iD was left out.")
        return ""


def _match(name: PersonName, orcid: str, found: Findings) -> Author | None:
    """The one profile of this ORCID iD or name. Several of a name: the oldest, and it is said."""
    if orcid and (author := Author.objects.filter(orcid=orcid).first()):
        found.recognise("author", author.display_name, "by the ORCID iD")
        return author
    same_name = Q(given_name__iexact=name.given_name, family_name__iexact=name.family_name)
    if name.native_name:
        same_name |= Q(native_name=name.native_name)
    # Another iD is another person.
    namesakes = list(Author.objects.filter(same_name).exclude(_another_id(orcid)).order_by("pk"))
    if not namesakes:
        return None
    author = namesakes[0]
    if len(namesakes) > 1:
        found.guess("author", author.display_name, f"one of {len(namesakes)} of this name")
    else:
        found.recognise("author", author.display_name, "by the name")
    return author


def _another_id(orcid: str) -> Q:
    return ~Q(orcid="") & ~Q(orcid=orcid) if orcid else Q(pk=None)


def _new_profile(line: ByLine, name: PersonName, orcid: str) -> Author:
    author = Author(
        given_name=name.given_name,
        family_name=name.family_name,
        name_order=name.name_order or "given-first",
        suffix=name.suffix,
        native_name=line.native_name or name.native_name,
        orcid=orcid,
        title=line.position,
        biography=clean_simple(line.biography),
    )
    save_under_free_slug(author, author.display_name)
    if line.institution:
        organisation = Organisation.objects.filter(name__iexact=line.institution).first()
        organisation = organisation or Organisation.objects.create(name=line.institution)
        Affiliation.objects.create(author=author, organisation=organisation, role=line.position)
    SelectedWork.objects.bulk_create(
        SelectedWork(
            author=author,
            position=position,
            title=work.title,
            publisher=work.publisher,
            year=int(work.year) if work.year else None,
            url=work.url,
            doi=work.doi,
        )
        for position, work in enumerate(line.works)
    )
    return author


def _keep_what_differs(contribution: Contribution, author: Author, line: ByLine) -> None:
    """What this manuscript says otherwise than the profile is printed with this article."""
    if line.biography and to_plain(line.biography) != to_plain(author.biography):
        contribution.biography = clean_simple(line.biography)
    posts = list(author.affiliations.select_related("organisation"))
    if line.institution and line.institution not in {post.organisation.name for post in posts}:
        contribution.affiliation = line.institution
    if line.position and line.position not in {author.title, *(post.role for post in posts)}:
        contribution.title = line.position
    if {work.title for work in line.works} - set(author.works.values_list("title", flat=True)):
        contribution.works = [asdict(work) for work in line.works]
