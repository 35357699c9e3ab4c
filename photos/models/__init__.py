"""Pictures, by noun."""

from photos.models.cover import IssueCover
from photos.models.likeness import Band, Likeness
from photos.models.mark import Look, Mark
from photos.models.photo import (
    Photo,
    PhotoFormat,
    PhotoQuerySet,
    Rendition,
    RenditionFormat,
    Shape,
)

__all__ = [
    "Band",
    "IssueCover",
    "Likeness",
    "Look",
    "Mark",
    "Photo",
    "PhotoFormat",
    "PhotoQuerySet",
    "Rendition",
    "RenditionFormat",
    "Shape",
]
