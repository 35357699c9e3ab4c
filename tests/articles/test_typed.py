"""What is typed into an article's form and not yet saved reads like an article, and is none."""

from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from articles import checklist
from articles.admin.typed import as_typed
from articles.composing import compose
from articles.models import Article

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(editor_client, editor_user, filled_form):
    """`typed(article, title=…)`: what the form says when these fields are typed over."""

    def typed_over(article, **fields):
        address = reverse("admin:articles_article_change", args=[article.pk])
        form = filled_form(editor_client.get(address))
        request = RequestFactory().post(address, form | fields)
        request.user = editor_user
        fresh = Article.objects.get(pk=article.pk)
        return as_typed(admin.site.get_model_admin(Article), request, fresh)

    return typed_over


def test_a_document_is_composed_of_what_is_typed_and_nothing_is_saved(
    make_article, make_author, make_topic, typed
):
    article = make_article(title="Ferries")
    other, topic = make_author(family_name="Quay"), make_topic(name="Harbours")
    before = compose(article, published=AT)

    said = typed(
        article,
        **{
            "title": "Slow ferries",
            "body": "<p>They are slow.</p>",
            "topics": [str(topic.pk)],
            "contributions-TOTAL_FORMS": "2",
            "contributions-0-position": "1",
            "contributions-1-author": str(other.pk),
            "contributions-1-role": "translator",
            "contributions-1-position": "0",
        },
    )

    document = compose(said.article, published=AT)
    assert said.refused == {}
    assert document.title == "Slow ferries"
    assert [term.name for term in document.topics] == ["Harbours"]
    assert document.byline[0].family_name == "Quay"
    assert len(document.byline) == 2
    assert compose(Article.objects.get(pk=article.pk), published=AT) == before


def test_a_line_of_the_byline_that_is_taken_out_is_missed_by_the_checklist(make_article, typed):
    article = make_article()

    said = typed(article, **{"contributions-0-DELETE": "on"})

    found = checklist.check(said.article, at=AT)
    assert "byline-missing" in {item.code for item in found.errors}
    assert article.contributions.count() == 1


def test_what_the_form_refuses_is_told_and_the_rest_is_read(make_article, typed):
    article = make_article(language="en")

    said = typed(article, language="no language", title="Ferries at night")

    assert list(said.refused) == ["language"]
    assert (said.article.title, said.article.language) == ("Ferries at night", "en")
