"""After publication: what a change is called, which parts readers get, and how they see it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from articles import publishing
from articles.accepting import Rejection
from articles.models import Article, Override
from articles.revisions import record_revision
from record import listings
from record.document import Kind
from record.models import Event, Version

pytestmark = pytest.mark.django_db

PUBLISHED = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = PUBLISHED + timedelta(days=30)
BODY = "<p>It leaves at nine.</p>\n<p>It takes an hour.</p>\n<p>It returns at noon.</p>"
CHANGED = "<p>It leaves at ten.</p>\n<p>It takes an hour.</p>\n<p>It returns at one.</p>"


@pytest.fixture
def ferry(make_article, make_topic):
    """A public article whose working copy says otherwise in four places."""
    article = make_article(title="The slow ferry", slug="the-slow-ferry", body=BODY)
    record_revision(article, by=None)
    publishing.publish(article, by=None, at=PUBLISHED)
    article.title = "The slower ferry"
    article.body = CHANGED
    article.save()
    article.topics.add(make_topic("Harbours"))
    record_revision(article, by=None, reason="Second thoughts")
    return article


@pytest.fixture
def step(managing_editor_client, filled_form):
    def taken(article, name, *, without=(), **answers):
        address = reverse(f"admin:articles_article_{name}", args=[article.pk])
        form = filled_form(managing_editor_client.get(address)) | answers
        for part in without:
            assert form.pop(f"accepted-{part}"), part
        return managing_editor_client.post(address, form, follow=True)

    return taken


def live(article):
    return listings.find_article(article.slug).document


def words(document):
    return [block.content[0].text for block in document.body]


# --- what it is -------------------------------------------------------------------------------


def test_a_save_changes_nothing_for_readers_and_asks_what_the_change_is(
    ferry, managing_editor_client, editor_client, filled_form
):
    change = reverse("admin:articles_article_change", args=[ferry.pk])
    for client, words_said in (
        (managing_editor_client, "Publish them as: <a"),
        (editor_client, "A managing editor publishes them."),
    ):
        form = filled_form(client.get(change)) | {"subtitle": "A winter"}
        page = client.post(change, form, follow=True).content.decode()
        assert "Readers see version 1 of “The slower ferry”; your changes are not live." in page
        assert words_said in page
        assert Version.objects.count() == 1

    panel = managing_editor_client.get(change).context["panel"]
    assert [door.name for door, _ in panel.changers] == ["correct", "update", "clarify", "mend"]
    assert live(ferry).title == "The slow ferry"


def test_a_mended_typo_is_a_version_without_a_notice(ferry, step, client):
    done = step(ferry, "mend")

    assert "version 2, without a notice" in done.content.decode()
    document = live(ferry)
    assert (document.title, document.kind, document.notices) == ("The slower ferry", "typo", ())
    assert document.corrected is None
    page = client.get("/articles/the-slow-ferry/").content.decode()
    assert 'class="notices"' not in page
    assert "Typo mended" in page
    assert "The slower ferry" not in client.get("/corrections/").content.decode()
    told = client.get("/api/v1/articles/the-slow-ferry/versions/").json()["results"]
    assert [(each["number"], each["kind"], each["note"]) for each in told] == [
        (2, "typo", ""),
        (1, "publication", ""),
    ]
    assert Version.objects.get(number=2).entries.get().event == Event.UPDATED


def test_a_clarification_tells_readers_so(ferry, step, client):
    step(ferry, "clarify", note="It leaves the quay, not the town.")

    assert live(ferry).kind == "clarification"
    for address in ("/articles/the-slow-ferry/", "/corrections/?kind=clarification"):
        page = client.get(address).content.decode()
        assert "It leaves the quay, not the town." in page
        assert "Clarification" in page


def test_a_typo_mended_before_a_correction_stays_in_the_list_of_versions(ferry, client):
    publishing.mend(ferry, by=None, at=LATER)
    Article.objects.filter(pk=ferry.pk).update(title="The slowest ferry")
    publishing.correct(ferry, by=None, note="It is the slowest.", at=LATER)

    page = client.get("/articles/the-slow-ferry/").content.decode()

    assert page.index(">Version 1<") < page.index("Typo mended") < page.rindex(">Version 3<")


# --- part by part -----------------------------------------------------------------------------


def test_each_part_that_changes_can_be_rejected_by_itself(ferry, managing_editor_client):
    address = reverse("admin:articles_article_correct", args=[ferry.pk])

    choices = managing_editor_client.get(address).context["choices"]

    offered = [(each["name"], each["change"].label, each["accepted"]) for each in choices]
    assert offered == [
        ("title", "Title", True),
        ("1", "Body, passage 1 of 2", True),
        ("2", "Body, passage 2 of 2", True),
        ("topics", "Topics", True),
    ]


def test_what_is_rejected_goes_back_and_only_the_rest_is_published(ferry, step):
    step(ferry, "correct", without=["title", "2", "topics"], note="It leaves at ten.")

    document = live(ferry)
    assert document.title == "The slow ferry"
    assert document.topics == ()
    assert words(document) == ["It leaves at ten.", "It takes an hour.", "It returns at noon."]
    ferry.refresh_from_db()
    assert ferry.title == "The slow ferry"
    assert not publishing.unpublished_changes(ferry)


def test_what_was_rejected_stays_in_the_history(ferry, step):
    step(ferry, "update", without=["title", "1", "2"], note="A new topic.")

    published, put_back, before, *_ = ferry.revisions.all()
    assert published.published_as == 2
    assert put_back.reason == "Put back to version 1: body, title"
    assert before.snapshot["title"] == "The slower ferry"
    assert before.snapshot["body"] == CHANGED


def test_text_that_no_revision_holds_is_kept_before_it_is_put_back(ferry, step):
    Article.objects.filter(pk=ferry.pk).update(title="Saved by another way")

    step(ferry, "update", without=["title"], note="New hours.")

    titles = [revision.snapshot["title"] for revision in ferry.revisions.all()]
    assert titles[:3] == ["The slow ferry", "The slow ferry", "Saved by another way"]


def test_rejecting_everything_is_refused_and_puts_nothing_back(ferry, step):
    refused = step(ferry, "correct", without=["title", "1", "2", "topics"], note="Nothing?")

    assert "has no changes that readers don" in refused.content.decode()
    assert Version.objects.count() == 1
    ferry.refresh_from_db()
    assert (ferry.title, ferry.body) == ("The slower ferry", CHANGED)


def test_a_rejected_byline_is_the_one_readers_see(ferry, make_author):
    before = live(ferry).byline
    ferry.contributions.all().delete()
    ferry.contributions.create(author=make_author(family_name="Quay"))
    record_revision(ferry, by=None)

    rejecting = Rejection(parts=frozenset({"byline"}))
    publishing.announce(ferry, Kind.UPDATE, by=None, note="More.", at=LATER, rejecting=rejecting)

    assert live(ferry).byline == before
    assert live(ferry).number == 2


def test_what_comes_from_elsewhere_cannot_be_rejected(ferry, managing_editor_client):
    ferry.section.name = "Comment"
    ferry.section.save()
    address = reverse("admin:articles_article_correct", args=[ferry.pk])

    choices = managing_editor_client.get(address).context["choices"]

    names = {each["change"].label: each["name"] for each in choices}
    assert names["Section"] == ""
    assert names["Title"] == "title"


def test_a_change_with_a_warning_asks_for_its_reason_too(ferry, step):
    type(ferry.section).objects.filter(pk=ferry.section_id).update(min_words=400)

    refused = step(ferry, "correct", note="It leaves at ten.")
    assert "Put it right, or give the reason" in refused.content.decode()
    assert Version.objects.count() == 1
    answer = {"override-body-short": "A notice."}
    step(ferry, "correct", note="It leaves at ten.", **answer)

    assert Version.objects.count() == 2
    assert Override.objects.get().reason == "A notice."
