"""Which serial the site speaks for."""

from publication.models import Publication

__all__ = ["default_publication"]


def default_publication(*related: str) -> Publication | None:
    """The default publication with its licence and disclaimer; else the oldest; None if none.

    `related` names what else is read in the same query.
    """
    publications = Publication.objects.select_related("licence", "disclaimer", *related)
    return publications.order_by("-is_default", "pk").first()
