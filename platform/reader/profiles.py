"""An author's profile as readers see it: copied field by field, so that nothing else gets out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from authors.models import Affiliation, Author
from editing.richtext import to_plain
from photos.models import Photo
from reader.templatetags.reading import rich
from record.document import Photograph
from renderings.escaping import safe_link
from renderings.identifiers import doi_url, orcid_url, ror_url
from renderings.languages import script_language
from renderings.profile_jsonld import Person

__all__ = ["Post", "Profile", "Work", "described", "native_name", "profile"]


@dataclass(frozen=True)
class Post:
    """An affiliation. ``years`` is ``2019–2023``, ``since 2019``, ``until 2023`` or nothing."""

    role: str
    organisation: str
    href: str
    years: str
    over: bool


@dataclass(frozen=True)
class Work:
    title: str
    publisher: str
    year: int | None
    href: str


@dataclass(frozen=True)
class Profile:
    """Empty text and tuples where nothing is known; ``biography`` is rich text to be cleaned."""

    slug: str
    name: str
    given_name: str
    family_name: str
    native_name: str
    native_language: str
    title: str
    orcid: str
    orcid_href: str
    biography: str
    portrait: Photograph | None
    posts: tuple[Post, ...]
    works: tuple[Work, ...]
    links: tuple[tuple[str, str], ...]


def profile(row: Author) -> Profile:
    """The profile of a row with its portrait: three more queries."""
    posts = [_post(each) for each in row.affiliations.select_related("organisation")]
    native = native_name(row)
    return Profile(
        slug=row.slug,
        name=row.display_name,
        given_name=row.given_name,
        family_name=row.family_name,
        native_name=native,
        native_language=script_language(native, ""),
        title=row.title,
        orcid=row.orcid,
        orcid_href=orcid_url(row.orcid),
        biography=row.biography,
        portrait=_portrait(row.portrait) if row.portrait and not row.portrait.withheld else None,
        posts=tuple(_lasting_first(posts)),
        works=tuple(
            Work(work.title, work.publisher, work.year, doi_url(work.doi) or safe_link(work.url))
            for work in row.works.all()
        ),
        links=tuple(
            (each.label, link) for each in row.links.all() if (link := safe_link(each.url))
        ),
    )


def native_name(row: Author) -> str:
    """The name in its own script; empty if that is how it is printed anyway."""
    return row.native_name if row.native_name != row.display_name else ""


def described(shown: Profile) -> Person:
    """The profile as catalogues are told of it."""
    return Person(
        slug=shown.slug,
        name=shown.name,
        given_name=shown.given_name,
        family_name=shown.family_name,
        native_name=shown.native_name,
        title=shown.title,
        biography=to_plain(rich(shown.biography)),
        orcid=shown.orcid_href,
        affiliations=[(post.organisation, post.href) for post in shown.posts if not post.over],
        links=[address for _, address in shown.links],
        portrait=shown.portrait,
    )


def _post(row: Affiliation) -> Post:
    return Post(
        role=row.role,
        organisation=row.organisation.name,
        href=safe_link(row.organisation.website) or ror_url(row.organisation.ror),
        years=_years(row),
        over=row.ended is not None,
    )


def _years(row: Affiliation) -> str:
    if row.started and row.ended:
        first, last = row.started.year, row.ended.year
        return f"{first}–{last}" if first != last else str(first)
    if row.started:
        return f"since {row.started.year}"
    return f"until {row.ended.year}" if row.ended else ""


def _lasting_first(posts: Iterable[Post]) -> list[Post]:
    """Those that last before those that are over, each as the profile orders them."""
    return sorted(posts, key=lambda post: post.over)


def _portrait(row: Photo) -> Photograph:
    return Photograph(
        sha256=row.sha256,
        width=row.width,
        height=row.height,
        alt_text=row.alt_text,
        credit_line=row.credit_line,
        cropping_allowed=row.cropping_allowed,
    )
