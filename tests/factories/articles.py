"""The newsroom's content: drafts that are ready to be published, and people in their roles."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.models import Article, Contribution
from authors.models import Author
from publication.models import Licence, Publication, Section


@pytest.fixture
def make_article(
    db: None,
    publication: Publication,
    make_section: Callable[..., Section],
    make_author: Callable[..., Author],
) -> Callable[..., Article]:
    """`make_article(title=…, author=row)`: a draft that passes the checklist without errors.

    `author` signs; without one, an author of its own. `author=None` leaves it unsigned. All
    drafts of a test appear in one section.
    """
    numbers = count(1)

    def make(**fields: Any) -> Article:
        number = next(numbers)
        author = fields.pop("author", ...)
        values = {
            "publication": publication,
            "title": f"Draft {number}",
            "slug": f"draft-{number}",
            "standfirst": "Why a draft has a standfirst, and what an editor would say without one.",
            "body": "<h2>A beginning</h2><p>A paragraph that was finished in time.</p>",
        } | fields
        if "section" not in values:
            values["section"] = Section.objects.first() or make_section()
        article = Article.objects.create(**values)
        if author is not None:
            signing = make_author() if author is ... else author
            Contribution.objects.create(article=article, author=signing)
        return article

    if publication.licence is None:
        publication.licence = Licence.objects.get(spdx="CC-BY-4.0")
        publication.save()
    return make


def person_in(role: str) -> User:
    user = User.objects.create_user(role.replace(" ", "-"), password="harbour", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def contributor(db: None) -> User:
    return person_in("contributor")


@pytest.fixture
def editor_user(db: None) -> User:
    return person_in("editor")


@pytest.fixture
def managing_editor(db: None) -> User:
    return person_in("managing editor")


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """`signed_in(editor_user)`: a browser in which that person is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def contributor_client(contributor: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(contributor)


@pytest.fixture
def editor_client(editor_user: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(editor_user)


@pytest.fixture
def managing_editor_client(managing_editor: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(managing_editor)
