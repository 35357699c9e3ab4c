"""The newsroom's first page: what waits, for whom, and how much came out."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.assigning import assign
from articles.models import Article, State
from articles.publishing import publish, schedule

INDEX = "/admin/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    def of(client, address=INDEX):
        answer = client.get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    return of


def test_an_editor_sees_what_waits_for_a_review_and_a_writer_only_the_own(
    make_article, contributor, contributor_client, editor_client, page
):
    make_article(title="Handed in", state=State.IN_REVIEW)
    make_article(title="Begun", created_by=contributor)

    assert "Waiting for a review" in page(editor_client)
    assert "Handed in" in page(editor_client)
    assert "Begun" in page(contributor_client)
    assert "Handed in" not in page(contributor_client)
    assert "Waiting for a review" not in page(contributor_client)


def test_the_week_ahead_shows_what_is_scheduled_in_it(
    make_article, managing_editor, page, signed_in
):
    now = timezone.now()
    for title, days in {"Soon": 2, "Later": 20}.items():
        schedule(
            make_article(title=title), by=managing_editor, at=now + timedelta(days=days), now=now
        )

    seen = page(signed_in(managing_editor))

    assert "Soon" in seen
    assert "Later" not in seen


def test_a_held_article_is_told_with_its_reason(make_article, page, editor_client):
    article = make_article(title="Stuck", state=State.READY)
    Article.objects.filter(pk=article.pk).update(held_because="The photo has no credit line.")

    assert "The photo has no credit line." in page(editor_client)


def test_drafts_that_nobody_touches_come_to_light(make_article, page, editor_client):
    article = make_article(title="Forgotten")
    assert "Untouched for a month" not in page(editor_client)

    Article.objects.filter(pk=article.pk).update(modified_at=timezone.now() - timedelta(days=40))

    assert "Untouched for a month" in page(editor_client)


def test_photos_whose_rights_end_are_told_ahead(make_photo, page, editor_client):
    make_photo(
        caption="Locks at dawn", rights_expire_on=(timezone.now() + timedelta(days=9)).date()
    )

    assert "Photos whose rights end" in page(editor_client)


def test_what_somebody_is_to_do_and_was_told_stands_on_their_desk(
    make_article, editor_user, managing_editor, page, editor_client
):
    article = make_article(title="Tolls")
    assign(article, person=editor_user, what="Check the figures", by=managing_editor)

    seen = page(editor_client)

    assert "Assigned to you" in seen
    assert "Check the figures" in seen
    assert "Unread messages" in seen


def test_the_checklists_of_what_comes_next_are_in_one_list(
    make_article, contributor_client, editor_client, page
):
    make_article(title="Ready, unsigned", state=State.READY).contributions.all().delete()
    make_article(title="Ready", state=State.READY)

    listed = page(editor_client, reverse("admin-problems"))

    assert "Ready, unsigned" in listed
    assert "Nobody signs." in listed
    assert "Ready, unsigned" not in page(contributor_client, reverse("admin-problems"))


def test_the_desk_costs_the_same_however_full_the_newsroom_is(make_article, editor_client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor_client.get(INDEX)
        return len(captured)

    make_article(state=State.IN_REVIEW)
    few = queries()
    for number in range(8):
        make_article(title=f"Another {number}", state=State.IN_REVIEW)

    assert queries() == few


def test_the_output_counts_what_is_public_by_the_months_of_the_publication(
    make_article, managing_editor, page, signed_in
):
    late = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)  # already April in the publication's zone
    publish(make_article(title="Ferries"), by=managing_editor, at=late)
    make_article(title="A draft")
    client = signed_in(managing_editor)

    year = page(client, reverse("admin-output") + "?span=2026")

    rows = re.findall(r'<th scope="row">([^<]+)</th>.*?<span>(\d+)</span>', year, re.DOTALL)
    assert ("April 2026", "1") in rows
    assert ("March 2026", "0") in rows
    assert "By author" in year


def test_the_output_is_for_the_newsroom(client, django_user_model):
    user = django_user_model.objects.create_user("visitor", is_staff=True)
    client.force_login(user)

    assert client.get(reverse("admin-output")).status_code == 403
