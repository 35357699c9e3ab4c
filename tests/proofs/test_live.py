"""The preview that follows the typing: the readers' page of a form that nobody has saved."""

import pytest
from django.urls import reverse

from articles.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(editor_client, filled_form):
    """`typed(article, title=…)`: what the preview answers while these fields are typed over."""

    def send(article, client=editor_client, **fields):
        form = filled_form(
            editor_client.get(reverse("admin:articles_article_change", args=[article.pk]))
        )
        return client.post(reverse("admin-article-live", args=[article.pk]), form | fields)

    return send


def test_it_is_the_readers_page_of_what_is_typed_and_nothing_is_saved(make_article, typed):
    article = make_article(title="Ferries")

    answer = typed(article, title="Slow ferries", body="<p>They <em>wait</em>.</p>")

    page = answer.json()["page"]
    assert "Slow ferries" in page
    assert "<em>wait</em>" in page
    assert "no-store" in answer["Cache-Control"]
    assert Article.objects.get(pk=article.pk).title == "Ferries"
    assert article.revisions.count() == 0


def test_what_the_form_refuses_is_told_and_shown_as_it_is_saved(make_article, typed):
    answer = typed(make_article(), language="no language", title="Ferries at night").json()

    assert "language" in answer["refused"]
    assert "Ferries at night" in answer["page"]


def test_markup_that_is_typed_into_a_title_is_shown_as_words(make_article, typed):
    page = typed(make_article(), title="<script>alert(1)</script>").json()["page"]

    assert "<script>alert" not in page


def test_a_contributor_previews_no_draft_of_others_and_nothing_they_have_handed_in(
    make_article, contributor, contributor_client, typed
):
    others = make_article()
    handed_in = make_article(created_by=contributor, state="in-review")

    assert typed(others, client=contributor_client).status_code == 404
    assert typed(handed_in, client=contributor_client).status_code == 403


def test_asking_without_sending_the_form_changes_and_shows_nothing(make_article, editor_client):
    address = reverse("admin-article-live", args=[make_article().pk])

    assert editor_client.get(address).status_code == 405
