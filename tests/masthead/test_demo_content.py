"""Synthetic content for load tests is published like any other, only faster."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from articles.publishing import unpublished_changes
from record import listings
from record.models import Entry, PublishedArticle
from record.verifying import findings

pytestmark = pytest.mark.django_db


def demo_content(number: int) -> None:
    call_command("demo_content", articles=number, stdout=StringIO())


def test_as_many_articles_as_asked_for_are_public_and_the_record_is_sound():
    demo_content(7)

    assert listings.articles().count() == Article.objects.count() == Entry.objects.count() == 7
    assert list(findings()) == []


def test_a_working_copy_says_what_its_document_says():
    demo_content(3)

    assert [unpublished_changes(article) for article in Article.objects.all()] == [False] * 3


def test_every_tenth_article_is_in_korean():
    demo_content(20)

    korean = PublishedArticle.objects.filter(language="ko")
    assert sorted(korean.values_list("slug", flat=True)) == ["synthetic-19", "synthetic-9"]


def test_a_second_run_adds_to_the_first():
    demo_content(2)
    demo_content(3)

    assert set(PublishedArticle.objects.values_list("slug", flat=True)) == {
        f"synthetic-{n}" for n in range(5)
    }


def test_writing_costs_queries_by_the_batch_not_by_the_article(django_assert_max_num_queries):
    demo_content(1)  # the publication and the synthetic authors

    with django_assert_max_num_queries(60):
        demo_content(40)


def test_a_number_below_one_is_refused():
    with pytest.raises(CommandError, match="from 1"):
        demo_content(0)


def test_production_keeps_its_record_free_of_synthetic_articles(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        demo_content(1)
