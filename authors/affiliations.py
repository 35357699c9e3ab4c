"""Where an author works on a given day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from authors.models import Affiliation, Author

__all__ = ["current_affiliations", "current_affiliations_of"]


def current_affiliations_of(authors: Iterable[Author], *, on: date) -> dict[int, list[Affiliation]]:
    """By the author's primary key: what is in force that day, first position first. One query.

    An affiliation without a beginning or end has always begun or never ended. Organisations
    and their disclaimers come along.
    """
    found: dict[int, list[Affiliation]] = {author.pk: [] for author in authors}
    in_force = (
        Affiliation.objects.filter(author__in=found)
        .filter(Q(started__isnull=True) | Q(started__lte=on))
        .filter(Q(ended__isnull=True) | Q(ended__gte=on))
        .select_related("organisation__disclaimer")
    )
    for affiliation in in_force:
        found[affiliation.author_id].append(affiliation)
    return found


def current_affiliations(author: Author, on: date) -> list[Affiliation]:
    """What is in force that day, first position first."""
    return current_affiliations_of([author], on=on)[author.pk]
