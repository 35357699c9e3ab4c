"""The editors' side of people and organisations."""

from authors.admin.profiles import AuthorAdmin, OrganisationAdmin

__all__ = ["AuthorAdmin", "OrganisationAdmin"]
