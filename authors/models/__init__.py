"""People, where they work and what they wrote."""

from authors.models.affiliation import Affiliation
from authors.models.author import Author, NameOrder
from authors.models.organisation import Organisation
from authors.models.profile import AuthorLink, SelectedWork

__all__ = ["Affiliation", "Author", "AuthorLink", "NameOrder", "Organisation", "SelectedWork"]
