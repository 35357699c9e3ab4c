"""Every save is kept whole, and any of them can be brought back."""

import pytest

from articles.models import Contribution, Reference
from articles.revisions import record_revision, restore
from authors.merging import merge
from editing.saving import StaleSave, claim

pytestmark = pytest.mark.django_db


def test_a_revision_tells_which_fields_a_save_changed(make_article, editor_user):
    article = make_article(title="Before")
    record_revision(article, by=editor_user, reason="First draft")
    article.title = "After"
    article.save()

    revision = record_revision(article, by=editor_user, reason="A better title")

    assert (revision.number, revision.changed, revision.by) == (2, ["title"], editor_user)


def test_restoring_brings_back_text_byline_and_references_as_a_new_revision(
    make_article, make_author, make_topic
):
    first, second = make_author(), make_author()
    article = make_article(title="Before", author=first)
    article.topics.add(make_topic())
    Reference.objects.create(article=article, text="A book")
    early = record_revision(article, by=None)
    article.title = "After"
    article.save()
    article.topics.clear()
    article.references.all().delete()
    article.contributions.all().delete()
    Contribution.objects.create(article=article, author=second)
    record_revision(article, by=None)

    restored = restore(early, by=None)

    article.refresh_from_db()
    assert article.title == "Before"
    assert [line.author for line in article.contributions.all()] == [first]
    assert [reference.text for reference in article.references.all()] == ["A book"]
    assert article.topics.count() == 1
    assert (restored.number, restored.reason) == (3, "Restored revision 1")
    assert article.revisions.count() == 3


def test_restoring_keeps_the_address_and_the_state(make_article):
    article = make_article(slug="first-address")
    early = record_revision(article, by=None)
    article.slug = "second-address"
    article.save()

    restore(early, by=None)

    article.refresh_from_db()
    assert article.slug == "second-address"


def test_whoever_had_the_article_open_is_told_that_it_was_restored(make_article):
    article = make_article()
    opened = article.edit_number

    restore(record_revision(article, by=None), by=None)

    article.refresh_from_db()
    with pytest.raises(StaleSave):
        claim(article, opened)


def test_a_contributor_whose_profile_was_merged_comes_back_as_the_one_that_remained(
    make_article, make_author, admin_user
):
    kept, lost = make_author(), make_author()
    article = make_article(author=lost)
    early = record_revision(article, by=None)
    merge(keep=kept, lose=lost, by=admin_user)

    restore(early, by=None)

    assert [line.author for line in article.contributions.all()] == [kept]


def test_a_contributor_whose_profile_is_gone_keeps_the_name(make_article, make_author):
    author = make_author(given_name="Mina", family_name="Seo")
    article = make_article(author=author)
    early = record_revision(article, by=None)
    article.contributions.all().delete()
    author.delete()

    restore(early, by=None)

    line = article.contributions.get()
    assert (line.author, line.given_name, line.family_name) == (None, "Mina", "Seo")
