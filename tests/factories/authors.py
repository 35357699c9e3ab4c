"""Invented people and where they work."""

from collections.abc import Callable
from typing import Any

import pytest

from authors.models import Author, Organisation
from editing.slugs import save_under_free_slug


@pytest.fixture
def make_author(db: None) -> Callable[..., Author]:
    """`make_author("Lotte", "Verhaegen", slug=…)`: the name, then any field of the model."""

    def make(given_name: str = "Lotte", family_name: str = "Verhaegen", **fields: Any) -> Author:
        slug = fields.pop("slug", "")
        author = Author(given_name=given_name, family_name=family_name, **fields)
        save_under_free_slug(author, slug or author.display_name)
        return author

    return make


@pytest.fixture
def make_organisation(db: None) -> Callable[..., Organisation]:
    def make(name: str = "Institute for Harbour Studies", **fields: Any) -> Organisation:
        return Organisation.objects.create(name=name, **fields)

    return make
