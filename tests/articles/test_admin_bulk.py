"""Many articles at once: changed alike, undone, assigned, exported; and lists kept under a name."""

import csv
import io

import pytest
from django.urls import reverse

from articles.models import Article, SavedFilter, State

LIST = "/admin/articles/article/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(editor_client):
    """`act("change_section", articles, section=…)`: chosen in the list, and confirmed."""

    def chosen(action, articles, client=editor_client, **answers):
        values = {
            "action": action,
            "_selected_action": [str(article.pk) for article in articles],
        }
        if answers:
            values |= {"confirmed": "yes", **answers}
        return client.post(LIST, values, follow=True)

    return chosen


def test_a_section_is_changed_only_after_it_was_asked_and_each_as_a_revision(
    make_article, make_section, act
):
    articles = [make_article(title="One"), make_article(title="Two")]
    section = make_section(name="Briefings")

    asked = act("change_section", articles)
    assert "Change the section of these articles" in asked.content.decode()
    assert Article.objects.filter(section=section).count() == 0

    act("change_section", articles, section=str(section.pk))

    assert Article.objects.filter(section=section).count() == 2
    assert articles[0].revisions.get().reason == "Section: Briefings"


def test_a_change_of_many_is_undone_where_nobody_has_saved_since(
    make_article, make_section, act, editor_client
):
    untouched, saved = make_article(title="One"), make_article(title="Two")
    before, section = untouched.section, make_section(name="Briefings")
    act("change_section", [untouched, saved], section=str(section.pk))
    Article.objects.filter(pk=saved.pk).update(edit_number=99)

    undone = editor_client.post(reverse("admin:articles_article_undo"), follow=True)

    assert "1 were saved since" in undone.content.decode()
    untouched.refresh_from_db()
    saved.refresh_from_db()
    assert (untouched.section, saved.section) == (before, section)


def test_what_one_may_no_longer_change_is_left_as_it_is_by_undoing(
    make_article, make_section, contributor, contributor_client, act
):
    own, section = make_article(created_by=contributor), make_section(name="Briefings")
    act("change_section", [own], client=contributor_client, section=str(section.pk))
    Article.objects.filter(pk=own.pk).update(state=State.IN_REVIEW)

    undone = contributor_client.post(reverse("admin:articles_article_undo"), follow=True)

    assert undone.status_code == 200
    own.refresh_from_db()
    assert own.section == section


def test_topics_are_added_and_taken_away_and_put_back(make_article, make_topic, act, editor_client):
    article = make_article()
    old, new = make_topic(name="Harbours"), make_topic(name="Tolls")
    article.topics.set([old])

    act("change_topics", [article], add=[str(new.pk)], remove=[str(old.pk)])
    assert list(article.topics.all()) == [new]

    editor_client.post(reverse("admin:articles_article_undo"))
    assert list(article.topics.all()) == [old]


def test_nothing_chosen_is_asked_again(make_article, act):
    page = act("change_topics", [make_article()], add=[], remove=[])

    assert "Choose a topic to add or to take away." in page.content.decode()


def test_many_are_assigned_to_one_person_who_is_told(make_article, act, managing_editor):
    articles = [make_article(title="One"), make_article(title="Two")]

    act("assign_articles", articles, person=str(managing_editor.pk), what="Check", due="")

    assert managing_editor.told.count() == 2


def test_a_contributor_changes_none_that_they_have_handed_in(
    make_article, make_section, contributor, contributor_client, act
):
    own = make_article(created_by=contributor, state=State.IN_REVIEW)
    section = make_section(name="Briefings")

    page = act("change_section", [own], client=contributor_client, section=str(section.pk))

    assert "is not yours to change" in page.content.decode()
    own.refresh_from_db()
    assert own.section != section


def test_the_export_is_a_table_without_formulas(make_article, act):
    articles = [make_article(title='=HYPERLINK("x")'), make_article(title="Tolls, and “tides”")]

    answer = act("export_articles", articles)

    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["title"] for row in rows] == ['\'=HYPERLINK("x")', "Tolls, and “tides”"]
    assert rows[0]["state"] == "Draft"
    assert "no-store" in answer["Cache-Control"]


def test_a_narrowed_list_is_kept_under_a_name_for_oneself_or_for_everybody(
    make_article, editor_client, contributor_client
):
    keep = reverse("admin:articles_article_filter-keep")
    query = "state__exact=draft&p=3"

    editor_client.post(keep, {"name": "Drafts", "query": query})
    editor_client.post(keep, {"name": "All drafts", "query": query, "shared": "on"})

    assert {each.query for each in SavedFilter.objects.all()} == {"state__exact=draft"}
    assert "All drafts" in contributor_client.get(LIST).content.decode()
    assert ">Drafts<" not in contributor_client.get(LIST).content.decode()
    assert ">Drafts<" in editor_client.get(LIST).content.decode()


def test_only_an_own_filter_can_be_forgotten(editor_client, contributor_client):
    keep = reverse("admin:articles_article_filter-keep")
    editor_client.post(keep, {"name": "Drafts", "query": "state__exact=draft", "shared": "on"})
    forget = reverse("admin:articles_article_filter-forget", args=[SavedFilter.objects.get().pk])

    contributor_client.post(forget)
    assert SavedFilter.objects.exists()

    editor_client.post(forget)
    assert not SavedFilter.objects.exists()


def test_a_kept_filter_leads_nowhere_else(editor_client):
    keep = reverse("admin:articles_article_filter-keep")

    answer = editor_client.post(keep, {"name": "x", "query": "//evil.example/?a=b#c"})

    assert answer["Location"].startswith(LIST)
