"""Giving an article to partners before its hour: what they get, and when it ends."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing, workflow
from articles.advancing import NoHour, PartnerInactive, give, given, take_back
from articles.models import State
from articles.policy import NotPermitted
from articles.publishing import InThePast, NotReady
from articles.workflow import WrongState
from partners.models import AdvanceCopy
from record.canonical import loads
from record.models import Version

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HOUR = NOW + timedelta(days=2)


@pytest.fixture
def scheduled(make_article):
    article = make_article(title="What the Tide Leaves")
    publishing.schedule(article, by=None, at=HOUR, now=NOW)
    return article


def holders(article):
    return [each.copy.partner.name for each in given(article)]


def test_a_partner_is_given_the_article_as_it_stands(scheduled, make_partner, managing_editor):
    delta = make_partner("Delta Daily")

    [copy] = give(scheduled, partners=[delta], by=managing_editor, now=NOW)

    document = loads(copy.document)
    assert (document.title, document.published) == ("What the Tide Leaves", HOUR)
    assert (copy.embargo_until, copy.given_by) == (HOUR, managing_editor)
    assert not Version.objects.exists()
    reason = scheduled.revisions.order_by("-number").first().reason
    assert reason == "Given ahead until 2026-11-26 09:30 UTC: Delta Daily"


def test_a_changed_draft_is_not_passed_on_until_it_is_given_again(scheduled, make_partner):
    delta = make_partner()
    give(scheduled, partners=[delta], by=None, now=NOW)
    assert [each.behind for each in given(scheduled)] == [False]

    scheduled.title = "What the Tide Takes"
    scheduled.save()

    assert [each.behind for each in given(scheduled)] == [True]
    assert loads(AdvanceCopy.objects.get().document).title == "What the Tide Leaves"
    give(scheduled, partners=[delta], by=None, now=NOW)
    assert [each.behind for each in given(scheduled)] == [False]
    assert loads(AdvanceCopy.objects.get().document).title == "What the Tide Takes"


def test_an_article_without_an_hour_needs_one_for_its_embargo(make_article, make_partner):
    article = make_article()
    with pytest.raises(NoHour):
        give(article, partners=[make_partner()], by=None, now=NOW)
    with pytest.raises(InThePast):
        give(article, partners=[make_partner()], by=None, now=NOW, until=NOW)

    [copy] = give(article, partners=[make_partner()], by=None, now=NOW, until=HOUR)

    assert copy.embargo_until == HOUR


def test_who_may_not_publish_may_not_give(scheduled, make_partner, editor_user):
    with pytest.raises(NotPermitted):
        give(scheduled, partners=[make_partner()], by=editor_user, now=NOW)
    with pytest.raises(NotPermitted):
        take_back(scheduled, by=editor_user)


def test_what_fails_the_checklist_is_given_to_nobody(make_article, make_partner):
    article = make_article(body="<p>TK</p>")

    with pytest.raises(NotReady):
        give(article, partners=[make_partner()], by=None, now=NOW, until=HOUR)

    assert not AdvanceCopy.objects.exists()


def test_all_are_given_it_or_none(scheduled, make_partner):
    with pytest.raises(PartnerInactive):
        give(
            scheduled,
            partners=[make_partner("A"), make_partner("B", active=False)],
            by=None,
            now=NOW,
        )

    assert not AdvanceCopy.objects.exists()


def test_what_is_public_is_not_given_ahead(make_article, make_partner):
    article = make_article()
    publishing.publish(article, by=None, at=NOW)

    with pytest.raises(WrongState):
        give(article, partners=[make_partner()], by=None, now=NOW, until=HOUR)


@pytest.mark.parametrize("end", ["published", "unscheduled", "published early", "held"])
def test_copies_end_with_the_article_having_its_hour(end, scheduled, make_partner):
    give(scheduled, partners=[make_partner()], by=None, now=NOW)

    match end:
        case "published":
            publishing.publish_due(HOUR)
        case "unscheduled":
            publishing.unschedule(scheduled, by=None)
        case "published early":
            publishing.publish(scheduled, by=None, at=NOW)
        case "held":
            scheduled.contributions.all().delete()
            publishing.publish_due(HOUR)

    assert not AdvanceCopy.objects.exists()


def test_scheduling_an_article_given_ahead_sets_its_embargo(make_article, make_partner):
    article = make_article()
    give(article, partners=[make_partner()], by=None, now=NOW, until=HOUR)

    publishing.schedule(article, by=None, at=HOUR + timedelta(days=1), now=NOW)

    assert AdvanceCopy.objects.get().embargo_until == HOUR + timedelta(days=1)


def test_sending_an_article_back_leaves_what_was_agreed_with_partners(make_article, make_partner):
    article = make_article(state=State.READY)
    give(article, partners=[make_partner()], by=None, now=NOW, until=HOUR)

    workflow.move(article, State.CHANGES_REQUESTED, by=None)

    assert AdvanceCopy.objects.exists()


# --- in the admin -----------------------------------------------------------------------------


@pytest.fixture
def step(managing_editor_client, filled_form):
    def taken(article, name, **answers):
        address = reverse(f"admin:articles_article_{name}", args=[article.pk])
        form = filled_form(managing_editor_client.get(address))
        return managing_editor_client.post(address, form | answers, follow=True)

    return taken


@pytest.fixture
def soon(make_article):
    article = make_article(title="What the Tide Leaves")
    now = timezone.now()
    publishing.schedule(article, by=None, at=now + timedelta(days=2), now=now)
    return article


def panel_of(client, article):
    return client.get(reverse("admin:articles_article_change", args=[article.pk])).context["panel"]


def doors(panel):
    return {door.name for door, _ in panel.doors}


def test_the_step_is_offered_when_there_is_a_partner(soon, make_partner, managing_editor_client):
    assert "give-ahead" not in doors(panel_of(managing_editor_client, soon))

    make_partner()

    offered = doors(panel_of(managing_editor_client, soon))
    assert "give-ahead" in offered
    assert "take-back" not in offered


def test_an_editor_chooses_partners_and_sees_who_has_it(
    soon, make_partner, make_key, step, managing_editor_client
):
    delta, echo = make_partner("Delta Daily"), make_partner("Echo Weekly")
    make_key(delta, scopes=["read", "advance"])
    address = reverse("admin:articles_article_give-ahead", args=[soon.pk])
    page = managing_editor_client.get(address).content.decode()
    assert "Echo Weekly (has no key for advance copies yet)" in page
    assert "Delta Daily (" not in page

    step(soon, "give-ahead", partners=[str(delta.pk), str(echo.pk)])
    assert holders(soon) == ["Delta Daily", "Echo Weekly"]
    step(soon, "give-ahead", partners=[str(echo.pk)])

    panel = panel_of(managing_editor_client, soon)
    assert [each.partner for each in panel.ahead] == ["Echo Weekly"]
    assert "take-back" in doors(panel)
    step(soon, "take-back")
    assert holders(soon) == []


def test_the_panel_says_when_partners_have_an_older_text(
    soon, make_partner, step, managing_editor_client
):
    step(soon, "give-ahead", partners=[str(make_partner().pk)])
    type(soon).objects.filter(pk=soon.pk).update(title="What the Tide Takes")

    page = managing_editor_client.get(
        reverse("admin:articles_article_change", args=[soon.pk])
    ).content.decode()

    assert "Give it again" in page


def test_an_article_that_is_not_scheduled_is_given_until_an_hour(make_article, make_partner, step):
    article, partner = make_article(), make_partner()

    refused = step(article, "give-ahead", partners=[str(partner.pk)])
    assert "at" in refused.context["form"].errors
    step(article, "give-ahead", partners=[str(partner.pk)], at="2099-03-05T09:30")

    assert AdvanceCopy.objects.get().embargo_until == datetime(2099, 3, 5, 8, 30, tzinfo=UTC)


def test_choosing_nobody_is_told_so(soon, make_partner, step):
    make_partner()

    refused = step(soon, "give-ahead")

    assert refused.context["form"].errors == {"partners": ["Choose at least one partner."]}


def test_deleting_a_draft_deletes_what_was_given_of_it(
    make_article, make_partner, managing_editor_client
):
    article = make_article()
    give(article, partners=[make_partner()], by=None, now=NOW, until=HOUR)
    address = reverse("admin:articles_article_delete", args=[article.pk])

    managing_editor_client.post(address, {"post": "yes"})

    assert not AdvanceCopy.objects.exists()
