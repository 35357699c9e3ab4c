"""Keeps, beside each body, which photos of the library it places."""

from articles import body
from articles.models import Article, Placement
from photos.models import Photo

__all__ = ["keep_placements"]


def keep_placements(article: Article) -> None:
    """Bring an article's placements in line with its body, in the transaction that saves it.

    The photos are locked, so that none is deleted between this look and the end of the save; one
    that is gone already is left out, and the checklist says that it is missing.
    """
    named = set(body.photo_ids(article.body))
    before = set(article.placements.values_list("photo", flat=True))
    if named == before:
        return
    locked = Photo.objects.select_for_update(of=("self",)).filter(pk__in=named).order_by("pk")
    held = {photo.pk for photo in locked.only("pk")}
    article.placements.exclude(photo__in=held).delete()
    Placement.objects.bulk_create(
        Placement(article=article, photo_id=pk) for pk in sorted(held - before)
    )
