"""Through the one door: published once, whole, in order, and only by who may."""

from datetime import UTC, datetime, timedelta

import pytest

from articles import publishing
from articles.checklist import check
from articles.models import Contribution, State
from articles.policy import NotPermitted
from articles.workflow import WrongState
from authors.models import Affiliation, Organisation
from publication.disclaimers import set_wording
from record import listings
from record.models import Entry, Version

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


def test_a_published_article_is_what_readers_find_at_its_address(make_article):
    article = make_article(title="The Mesh of the Net", slug="the-mesh-of-the-net")

    publishing.publish(article, by=None, at=NOW)

    found = listings.find_article("the-mesh-of-the-net")
    assert found.document.title == "The Mesh of the Net"
    assert (found.document.number, found.document.published) == (1, NOW)
    article.refresh_from_db()
    assert article.state == State.PUBLISHED
    assert not publishing.unpublished_changes(article)


def test_publishing_twice_publishes_once(make_article):
    article = make_article()

    first = publishing.publish(article, by=None, at=NOW)
    second = publishing.publish(article, by=None, at=LATER)

    assert first == second
    assert Version.objects.count() == Entry.objects.count() == 1


def test_an_article_with_errors_is_refused_and_stays_as_it_was(make_article):
    article = make_article()
    article.contributions.all().delete()

    with pytest.raises(publishing.NotReady) as error:
        publishing.publish(article, by=None, at=NOW)

    assert [item.code for item in error.value.checklist.errors] == ["byline-missing"]
    article.refresh_from_db()
    assert article.state == State.DRAFT
    assert not Version.objects.exists()


def test_edits_after_publication_do_not_reach_readers_until_they_are_published(make_article):
    article = make_article(title="Before")
    publishing.publish(article, by=None, at=NOW)

    article.title = "After"
    article.save()

    assert listings.find_article(article.slug).document.title == "Before"
    assert publishing.unpublished_changes(article)


def test_a_correction_is_a_new_version_with_a_public_note_and_the_old_one_stays(make_article):
    article = make_article(title="Before")
    publishing.publish(article, by=None, at=NOW)
    article.title = "After"
    article.save()

    publishing.correct(article, by=None, note="The title was wrong.", at=LATER)

    current = listings.find_article(article.slug).document
    assert (current.title, current.number, current.kind) == ("After", 2, "correction")
    assert current.first_published == NOW
    assert current.corrected == LATER
    assert [notice.note for notice in current.notices] == ["The title was wrong."]
    assert listings.find_version(article.slug, 1).document.title == "Before"


def test_a_double_click_on_correct_corrects_once(make_article):
    article = make_article()
    publishing.publish(article, by=None, at=NOW)
    article.title = "After"
    article.save()

    first = publishing.correct(article, by=None, note="A note.", at=LATER)
    assert publishing.correct(article, by=None, note="A note. ", at=LATER) == first

    assert Version.objects.count() == 2


@pytest.mark.parametrize("verb", [publishing.correct, publishing.update])
def test_a_correction_or_update_that_changes_nothing_is_refused(make_article, verb):
    article = make_article()
    publishing.publish(article, by=None, at=NOW)

    with pytest.raises(publishing.NothingChanged):
        verb(article, by=None, note="Nothing.", at=LATER)


@pytest.mark.parametrize(
    "verb",
    [publishing.correct, publishing.update, publishing.retract, publishing.withdraw],
)
def test_every_later_version_needs_a_public_note(make_article, verb):
    article = make_article()
    publishing.publish(article, by=None, at=NOW)
    article.title = "Changed"
    article.save()

    with pytest.raises(publishing.NoteMissing):
        verb(article, by=None, note="  ", at=LATER)

    assert Version.objects.count() == 1


def test_a_retracted_article_stays_readable_as_it_was_under_its_note(make_article):
    article = make_article(title="A claim")
    publishing.publish(article, by=None, at=NOW)
    article.title = "A half-finished second thought"
    article.save()

    publishing.retract(article, by=None, note="The data were invented.", at=LATER)
    publishing.retract(article, by=None, note="Clicked twice.", at=LATER)

    document = listings.find_article(article.slug).document
    assert (document.title, document.number, document.retracted) == ("A claim", 2, True)


