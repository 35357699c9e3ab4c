"""Two people have one article open: each knows of the other before either saves."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from articles.models import Presence
from articles.revisions import record_revision

TAB = str(uuid4())


@pytest.fixture
def article(make_article):
    return make_article(title="Ferries")


@pytest.fixture
def tell(article):
    """`tell(browser, typed_ago=3)`: what the form's script sends, and the answer to it."""

    def told(browser, tab=TAB, **more):
        address = reverse("admin:articles_article_presence", args=[article.pk])
        return browser.post(address, {"tab": tab, "edit_number": article.edit_number, **more})

    return told


@pytest.fixture
def form_of(article):
    address = reverse("admin:articles_article_change", args=[article.pk])
    return lambda browser: browser.get(address).content.decode()


def test_who_opens_a_form_is_told_who_has_it_open(
    tell, form_of, editor_user, editor_client, managing_editor_client
):
    assert tell(editor_client).json() == {"others": [], "saved": ""}

    assert f"{editor_user.username} has it open since" in form_of(managing_editor_client)
    (sentence,) = tell(managing_editor_client).json()["others"]
    assert sentence.endswith("nothing typed yet.")


def test_it_says_when_the_other_last_typed_and_counts_several_tabs_as_one_person(
    tell, editor_client, managing_editor_client
):
    tell(editor_client, typed_ago=60)
    tell(editor_client, tab=str(uuid4()))

    (sentence,) = tell(managing_editor_client).json()["others"]

    assert "last typed" in sentence


def test_who_leaves_or_falls_silent_is_gone(tell, editor_client, managing_editor_client):
    tell(editor_client)
    tell(editor_client, left="1")
    assert tell(managing_editor_client).json()["others"] == []

    tell(editor_client)
    Presence.objects.update(seen=timezone.now() - timedelta(seconds=46))
    assert tell(managing_editor_client).json()["others"] == []


def test_rows_of_yesterday_are_tidied_by_the_way(tell, editor_client, managing_editor_client):
    tell(editor_client)
    Presence.objects.update(seen=timezone.now() - timedelta(days=1))

    tell(managing_editor_client)

    assert Presence.objects.count() == 1


def test_the_other_hears_at_once_that_something_was_saved(
    article, tell, editor_user, editor_client, managing_editor_client
):
    before = article.edit_number
    article.edit_number += 1
    article.save()
    record_revision(article, by=editor_user)

    stale = tell(managing_editor_client, edit_number=before).json()["saved"]

    assert stale.startswith(f"{editor_user.username} saved revision 1 at ")
    assert stale.endswith("your save will ask you to merge.")
    assert tell(managing_editor_client, edit_number=before + 1).json()["saved"] == ""
    assert tell(editor_client, edit_number=before).json()["saved"].startswith("In another tab, you")


def test_whoever_may_not_see_the_article_learns_nothing(tell, editor_client, contributor_client):
    tell(editor_client)

    assert tell(contributor_client).status_code == 404


@pytest.mark.parametrize("tab", ["", "x", "0" * 33])
def test_a_tab_without_a_name_is_refused(tell, editor_client, tab):
    assert tell(editor_client, tab=tab).status_code == 400
    assert not Presence.objects.exists()


def test_a_crowd_costs_no_more_queries(
    tell, article, managing_editor_client, django_assert_max_num_queries
):
    now = timezone.now()
    for number in range(6):
        person = User.objects.create_user(f"person{number}")
        Presence.objects.create(article=article, by=person, tab=uuid4(), since=now, seen=now)
    tell(managing_editor_client)

    with django_assert_max_num_queries(12):
        answer = tell(managing_editor_client)

    assert len(answer.json()["others"]) == 6
    assert "no-store" in answer["Cache-Control"]
