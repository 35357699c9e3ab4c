"""Which serial the site speaks for."""

from publication.models import Publication

__all__ = ["default_publication"]


def default_publication() -> Publication | None:
    """The default publication with its licence and disclaimer; else the oldest; None if none."""
    publications = Publication.objects.select_related("licence", "disclaimer")
    return publications.order_by("-is_default", "pk").first()
