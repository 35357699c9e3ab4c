"""Who carries an article, for those who may see it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.publishing import correct, publish
from partners import carriage
from record import listings
from republishing.models import Reading


@pytest.fixture
def live(make_article):
    """A published article, and the article's row."""
    article = make_article(title="The slow ferry")
    publish(article, by=None, at=timezone.now())
    article.refresh_from_db()
    return article


@pytest.fixture
def carried(editor_client):
    """`carried(article)`: the page, for an editor or another client."""

    def get(article, client=editor_client):
        return client.get(reverse("admin-article-carried", args=[article.pk]))

    return get


def document_of(article):
    return listings.current_document(article.key)


def test_an_editor_sees_where_it_is_read_and_how_often(live, carried, read_elsewhere):
    read_elsewhere(document_of(live), "https://paper.example/world/story", times=3)
    read_elsewhere(document_of(live), "https://blog.example/", times=1)

    page = carried(live)
    text = page.content.decode()

    assert page["Cache-Control"] == "private, no-store"
    assert "4 times on 2 sites" in text
    assert text.index("paper.example") < text.index("blog.example")
    assert "/world/story" not in text
    assert '<svg viewBox="0 0 720 120"' in text


def test_a_partners_site_bears_the_partners_name(live, carried, read_elsewhere, make_partner):
    make_partner("Delta Daily", hosts=["delta.example"])
    read_elsewhere(document_of(live), "https://www.delta.example/")

    text = carried(live).content.decode()

    assert "Counted on its pages" in text
    assert text.count("Delta Daily") == 2  # as a site, and as a partner


def test_a_site_that_shows_an_old_version_is_marked(live, carried, read_elsewhere, make_partner):
    delta = make_partner("Delta Daily")
    read_elsewhere(document_of(live), "https://paper.example/")
    carriage.note(delta, live.key, how="api", number=1, at=timezone.now())
    assert "Readers here see version" not in carried(live).content.decode()

    live.body = "<p>It is a fast ferry.</p>"
    live.save()
    correct(live, by=None, note="It is fast.", at=timezone.now())

    assert carried(live).content.decode().count("Readers here see version 2") == 2


def test_a_contributor_sees_it_of_their_own_article_only(
    make_article, contributor, contributor_client, carried
):
    own, other = make_article(created_by=contributor), make_article()

    assert carried(own, contributor_client).status_code == 200
    assert carried(other, contributor_client).status_code == 404


def test_nobody_else_sees_it(live, client, carried):
    assert carried(live, client).status_code == 302


def test_before_anything_has_happened_the_page_says_what_to_expect(live, make_article, carried):
    assert "No counter has told of it yet" in carried(live).content.decode()
    assert "It has not been published yet" in carried(make_article()).content.decode()


def test_the_articles_own_page_leads_there(live, make_article, editor_client):
    def page(article):
        address = reverse("admin:articles_article_change", args=[article.pk])
        return editor_client.get(address).content.decode()

    assert reverse("admin-article-carried", args=[live.pk]) in page(live)
    draft = make_article()
    assert reverse("admin-article-carried", args=[draft.pk]) not in page(draft)


def test_editors_have_a_list_of_all_sites_and_can_change_nothing(
    live, editor_client, contributor_client, read_elsewhere, django_assert_max_num_queries
):
    read_elsewhere(document_of(live), "https://paper.example/")
    read_elsewhere(document_of(live), "")
    address = reverse("admin:republishing_reading_changelist")

    with django_assert_max_num_queries(15):
        text = editor_client.get(address).content.decode()

    assert "The slow ferry" in text
    assert "paper.example" in text
    assert "Not told" in text
    assert contributor_client.get(address).status_code == 403
    row = Reading.objects.first()
    delete = reverse("admin:republishing_reading_delete", args=[row.pk])
    assert editor_client.post(delete, {"post": "yes"}).status_code == 403
