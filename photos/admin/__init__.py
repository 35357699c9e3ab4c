"""The library as editors see it, and where pictures stand in the publication's own forms."""

from photos.admin.issues import CoveredIssueAdmin
from photos.admin.library import PhotoAdmin
from photos.admin.marks import MarkedPublicationAdmin

__all__ = ["CoveredIssueAdmin", "MarkedPublicationAdmin", "PhotoAdmin"]
