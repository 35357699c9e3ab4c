"""Who does what by when, and who may say so."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from articles import assigning
from articles.models import Assignment

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


@pytest.fixture
def article(make_article, contributor):
    return make_article(created_by=contributor, title="The slow ferry")


@pytest.fixture
def page(article):
    return reverse("admin:articles_article_assignments", args=[article.pk])


def test_an_editor_assigns_and_the_person_says_when_it_is_done(
    page, editor_client, contributor, contributor_client, editor_user, messages_of
):
    editor_client.post(page, {"person": contributor.pk, "what": "photo", "due": "2031-05-04"})
    given = Assignment.objects.get()
    asked = contributor_client.get(page).content.decode()
    contributor_client.post(page, {"act": "done", "assignment": given.pk})

    given.refresh_from_db()
    assert "4 May 2031" in asked
    assert given.done_at is not None
    assert messages_of(contributor) == ["editor asks you for: photo, by 4 May 2031"]
    assert messages_of(editor_user) == ["contributor has done: photo"]


def test_an_assignment_opens_no_door(make_article, editor_user, editor_client, contributor):
    secret = make_article(created_by=editor_user)
    page = reverse("admin:articles_article_assignments", args=[secret.pk])

    answer = editor_client.post(page, {"person": contributor.pk, "what": "checking"})

    assert answer.status_code == 400
    assert "may not see this article" in answer.content.decode()
    assert not Assignment.objects.exists()


def test_a_contributor_assigns_nobody_and_finishes_nothing_of_others(
    article, page, contributor, contributor_client, editor_user
):
    given = assigning.assign(article, person=editor_user, what="editing", by=None)

    for values in (
        {"person": contributor.pk, "what": "everything"},
        {"act": "done", "assignment": given.pk},
        {"act": "away", "assignment": given.pk},
    ):
        assert contributor_client.post(page, values).status_code == 403

    (left,) = Assignment.objects.all()
    assert left.done_at is None


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"what": ""}, "Say what for"),
        ({"person": ""}, "Choose a person."),
        ({"due": "soon"}, "Enter a valid date"),
    ],
    ids=["nothing to do", "nobody", "no day"],
)
def test_what_is_missing_is_said(page, editor_client, contributor, values, problem):
    answer = editor_client.post(page, {"person": contributor.pk, "what": "photo"} | values)

    assert problem in answer.content.decode()
    assert not Assignment.objects.exists()


def test_given_twice_it_is_one_with_the_later_day(article, editor_user, messages_of):
    day = timezone.now().date()

    for due in (day, day, day + timedelta(days=2)):
        assigning.assign(article, person=editor_user, what="editing", by=None, due=due)

    assert Assignment.objects.get().due == day + timedelta(days=2)
    assert len(messages_of(editor_user)) == 2


def test_taken_away_the_person_is_told(article, page, editor_client, managing_editor, messages_of):
    given = assigning.assign(article, person=managing_editor, what="checking", by=None)

    editor_client.post(page, {"act": "away", "assignment": given.pk})

    assert not Assignment.objects.exists()
    assert messages_of(managing_editor)[-1] == "You need not do any more: checking"


def test_the_list_shows_who_is_late_and_what_is_assigned_to_me(
    article, make_article, editor_client, editor_user
):
    make_article(title="Nobody's ferry")
    late = timezone.now().date() - timedelta(days=3)
    assigning.assign(article, person=editor_user, what="editing", by=None, due=late)

    mine = editor_client.get(f"{LIST}?assigned=me").content.decode()
    nobodys = editor_client.get(f"{LIST}?assigned=nobody").content.decode()

    assert "The slow ferry" in mine
    assert "overdue since" in mine
    assert "Nobody&#x27;s ferry" not in mine
    assert "The slow ferry" not in nobodys


def test_those_without_access_are_not_offered(article, page, editor_client, managing_editor):
    User.objects.create_user("outsider", is_staff=True, first_name="Otto", last_name="Outsider")

    shown = editor_client.get(page).content.decode()

    assert "managing-editor" in shown
    assert "Otto Outsider" not in shown


def test_what_for_is_shown_as_words_wherever_it_stands(
    article, page, editor_client, contributor, contributor_client
):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    contributor.first_name = hostile
    contributor.save()

    editor_client.post(page, {"person": contributor.pk, "what": hostile})

    form = reverse("admin:articles_article_change", args=[article.pk])
    for client, shown in ((editor_client, page), (editor_client, form), (editor_client, LIST)):
        assert "<img src=x" not in client.get(shown).content.decode()
    assert "<img src=x" not in contributor_client.get(f"{LIST}inbox/").content.decode()
    assert Assignment.objects.exists()