def test_a_withdrawn_article_leaves_a_tombstone_without_its_text(make_article):
    article = make_article(title="A claim", standfirst="What must not be read any more.")
    publishing.publish(article, by=None, at=NOW)

    publishing.withdraw(article, by=None, note="It was another's work.", at=LATER)
    publishing.withdraw(article, by=None, note="Clicked twice.", at=LATER)

    gone = listings.find_article(article.slug)
    assert gone.document.title == "A claim"
    assert gone.document.body == ()
    assert gone.document.standfirst == ""
    assert Version.objects.count() == 2
    article.refresh_from_db()
    assert article.state == State.WITHDRAWN
    assert article.body, "the newsroom keeps its working copy"


@pytest.mark.parametrize("verb", [publishing.correct, publishing.retract, publishing.withdraw])
def test_what_was_never_published_cannot_be_corrected_or_withdrawn(make_article, verb):
    with pytest.raises(WrongState):
        verb(make_article(), by=None, note="A note.", at=NOW)


def test_a_withdrawn_article_is_not_published_again(make_article):
    article = make_article()
    publishing.publish(article, by=None, at=NOW)
    publishing.withdraw(article, by=None, note="Gone.", at=LATER)

    with pytest.raises(WrongState):
        publishing.publish(article, by=None, at=LATER)


# --- as published ------------------------------------------------------------------------------


def test_a_professor_who_moves_on_stays_a_professor_of_then(make_article, make_author):
    author = make_author(given_name="Mina", family_name="Seo")
    old = Organisation.objects.create(name="Harbour University")
    post = Affiliation.objects.create(author=author, organisation=old, role="Professor")
    article = make_article(author=author)
    publishing.publish(article, by=None, at=NOW)

    post.delete()
    new = Organisation.objects.create(name="Ministry of Tides")
    Affiliation.objects.create(author=author, organisation=new, role="Minister")
    author.biography = "<p>She has left the university.</p>"
    author.save()
    article.title = "A better title"
    article.save()
    publishing.correct(article, by=None, note="The title.", at=LATER)

    for number in (1, 2):
        line = listings.find_version(article.slug, number).document.byline[0]
        assert (line.title, line.affiliation) == ("Professor", "Harbour University")
        assert "left" not in str(line.biography)


def test_a_collective_and_somebody_without_profile_can_sign(make_article):
    article = make_article()
    article.contributions.all().delete()
    Contribution.objects.create(article=article, collective_name="The editorial board")
    Contribution.objects.create(
        article=article, given_name="Ngozi", family_name="Adeyemi", position=1
    )

    publishing.publish(article, by=None, at=NOW)

    byline = listings.find_article(article.slug).document.byline
    assert [line.name for line in byline] == ["The editorial board", "Ngozi Adeyemi"]


def test_a_changed_disclaimer_does_not_change_what_was_published(make_article, make_disclaimer):
    disclaimer = make_disclaimer()
    set_wording(disclaimer, "The views are the writer's.", "The views are the writers'.", None)
    article = make_article()
    article.disclaimers.add(disclaimer)
    publishing.publish(article, by=None, at=NOW)

    set_wording(disclaimer, "Another wording.", "", None)

    assert listings.find_article(article.slug).document.disclaimers == (
        "The views are the writer's.",
    )


def test_two_writers_get_the_wording_for_several(make_article, make_author, make_disclaimer):
    disclaimer = make_disclaimer()
    set_wording(disclaimer, "The views are the writer's.", "The views are the writers'.", None)
    article = make_article()
    article.disclaimers.add(disclaimer)
    Contribution.objects.create(article=article, author=make_author(), position=1)

    publishing.publish(article, by=None, at=NOW)

    assert listings.find_article(article.slug).document.disclaimers == (
        "The views are the writers'.",
    )


def test_an_employers_disclaimer_is_printed_beside_the_sections(
    make_article, make_author, make_disclaimer
):
    general, official = make_disclaimer(label="General"), make_disclaimer(label="Official")
    set_wording(general, "In general.", "", None)
    set_wording(official, "In a personal capacity.", "", None)
    author = make_author()
    ministry = Organisation.objects.create(name="Ministry of Tides", disclaimer=official)
    Affiliation.objects.create(author=author, organisation=ministry)
    article = make_article(author=author)
    article.section.disclaimer = general
    article.section.save()

    publishing.publish(article, by=None, at=NOW)

    assert listings.find_article(article.slug).document.disclaimers == (
        "In general.",
        "In a personal capacity.",
    )


