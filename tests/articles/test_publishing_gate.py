"""One gate on every way to readers: errors block, a warning wants a reason, an embargo holds."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import checklist, publishing
from articles.dates import set_dates
from articles.models import Article, Override, State
from audit.models import Act
from record.models import Version

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HOUR = NOW + timedelta(days=3)
REASON = "An obituary needs no more."


@pytest.fixture
def short(make_article):
    """An article shorter than its section asks for."""
    article = make_article(title="A short one", slug="a-short-one", state=State.READY)
    type(article.section).objects.filter(pk=article.section_id).update(min_words=400)
    return Article.objects.get(pk=article.pk)


def text_of(response):
    return response.content.decode()


# --- the ways ---------------------------------------------------------------------------------


@pytest.fixture
def browser(managing_editor_client, filled_form):
    def post(name, article, **answers):
        address = reverse(f"admin:articles_article_{name}", args=[article.pk])
        form = filled_form(managing_editor_client.get(address))
        return managing_editor_client.post(address, form | answers, follow=True)

    return post


@pytest.fixture
def ways(browser, managing_editor_client):
    """Every way by which a text becomes public, by name; each answers what it says."""

    def bulk(article):
        sent = {"action": "publish_articles", "_selected_action": article.pk, "confirmed": "yes"}
        address = reverse("admin:articles_article_changelist")
        return text_of(managing_editor_client.post(address, sent, follow=True))

    def command(article):
        try:
            call_command("publish", article.slug, stdout=StringIO())
        except CommandError as error:
            return str(error)
        return ""

    def scheduled(article):
        """As if it had been scheduled when it still passed."""
        past = timezone.now() - timedelta(minutes=1)
        Article.objects.filter(pk=article.pk).update(
            state=State.SCHEDULED, publish_at=past, embargo_until=None
        )

    def hour(article):
        scheduled(article)
        call_command("publish_due", stdout=StringIO())
        return Article.objects.get(pk=article.pk).held_because

    def first_request(article):
        scheduled(article)
        Client().get("/articles/nothing-here/")
        return Article.objects.get(pk=article.pk).held_because

    return {
        "button": lambda article: text_of(browser("publish", article)),
        "schedule": lambda article: text_of(browser("schedule", article, at="2099-03-05T09:30")),
        "bulk": bulk,
        "command": command,
        "its hour": hour,
        "the first request": first_request,
    }


WAYS = ["button", "schedule", "bulk", "command", "its hour", "the first request"]


def test_the_ways_are_all_there_are(ways):
    """Whoever appends to the record a text that was not public passes the gate."""
    assert list(ways) == WAYS


@pytest.mark.parametrize("way", WAYS)
def test_an_error_and_a_warning_block_on_every_way(ways, short, way):
    said = ways[way](short)

    assert not Version.objects.exists()
    assert "400" in said or "body-short" in said
    short.refresh_from_db()
    assert short.state == State.READY

    short.contributions.all().delete()
    ways[way](short)
    assert not Version.objects.exists()


@pytest.mark.parametrize("way", ["its hour", "the first request"])
def test_a_warning_that_was_answered_for_holds_nothing_at_its_hour(ways, short, browser, way):
    browser("schedule", short, at="2099-03-05T09:30", **{"override-body-short": REASON})
    assert Article.objects.get(pk=short.pk).state == State.SCHEDULED

    ways[way](short)

    assert Version.objects.count() == 1


# --- warnings ---------------------------------------------------------------------------------


def test_a_warning_is_overridden_with_a_reason_that_is_kept(short, browser, managing_editor):
    refused = browser("publish", short, **{"override-body-short": " "})
    assert "give the reason for going on" in text_of(refused)

    browser("publish", short, **{"override-body-short": REASON})

    assert Version.objects.count() == 1
    kept = Override.objects.get()
    assert (kept.code, kept.reason, kept.by) == ("body-short", REASON, managing_editor)
    assert REASON in short.revisions.first().reason
    act = Act.objects.get(what="overrode a warning")
    assert (act.by, act.reason, act.after["code"]) == (managing_editor, REASON, "body-short")


def test_a_reason_holds_for_what_was_found_and_not_for_something_else(short):
    answer = {"body-short": REASON}
    publishing.schedule(short, by=None, at=HOUR, now=NOW, overriding=answer)
    found = checklist.check(short, at=HOUR)
    assert found.warnings == ()
    assert [item.overridden for item in found.overridden] == [REASON]

    short.body = "<p>Fewer words.</p>"
    short.save()

    assert [item.code for item in checklist.check(short, at=HOUR).warnings] == ["body-short"]
    assert publishing.publish_due(HOUR) == []
    short.refresh_from_db()
    assert short.state == State.READY
    assert "400" in short.held_because


def test_an_error_is_never_overridden(short):
    short.contributions.all().delete()

    answers = {"byline-missing": REASON, "body-short": REASON}
    with pytest.raises(publishing.NotReady):
        publishing.publish(short, by=None, at=NOW, overriding=answers)

    assert not Override.objects.exists()
    with pytest.raises(CommandError, match="cannot be overridden"):
        call_command("publish", short.slug, override=[("byline-missing", REASON)])


def test_the_command_takes_reasons(short):
    out = StringIO()

    call_command("publish", short.slug, f"--override=body-short={REASON}", stdout=out)

    assert "warning (body-short)" in out.getvalue()
    assert Version.objects.count() == 1


def test_several_are_published_each_with_its_own_reasons(short, make_article, ways):
    other = make_article(title="Another", section=short.section)
    client = ways["bulk"].__closure__[0].cell_contents
    address = reverse("admin:articles_article_changelist")
    chosen = {"action": "publish_articles", "_selected_action": [short.pk, other.pk]}
    assert f'name="override-{short.pk}-body-short"' in text_of(client.post(address, chosen))

    answers = {f"override-{short.pk}-body-short": REASON, "confirmed": "yes"}
    page = text_of(client.post(address, chosen | answers, follow=True))

    assert "“A short one” is published" in page
    assert "“Another” was not published" in page
    assert Version.objects.count() == 1


def test_several_are_taken_off_the_calendar_after_a_question(make_article, managing_editor_client):
    articles = [make_article() for _ in range(2)]
    for article in articles:
        publishing.schedule(article, by=None, at=HOUR, now=NOW)
    address = reverse("admin:articles_article_changelist")
    chosen = {"action": "unschedule_articles", "_selected_action": [a.pk for a in articles]}

    managing_editor_client.post(address, chosen)
    assert Article.objects.filter(state=State.SCHEDULED).count() == 2
    managing_editor_client.post(address, chosen | {"confirmed": "yes"})

    assert Article.objects.filter(state=State.READY).count() == 2


# --- embargo ----------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["button", "schedule", "bulk", "command"])
def test_nothing_is_published_before_its_embargo_ends_on_no_way(ways, make_article, way):
    article = make_article(embargo_until=datetime(2099, 3, 6, tzinfo=UTC))

    said = ways[way](article)

    assert "may be public before" in said or "errors to mend" in said
    article.refresh_from_db()
    assert article.state == State.DRAFT
    assert not Version.objects.exists()


def test_it_can_be_scheduled_for_the_end_of_its_embargo_and_no_earlier(make_article):
    article = make_article(embargo_until=HOUR)

    with pytest.raises(publishing.NotReady, match="Embargoed"):
        publishing.schedule(article, by=None, at=HOUR - timedelta(seconds=1), now=NOW)
    publishing.schedule(article, by=None, at=HOUR, now=NOW)

    assert len(publishing.publish_due(HOUR)) == 1


def test_dates_that_contradict_each_other_are_refused_beside_their_field(
    make_article, browser, managing_editor
):
    article = make_article()
    publishing.schedule(article, by=None, at=HOUR, now=NOW)

    early = browser("dates", article, embargo_until="2099-03-05T09:30")
    assert "Schedule it later first" in text_of(early)
    unsaid = browser("dates", article, expires_at="2099-03-05T09:30")
    assert "Tell readers why they find it no more." in text_of(unsaid)

    article.refresh_from_db()
    assert (article.embargo_until, article.expires_at) == (None, None)


# --- expiry -----------------------------------------------------------------------------------


def test_what_expires_is_withdrawn_at_its_hour_with_its_note_once_and_never_early(make_article):
    article = make_article()
    publishing.publish(article, by=None, at=NOW)
    set_dates(
        article,
        by=None,
        now=NOW,
        embargo_until=None,
        expires_at=HOUR,
        expiry_note="Licensed until today.",
        review_by=None,
    )

    assert publishing.publish_due(HOUR - timedelta(seconds=1)) == []
    (version,) = publishing.publish_due(HOUR)

    assert version.kind == "withdrawal"
    assert "Licensed until today." in version.document
    assert publishing.publish_due(HOUR) == []
    article.refresh_from_db()
    assert article.state == State.WITHDRAWN


def test_one_that_fails_otherwise_stays_due_and_keeps_no_other_waiting(make_article, make_public):
    make_public(doi="10.5555/taken")
    first, second = make_article(doi="10.5555/taken"), make_article()
    for article in (first, second):
        publishing.schedule(article, by=None, at=HOUR, now=NOW)

    published = publishing.publish_due(HOUR)

    assert [version.article for version in published] == [second.key]
    assert publishing.due(HOUR) == [first.pk]
