"""What the newsroom's people say to each other."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Article, Message


@pytest.fixture
def say() -> Callable[..., Any]:
    """`say(client, article, text="…", place=1)`: POSTs to the comments' page; the answer."""

    def posted(client: Any, article: Article, **values: Any) -> Any:
        return client.post(reverse("admin:articles_article_comments", args=[article.pk]), values)

    return posted


@pytest.fixture
def messages_of() -> Callable[[User], list[str]]:
    """`messages_of(user)`: what stands in their inbox, the oldest first."""

    def read(user: User) -> list[str]:
        return [message.what for message in Message.objects.filter(to=user).order_by("pk")]

    return read