def test_a_doi_is_given_once_and_kept(make_article):
    article = make_article()
    article.publication.doi_prefix = "10.5555"
    article.publication.save()
    publishing.publish(article, by=None, at=NOW)
    first = listings.find_article(article.slug).document.doi
    article.title = "After"
    article.save()

    publishing.correct(article, by=None, note="A note.", at=LATER)

    assert first.startswith("10.5555/")
    assert listings.find_article(article.slug).document.doi == first


def test_a_related_draft_is_not_named_to_readers(make_article):
    secret = make_article(title="Not yet", slug="not-yet")
    article = make_article()
    article.related.add(secret)
    article.translation_of = secret
    article.save()

    publishing.publish(article, by=None, at=NOW)

    document = listings.find_article(article.slug).document
    assert document.related == ()
    assert document.translation_of is None
    codes = [item.code for item in check(article, at=NOW).advice]
    assert codes.count("link-hidden") == 2


# --- the hour ----------------------------------------------------------------------------------


def test_a_scheduled_article_is_published_at_its_hour_and_never_before(make_article):
    article = make_article()
    publishing.schedule(article, by=None, at=LATER, now=NOW)

    assert publishing.publish_due(LATER - timedelta(microseconds=1)) == []
    assert listings.find_article(article.slug) is None

    assert len(publishing.publish_due(LATER)) == 1
    assert publishing.publish_due(LATER) == []
    assert listings.find_article(article.slug).document.published == LATER


def test_an_hour_that_is_past_is_refused(make_article):
    with pytest.raises(publishing.InThePast):
        publishing.schedule(make_article(), by=None, at=NOW, now=NOW)


def test_an_article_that_fails_at_its_hour_is_held_with_the_reason_and_others_go(make_article):
    good, bad = make_article(), make_article()
    for article in (bad, good):
        publishing.schedule(article, by=None, at=LATER, now=NOW)
    bad.contributions.all().delete()

    published = publishing.publish_due(LATER)

    assert [version.article for version in published] == [good.key]
    bad.refresh_from_db()
    assert bad.state == State.READY
    assert "Nobody signs" in bad.held_because
    assert publishing.publish_due(LATER) == []


def test_an_unscheduled_article_is_not_published(make_article):
    article = make_article()
    publishing.schedule(article, by=None, at=LATER, now=NOW)

    publishing.unschedule(article, by=None)

    assert publishing.publish_due(LATER) == []
    article.refresh_from_db()
    assert article.state == State.READY


@pytest.mark.sqlite  # PostgreSQL tells the time itself, and it cannot be moved
def test_the_first_public_request_after_the_hour_publishes_without_a_worker(
    make_article, client, time_machine
):
    article = make_article(title="At nine sharp", slug="at-nine-sharp")
    publishing.schedule(article, by=None, at=LATER, now=NOW)

    time_machine.move_to(LATER - timedelta(seconds=1), tick=False)
    assert client.get("/articles/at-nine-sharp/").status_code == 404
    time_machine.move_to(LATER, tick=False)
    answer = client.get("/articles/at-nine-sharp/")

    assert answer.status_code == 200
    assert b"At nine sharp" in answer.content


# --- who may -----------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["publish", "schedule", "correct", "retract", "withdraw"])
def test_a_contributor_and_an_editor_cannot_publish(make_article, contributor, editor_user, verb):
    article = make_article(created_by=contributor)
    acts = {
        "publish": lambda by: publishing.publish(article, by=by, at=NOW),
        "schedule": lambda by: publishing.schedule(article, by=by, at=LATER, now=NOW),
        "correct": lambda by: publishing.correct(article, by=by, note="A note.", at=NOW),
        "retract": lambda by: publishing.retract(article, by=by, note="A note.", at=NOW),
        "withdraw": lambda by: publishing.withdraw(article, by=by, note="A note.", at=NOW),
    }

    for person in (contributor, editor_user):
        with pytest.raises(NotPermitted):
            acts[verb](person)

    assert not Version.objects.exists()


def test_a_managing_editor_publishes(make_article, managing_editor):
    article = make_article()

    publishing.publish(article, by=managing_editor, at=NOW)

    assert article.revisions.first().by == managing_editor
