"""What is written where a number belongs is a number, or nothing."""

import pytest
from django.urls import reverse

from incoming.numbers import whole_number

ENDLESS = "9" * 5000  # more digits than Python turns into a number


@pytest.mark.parametrize(
    ("written", "number"),
    [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)],
)
def test_digits_are_a_number(written, number):
    assert whole_number(written) == number


@pytest.mark.parametrize(
    "written", ["", " 1", "-1", "+1", "1.0", "1_0", "²", "١", ENDLESS, "1" * 19]
)
def test_anything_else_is_none(written):
    assert whole_number(written) is None


def test_more_digits_than_are_wanted_are_none():
    assert whole_number("123", digits=2) is None


@pytest.mark.django_db
def test_endless_digits_in_an_address_or_form_get_an_answer(editor_client, make_article):
    article = make_article()
    inbox = reverse("admin:articles_article_inbox")
    photos = reverse("admin:articles_article_photos")
    asked = {
        f"/admin/articles/article/{ENDLESS}/history/": 404,
        f"{inbox}?article={ENDLESS}": 200,
        f"{photos}?ids={ENDLESS}&page={ENDLESS}": 200,
        f"{reverse('admin-article-proofs', args=[article.pk])}?for={ENDLESS}": 200,
    }

    assert {path: editor_client.get(path).status_code for path in asked} == asked
    assert editor_client.post(inbox, {"read": ENDLESS}).status_code == 302
