"""The checklist follows what is typed, and writes nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(editor_client, filled_form):
    """`typed(article, title="")`: what the list says while the form says that."""

    def posted(article, client=editor_client, **fields):
        change = reverse("admin:articles_article_change", args=[article.pk])
        form = filled_form(editor_client.get(change)) | fields
        return client.post(reverse("admin:articles_article_checklist", args=[article.pk]), form)

    return posted


def test_it_says_what_is_typed_and_marks_what_is_new(make_article, typed):
    article = make_article(standfirst="")

    answer = typed(article, body="<p>We counted TK ships.</p>")

    html = answer.content.decode()
    assert "“TK” still stands in the body" in html
    assert '"#body-field"' in html
    assert html.count('class="checklist-new"') == 1
    assert html.index("TK") < html.index("checklist-new") < html.index("There is no standfirst.")
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert "TK" not in Article.objects.get(pk=article.pk).body


def test_what_is_put_right_leaves_the_list(make_article, typed):
    article = make_article(standfirst="")

    html = typed(article, standfirst="Why the ferry waits, and for whom, in one sentence or two.")

    assert "There is no standfirst." not in html.content.decode()


def test_words_stay_words(make_article, typed):
    html = typed(make_article(), title="<script>alert(1)</script>TK").content.decode()

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_only_who_may_edit_it_may_ask(make_article, contributor, contributor_client, typed):
    foreign = make_article()
    handed_in = make_article(created_by=contributor, state="in-review")

    assert typed(foreign, client=contributor_client).status_code == 404
    assert typed(handed_in, client=contributor_client).status_code == 403
    assert typed(foreign, client=Client()).status_code == 302
