"""The pages on which an article takes a step: asked first, taken once, refused with a reason."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import State
from articles.publishing import publish, schedule
from record import listings
from record.models import Version

PUBLISHED = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def step(managing_editor_client, filled_form):
    """`step(article, "publish", note=…)`: opens the page, fills it in and confirms it."""

    def taken(article, name, client=managing_editor_client, **answers):
        address = reverse(f"admin:articles_article_{name}", args=[article.pk])
        form = filled_form(client.get(address))
        return client.post(address, form | answers, follow=True)

    return taken


@pytest.fixture
def page_of(managing_editor_client):
    def opened(article, name):
        address = reverse(f"admin:articles_article_{name}", args=[article.pk])
        return managing_editor_client.get(address).content.decode()

    return opened


def said(page):
    return [str(message) for message in page.context["messages"]]


# --- through review ---------------------------------------------------------------------------


def test_an_article_goes_its_way_from_hand_to_hand(
    make_article, contributor, contributor_client, editor_client, step
):
    article = make_article(created_by=contributor)

    for name, client, state in (
        ("send-to-review", contributor_client, State.IN_REVIEW),
        ("request-changes", editor_client, State.CHANGES_REQUESTED),
        ("send-to-review", contributor_client, State.IN_REVIEW),
        ("mark-ready", editor_client, State.READY),
    ):
        step(article, name, client, note="Say first what the ferry costs.")
        article.refresh_from_db()
        assert article.state == state


def test_the_panel_offers_what_can_be_done_now_and_nothing_else(
    make_article, contributor, contributor_client, editor_client, managing_editor_client
):
    article = make_article(created_by=contributor)
    page = reverse("admin:articles_article_change", args=[article.pk])

    offered = {
        name: [door.name for door, _ in client.get(page).context["panel"].doors]
        for name, client in (
            ("contributor", contributor_client),
            ("editor", editor_client),
            ("managing editor", managing_editor_client),
        )
    }

    assert offered == {
        "contributor": ["send-to-review"],
        "editor": ["send-to-review", "mark-ready"],
        "managing editor": ["send-to-review", "mark-ready", "publish", "schedule", "dates"],
    }


# --- publishing -------------------------------------------------------------------------------


def test_publishing_shows_the_checklist_first_and_is_told_when_it_is_done(
    make_article, step, page_of
):
    article = make_article()
    page = page_of(article, "publish")
    assert "Nothing stands against publishing." in page
    assert "has no ORCID iD" in page
    assert (
        f'href="{reverse("admin:articles_article_change", args=[article.pk])}#contributions' in page
    )

    done = step(article, "publish")

    assert said(done) == [f"“{article.title}” is published, as version 1."]
    assert listings.find_article(article.slug).document.number == 1


def test_a_double_click_publishes_once_and_is_answered_kindly(make_article, managing_editor_client):
    article = make_article()
    address = reverse("admin:articles_article_publish", args=[article.pk])

    for _ in range(2):
        done = managing_editor_client.post(
            address, {"edit_number": article.edit_number}, follow=True
        )
        assert said(done) == [f"“{article.title}” is published, as version 1."]

    assert Version.objects.count() == 1


def test_an_article_with_errors_cannot_be_published_and_each_error_leads_to_its_field(
    make_article, step, page_of
):
    article = make_article(section=None, author=None, body="")
    page = page_of(article, "publish")
    assert "disabled" in page
    for anchor in ("#id_section", "#contributions-group", "#body-field"):
        assert anchor in page

    refused = step(article, "publish")

    assert "The checklist has errors. Nothing was published." in refused.content.decode()
    assert not Version.objects.exists()


def test_what_is_confirmed_is_what_was_looked_at(
    make_article, managing_editor_client, editor_client, filled_form
):
    article = make_article(title="Ferries")
    address = reverse("admin:articles_article_publish", args=[article.pk])
    looked_at = filled_form(managing_editor_client.get(address))
    change = reverse("admin:articles_article_change", args=[article.pk])
    editor_client.post(change, filled_form(editor_client.get(change)) | {"title": "Fairies"})

    refused = managing_editor_client.post(address, looked_at)

    assert refused.status_code == 409
    assert "saved after you had opened this page" in refused.content.decode()
    assert "Fairies" in refused.content.decode()
    assert not Version.objects.exists()
    assert managing_editor_client.post(address, filled_form(refused)).status_code == 302
    assert listings.find_article(article.slug).document.title == "Fairies"


def test_a_photo_whose_sizes_cannot_be_made_is_told_and_nothing_is_published(
    make_article, make_photo, step, media_root
):
    article = make_article(lead_photo=make_photo())
    (media_root / article.lead_photo.original.name).unlink()

    refused = step(article, "publish")

    assert refused.status_code == 200
    assert "told-error" in refused.content.decode()
    assert not Version.objects.exists()


# --- scheduling -------------------------------------------------------------------------------


def test_the_hour_is_read_by_the_publications_clock(make_article, publication, step):
    publication.time_zone = "Asia/Seoul"
    publication.save()
    article = make_article()

    done = step(article, "schedule", at="2099-03-05T09:30")

    article.refresh_from_db()
    assert article.publish_at == datetime(2099, 3, 5, 0, 30, tzinfo=UTC)
    assert said(done) == [
        f"“{article.title}” will be published on Thursday 5 March 2099, 09:30 KST (UTC+09:00)."
    ]


@pytest.mark.parametrize(
    ("typed", "why", "choices"),
    [
        ("2037-10-25T02:30", "02:30 happens twice", ["00:30", "01:30"]),
        ("2037-03-29T02:30", "02:30 does not exist", ["00:30", "01:30"]),
    ],
    ids=["clocks go back", "clocks go forward"],
)
def test_an_hour_that_happens_twice_or_never_is_refused_with_a_choice(
    make_article, managing_editor_client, filled_form, typed, why, choices
):
    article = make_article()
    address = reverse("admin:articles_article_schedule", args=[article.pk])
    form = filled_form(managing_editor_client.get(address))

    refused = managing_editor_client.post(address, form | {"at": typed})

    assert why in refused.content.decode()
    offered = [value for value, _ in refused.context["form"].fields["meant"].choices]
    assert [datetime.fromisoformat(value).strftime("%H:%M") for value in offered] == choices
    managing_editor_client.post(address, form | {"at": typed, "meant": offered[1]})
    article.refresh_from_db()
    assert article.publish_at == datetime.fromisoformat(offered[1])


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2020-01-01T09:00", "This time is past"),
        ("soon", "Give a date and a time"),
        ("", "required"),
    ],
    ids=["past", "no time", "empty"],
)
def test_an_hour_that_cannot_be_is_refused_beside_the_field(make_article, step, typed, why):
    article = make_article()

    refused = step(article, "schedule", at=typed)

    assert why in str(refused.context["form"].errors["at"])
    assert typed in refused.content.decode()
    article.refresh_from_db()
    assert article.state == State.DRAFT


def test_a_scheduled_article_is_moved_on_and_taken_off_the_calendar(make_article, step):
    article = make_article()
    now = timezone.now()
    schedule(article, by=None, at=now + timedelta(days=3), now=now)

    step(article, "schedule", at="2099-03-05T09:30")
    article.refresh_from_db()
    assert article.publish_at.year == 2099

    step(article, "unschedule")
    article.refresh_from_db()
    assert (article.state, article.publish_at) == (State.READY, None)


# --- later versions ---------------------------------------------------------------------------


@pytest.fixture
def published(make_article):
    article = make_article(title="The slow ferry", body="<p>It leaves at nine.</p>")
    publish(article, by=None, at=PUBLISHED)
    article.body = "<p>It leaves at ten.</p>"
    article.save()
    return article


def test_a_correction_shows_what_will_change_for_readers(published, page_of):
    page = page_of(published, "correct")

    assert "<del>" in page
    assert "removed: </span>nine</del>" in page
    assert "added: </span>ten</ins>" in page


@pytest.mark.parametrize("name", ["correct", "update"])
def test_a_later_version_carries_its_note(published, step, name):
    step(published, name, note="It leaves an hour later.\r\nWe were told so.")

    document = listings.find_article(published.slug).document
    assert document.number == 2
    assert document.notices[-1].note == "It leaves an hour later.\nWe were told so."


@pytest.mark.parametrize("name", ["correct", "update", "retract", "withdraw"])
def test_a_later_version_without_a_note_is_refused_beside_the_field(published, step, name):
    refused = step(published, name, note="  ")

    assert "Tell readers what happened" in str(refused.context["form"].errors["note"])
    assert Version.objects.count() == 1


def test_a_double_click_on_correct_corrects_once(published, managing_editor_client):
    address = reverse("admin:articles_article_correct", args=[published.pk])
    sent = {"edit_number": published.edit_number, "note": "An hour later."}

    answers = [managing_editor_client.post(address, sent, follow=True) for _ in range(2)]

    assert said(answers[0]) == said(answers[1])
    assert Version.objects.count() == 2


def test_nothing_to_correct_is_told(published, step, page_of):
    step(published, "correct", note="An hour later.")
    assert "the working copy says what readers see already" in page_of(published, "correct")

    refused = step(published, "correct", note="Once more.")

    assert "has no changes that readers don" in refused.content.decode()
    assert "Once more." in refused.content.decode()
    assert Version.objects.count() == 2


def test_a_retraction_and_a_withdrawal_are_told_and_shown(published, step, managing_editor_client):
    step(published, "retract", note="The timetable was invented.")
    change = reverse("admin:articles_article_change", args=[published.pk])
    assert "marked as retracted" in managing_editor_client.get(change).content.decode()

    step(published, "withdraw", note="By order of a court.")

    page = managing_editor_client.get(change)
    assert page.context["panel"].doors == []
    assert "Withdrawn on" in page.content.decode()


def test_an_article_that_is_no_longer_where_it_was_is_told_kindly(
    published, managing_editor_client
):
    address = reverse("admin:articles_article_publish", args=[published.pk])

    answer = managing_editor_client.get(address, follow=True)

    assert said(answer) == ["“The slow ferry” is published: there is nothing to do here."]
