"""What an author would have printed waits for an editor, where nobody else would look at it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, State
from proofs.models import Suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def decide(draft, editor_client):
    """`decide("accept")`: what an editor answers to the one suggestion there is."""

    def said(do, client=editor_client):
        address = reverse("admin-article-suggestion", args=[draft.pk, Suggestion.objects.get().pk])
        return client.post(address, {"do": do}, follow=True)

    return said


@pytest.mark.parametrize("state", [State.READY, State.SCHEDULED])
def test_once_editors_call_a_text_ready_no_outsiders_word_enters_it_unseen(
    proof, author, draft, editor_client, editor_user, state
):
    at = timezone.now() + timedelta(days=1) if state == State.SCHEDULED else None
    Article.objects.filter(pk=draft.pk).update(state=state, publish_at=at)
    before = draft.revisions.count()

    page = author(proof, funding="Buy <b>boats</b>.")

    assert "look at some of them" in page.content.decode()
    assert Article.objects.get(pk=draft.pk).funding == ""
    assert draft.revisions.count() == before
    assert "waiting for an editor: funding" in editor_user.told.first().what
    listed = editor_client.get(reverse("admin-article-proofs", args=[draft.pk])).content.decode()
    assert "Buy &lt;b&gt;boats&lt;/b&gt;." in listed


def test_accepted_with_a_click_it_is_a_revision_signed_by_the_author(proof, author, draft, decide):
    Article.objects.filter(pk=draft.pk).update(state=State.READY)
    author(proof, funding="The Harbour Fund.")

    for _ in range(2):
        page = decide("accept").content.decode()

    assert "taken over" in page
    assert Article.objects.get(pk=draft.pk).funding == "The Harbour Fund."
    assert draft.revisions.first().signed == "Mina Seo"
    assert draft.revisions.count() == 2
    assert "would change the funding" not in page


def test_dismissed_it_changes_nothing_and_the_author_sees_the_proofs_own_words(
    proof, author, draft, decide, filled_form
):
    Article.objects.filter(pk=draft.pk).update(state=State.READY)
    author(proof, funding="The Harbour Fund.")
    assert filled_form(Client().get(proof))["corrections-funding"] == "The Harbour Fund."

    decide("refuse")

    assert Article.objects.get(pk=draft.pk).funding == ""
    assert filled_form(Client().get(proof))["corrections-funding"] == ""


def test_put_back_by_the_author_there_is_nothing_to_decide(proof, author, draft):
    Article.objects.filter(pk=draft.pk).update(state=State.READY)
    author(proof, funding="The Harbour Fund.")

    author(proof, funding="")

    assert not Suggestion.objects.exists()


def test_what_the_profile_says_is_not_left_out_by_emptying_the_line(proof, author, draft, decide):
    assert author(proof, biography="").status_code == 200
    assert draft.revisions.count() == 1

    answer = decide("accept")

    assert answer.status_code == 409
    assert "Change the profile" in answer.content.decode()
    assert draft.revisions.count() == 1
    assert Suggestion.objects.get().decided_at is None


def test_who_may_not_edit_decides_nothing(proof, author, draft, decide, contributor_client):
    Article.objects.filter(pk=draft.pk).update(state=State.READY)
    author(proof, funding="The Harbour Fund.")

    assert decide("accept", client=contributor_client).status_code == 404
    assert decide("accept", client=Client()).redirect_chain[0][1] == 302

    assert Article.objects.get(pk=draft.pk).funding == ""
