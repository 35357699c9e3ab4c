"""The list of articles, several published at once, deleting."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles.models import Article, Contribution, State
from articles.publishing import publish
from record.models import Version

LIST = "admin:articles_article_changelist"
PUBLISHED = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


@pytest.fixture
def listed(editor_client):
    """`listed(state__exact="draft")`: the titles of the list, narrowed so."""

    def titles(client=editor_client, **narrowed):
        page = client.get(reverse(LIST), narrowed)
        return {article.title for article in page.context["cl"].result_list}

    return titles


def test_the_list_costs_the_same_whatever_its_length(
    make_article, make_author, make_photo, editor_client, django_assert_max_num_queries
):
    photo = make_photo()
    for number in range(30):
        article = make_article(title=f"Ferry {number}", lead_photo=photo)
        other = make_author("Ann", f"Aerts {number}")
        Contribution.objects.create(article=article, author=other, position=2)
    publish(article, by=None, at=PUBLISHED)

    with django_assert_max_num_queries(15):
        html = editor_client.get(reverse(LIST)).content.decode()

    assert "Ferry 0" in html
    assert "Ann Aerts 29" in html


def test_the_list_shows_byline_photo_and_the_hour_by_the_publications_clock(
    make_article, make_author, make_photo, editor_client
):
    article = make_article(
        author=make_author("Jisoo", "Han", name_order="family-first"), lead_photo=make_photo()
    )
    Contribution.objects.create(article=article, collective_name="The Tide Desk", position=2)
    publish(article, by=None, at=PUBLISHED)

    html = editor_client.get(reverse(LIST)).content.decode()

    assert "Han Jisoo, The Tide Desk" in html
    assert "3 Mar 2026, 00:30" in html
    assert f"/admin/photos/photo/{article.lead_photo.pk}/thumbnail/" in html


def test_the_list_is_narrowed_by_state_section_language_topic_and_whose(
    make_article, make_section, make_topic, contributor, editor_user, listed
):
    make_article(title="Plain", created_by=contributor)
    topic = make_topic()
    make_article(title="Ready", state=State.READY, created_by=editor_user)
    make_article(title="French", language="fr")
    make_article(title="On topic").topics.add(topic)
    analysis = make_section("Analysis")
    make_article(title="Analysed", section=analysis)

    assert listed(state__exact="ready") == {"Ready"}
    assert listed(language="fr") == {"French"}
    assert listed(section__id__exact=analysis.pk) == {"Analysed"}
    assert listed(topics__id__exact=topic.pk) == {"On topic"}
    assert listed(whose="mine") == {"Ready"}
    assert "Plain" in listed(whose="others")


@pytest.mark.parametrize("words", ["slow", "court", "Han", "jisoo han", "Tide desk"])
def test_the_list_is_searched_by_title_standfirst_and_names(
    make_article, make_author, listed, words
):
    article = make_article(
        title="The slow ferry", standfirst="In court.", author=make_author("Jisoo", "Han")
    )
    Contribution.objects.create(article=article, collective_name="The Tide Desk", position=2)
    make_article(title="Another", standfirst="")

    assert listed(q=words) == {"The slow ferry"}


def test_a_contributor_lists_their_own(make_article, contributor, contributor_client, listed):
    make_article(title="Mine", created_by=contributor)
    make_article(title="Another's")

    assert listed(client=contributor_client) == {"Mine"}


# --- several at once --------------------------------------------------------------------------


def chosen(articles, **more):
    return {
        "action": "publish_articles",
        "_selected_action": [str(article.pk) for article in articles],
    } | more


def test_several_are_published_through_the_same_door_with_a_report_for_each(
    make_article, managing_editor_client
):
    good, public = make_article(title="Good"), make_article(title="Public")
    bad = make_article(title="Bad", section=None)
    publish(public, by=None, at=PUBLISHED)
    everything = [good, bad, public]

    asked = managing_editor_client.post(reverse(LIST), chosen(everything)).content.decode()
    assert "Choose the section it appears in." in asked
    assert "It is public already." in asked
    assert Version.objects.count() == 1

    done = managing_editor_client.post(
        reverse(LIST), chosen(everything, confirmed="yes"), follow=True
    )

    assert sorted(str(message) for message in done.context["messages"]) == [
        "“Bad” was not published. Choose the section it appears in.",
        "“Good” is published, as version 1.",
        "“Public” was public already, as version 1.",
    ]
    assert Version.objects.count() == 2


def test_who_may_not_publish_is_not_offered_it_and_cannot_do_it(make_article, editor_client):
    article = make_article()
    assert "publish_articles" not in editor_client.get(reverse(LIST)).content.decode()

    editor_client.post(reverse(LIST), chosen([article], confirmed="yes"))

    assert not Version.objects.exists()


def test_nothing_is_deleted_from_the_list(make_article, managing_editor_client):
    article = make_article()

    managing_editor_client.post(
        reverse(LIST),
        {"action": "delete_selected", "_selected_action": [str(article.pk)], "post": "yes"},
    )

    assert Article.objects.filter(pk=article.pk).exists()


# --- deleting ---------------------------------------------------------------------------------


def test_a_draft_is_deleted(make_article, editor_client):
    article = make_article()

    editor_client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})

    assert not Article.objects.exists()


def test_what_was_published_is_never_deleted_and_the_editor_is_told_why(
    make_article, editor_client
):
    article = make_article()
    publish(article, by=None, at=PUBLISHED)
    address = reverse("admin:articles_article_delete", args=[article.pk])

    for answer in (
        editor_client.get(address, follow=True),
        editor_client.post(address, {"post": "yes"}, follow=True),
    ):
        assert "the record stays" in answer.content.decode()

    assert Article.objects.filter(pk=article.pk).exists()
    assert (
        "Delete article"
        not in editor_client.get(
            reverse("admin:articles_article_change", args=[article.pk])
        ).content.decode()
    )
