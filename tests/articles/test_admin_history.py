"""Looking back: every save, any two compared, the way back to each."""

import pytest
from django.urls import reverse

from articles.models import Contribution, Reference
from articles.revision_words import revision_changes
from articles.revisions import record_revision, snapshot


@pytest.fixture
def written(make_article, make_author, make_topic, editor_user):
    """An article that was changed twice, its revisions recorded."""
    article = make_article(
        title="Ferries",
        body="<p>It leaves at nine.<span data-note>So they say.</span></p>",
        author=make_author("Ann", "Aerts"),
    )
    record_revision(article, by=editor_user)
    article.body = "<p>It leaves at ten.<span data-note>So we saw.</span></p>"
    article.keywords = ["ferries"]
    article.save()
    article.topics.add(make_topic("Maritime trade"))
    Contribution.objects.create(article=article, collective_name="The Tide Desk", position=2)
    Reference.objects.create(article=article, text="Oosting, Tides", doi="10.5555/abc", position=1)
    record_revision(article, by=editor_user, reason="An hour later")
    return article


def test_the_history_says_who_saved_what_when_and_why(written, editor_client):
    page = editor_client.get(reverse("admin:articles_article_history", args=[written.pk]))

    html = page.content.decode()
    assert "An hour later" in html
    assert "Body, Keywords, Topics, Byline, References" in html
    assert "Restore…" in html


def test_two_revisions_are_compared_word_by_word_with_names_for_keys(written, editor_client):
    address = reverse("admin:articles_article_compare", args=[written.pk])

    html = editor_client.get(address, {"older": 1, "newer": 2}).content.decode()

    for expected in ("Maritime trade", "Author: The Tide Desk", "Oosting, Tides · 10.5555/abc"):
        assert expected in html
    assert "</span>saw</ins>" in html  # in the note


def test_a_long_text_is_shown_once_with_what_was_added_and_removed(written, editor_client):
    words = " ".join(f"word{n}" for n in range(60))
    for ending in ("nine", "ten"):
        written.body = f"<p>{words} {ending}</p>"
        written.save()
        record_revision(written, by=None)
    address = reverse("admin:articles_article_compare", args=[written.pk])

    html = editor_client.get(address, {"older": 4, "newer": 3}).content.decode()

    assert "removed: </span>nine</del>" in html
    assert "added: </span>ten</ins>" in html
    assert html.count("word59") == 1


@pytest.mark.parametrize(
    "asked",
    [{}, {"older": "1"}, {"older": "x", "newer": "2"}, {"older": "1", "newer": "99"}],
    ids=["nothing", "one", "no number", "no such revision"],
)
def test_a_comparison_that_cannot_be_made_is_not_found(written, editor_client, asked):
    address = reverse("admin:articles_article_compare", args=[written.pk])

    assert editor_client.get(address, asked).status_code == 404


def test_names_cost_the_same_however_many_keys_there_are(
    written, make_topic, django_assert_max_num_queries
):
    before = snapshot(written)
    written.topics.set([make_topic(f"Topic {n}") for n in range(20)])
    after = snapshot(written)

    with django_assert_max_num_queries(1):
        (found,) = revision_changes(before, after)

    assert "Topic 19" in found.after


def test_a_name_that_is_gone_is_told_as_such(written):
    before = snapshot(written)
    topic = written.topics.get()
    written.topics.clear()
    after = snapshot(written)
    topic.delete()

    (found,) = revision_changes(before, after)

    assert found.before.startswith("no longer there")


def test_restoring_is_asked_first_and_is_a_new_revision(written, editor_client):
    address = reverse("admin:articles_article_restore", args=[written.pk, 1])
    asked = editor_client.get(address).content.decode()
    assert "nine" in asked
    assert written.revisions.count() == 2

    editor_client.post(address)

    written.refresh_from_db()
    assert "nine" in written.body
    assert written.revisions.first().reason == "Restored revision 1"
    assert not written.topics.exists()


def test_restoring_twice_restores_once(written, editor_client):
    address = reverse("admin:articles_article_restore", args=[written.pk, 1])

    for _ in range(2):
        assert editor_client.post(address).status_code == 302

    assert written.revisions.count() == 3


def test_the_history_is_read_page_by_page(
    make_article, editor_client, django_assert_max_num_queries
):
    article = make_article()
    for _ in range(60):
        record_revision(article, by=None)
    address = reverse("admin:articles_article_history", args=[article.pk])

    with django_assert_max_num_queries(13):
        first = editor_client.get(address)
    second = editor_client.get(address, {"page": 2})

    assert len(first.context["rows"]) == 50
    assert len(second.context["rows"]) == 10


def test_restoring_brings_back_what_a_reference_cites(written, editor_client):
    written.references.all().delete()
    record_revision(written, by=None)

    editor_client.post(reverse("admin:articles_article_restore", args=[written.pk, 2]))

    reference = written.references.get()
    assert (reference.text, reference.doi) == ("Oosting, Tides", "10.5555/abc")
