"""Pictures, by noun."""

from photos.models.cover import IssueCover
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
    "IssueCover",
    "Look",
    "Mark",
    "Photo",
    "PhotoFormat",
    "PhotoQuerySet",
    "Rendition",
    "RenditionFormat",
    "Shape",
]
