"""Private links: one text of one article for one person outside, and for nobody else (T4)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, State
from articles.publishing import publish, withdraw
from articles.revisions import record_revision
from masthead.logs import JSONLines, PlainLines
from proofs import answering
from proofs.mailing import send_due
from proofs.models import Proof, Visit
from proofs.tidying import forget

pytestmark = pytest.mark.django_db

FORM = {"recipient": "Ines Okafor", "address": "", "contribution": "", "days": "3"}


@pytest.fixture
def draft(make_article, make_photo, editor_user):
    article = make_article(
        title="Slow ferries", body="<p>They wait for the tide.</p>", lead_photo=make_photo()
    )
    record_revision(article, by=editor_user)
    return article


@pytest.fixture
def link(editor_client, draft):
    """`link(days="1", …)`: the address of a new link to the draft, as an editor gets it."""

    def made(**values):
        page = editor_client.post(reverse("admin-article-proofs", args=[draft.pk]), FORM | values)
        assert page.status_code == 200
        return re.search(r'value="https?://[^/"]+(/proofs/[^"]+)"', page.content.decode())[1]

    return made


@pytest.fixture
def anybody():
    """Somebody without an account, whose browser sends no CSRF token."""
    return Client(enforce_csrf_checks=True)


def test_whoever_has_the_link_reads_that_text_and_nobody_keeps_it(link, anybody, draft):
    address = link()

    page = anybody.get(address)

    assert page.status_code == 200
    assert "They wait for the tide." in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    assert not page.cookies
    assert "ETag" not in page
    assert anybody.get(f"/articles/{draft.slug}/").status_code == 404


def test_the_text_behind_a_link_never_changes_and_says_that_there_is_a_newer_one(
    link, anybody, draft, editor_user
):
    address = link()
    Article.objects.filter(pk=draft.pk).update(body="<p>Nobody waits any more.</p>")
    draft.refresh_from_db()
    record_revision(draft, by=editor_user)

    page = anybody.get(address).content.decode()

    assert "They wait for the tide." in page
    assert "Nobody waits" not in page
    assert "there is a newer text" in page


@pytest.mark.parametrize("ended", ["", "expired", "published"])
def test_wherever_a_link_leads_no_other_site_hears_of_it_and_no_cache_keeps_it(
    link, anybody, draft, managing_editor, ended
):
    address = link()
    if ended == "expired":
        Proof.objects.update(revoked_at=timezone.now())
    if ended == "published":
        publish(draft, by=managing_editor, at=timezone.now())

    answers = [
        anybody.get(address),
        anybody.post(address, {"do": "approve"}),
        *([] if ended else [anybody.get(f"{address}{draft.lead_photo.sha256}/full-640.webp")]),
    ]

    for answer in answers:
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "private, no-store"


def test_of_the_token_only_a_digest_is_kept(link):
    token = link().split("/")[2]

    assert len(token) >= 43  # 256 bits
    kept = [str(value) for row in Proof.objects.values() for value in row.values()]
    assert not any(token in value for value in kept)


def test_a_link_ends_when_it_expires_or_is_revoked(link, anybody, editor_client, draft):
    short, long = link(days="1"), link(days="7")

    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert anybody.get(short).status_code == 410
        assert anybody.get(long).status_code == 200
    proof = Proof.objects.latest("expires_at")
    editor_client.post(reverse("admin-article-proof-revoke", args=[draft.pk, proof.pk]))

    ended = anybody.get(long)
    assert ended.status_code == 410
    assert "tide" not in ended.content.decode()


def test_after_publication_a_link_leads_to_the_public_page_and_after_withdrawal_nowhere(
    link, anybody, draft, managing_editor
):
    address = link()

    publish(draft, by=managing_editor, at=timezone.now())
    led = anybody.get(address)
    assert (led.status_code, led["Location"].endswith(f"/articles/{draft.slug}/")) == (302, True)

    withdraw(draft, by=managing_editor, note="Wrong.", at=timezone.now())
    assert anybody.get(address).status_code == 410


def test_a_token_opens_its_own_article_alone(link, anybody, make_photo):
    address = link()
    other = make_photo()

    picture = f"{address}{other.sha256}/full-640.webp"
    assert anybody.get(picture).status_code == 404
    assert anybody.get("/proofs/" + "x" * 43 + "/").status_code == 404
    assert anybody.get(address.upper()).status_code == 404


def test_photos_of_the_text_are_shown_behind_the_link_only(link, anybody, draft):
    address = link()
    sha256 = draft.lead_photo.sha256

    assert anybody.get(f"{address}{sha256}/full-640.webp").status_code == 200
    assert anybody.get(f"/photos/{sha256}/full-640.webp").status_code == 404
    Proof.objects.update(revoked_at=timezone.now())
    assert anybody.get(f"{address}{sha256}/full-640.webp").status_code == 404


def test_its_photos_go_with_a_withdrawal(link, anybody, draft, managing_editor):
    picture = f"{link()}{draft.lead_photo.sha256}/full-640.webp"

    publish(draft, by=managing_editor, at=timezone.now())
    assert anybody.get(picture).status_code == 404
    withdraw(draft, by=managing_editor, note="Wrong.", at=timezone.now())
    assert anybody.get(picture).status_code == 404


def test_the_recipient_comments_on_a_paragraph_and_the_editor_is_told(
    link, anybody, draft, editor_user
):
    address = link()

    sent = anybody.post(
        address, {"do": "comment", "comment-paragraph": "0", "comment-text": "Which <b>tide</b>?"}
    )

    assert sent.status_code == 302
    comment = draft.comments.get()
    assert (comment.by, comment.signed, comment.text) == (
        None,
        "Ines Okafor",
        "Which <b>tide</b>?",
    )
    assert comment.paragraph == "They wait for the tide."
    assert "Ines Okafor commented" in editor_user.told.get().what


def test_an_empty_comment_is_asked_for_again(link, anybody, draft):
    page = anybody.post(link(), {"do": "comment", "comment-text": " "})

    assert page.status_code == 400
    assert "Write what you have to say" in page.content.decode()
    assert draft.comments.count() == 0


def test_the_recipient_approves_that_revision_once(link, anybody, editor_client, draft):
    address = link()

    for _ in range(2):
        anybody.post(address, {"do": "approve"})

    listed = editor_client.get(reverse("admin-article-proofs", args=[draft.pk])).content.decode()
    assert "approved" in listed
    assert Proof.objects.get().visits.filter(what="opened").count() == 0


def test_a_link_that_is_used_like_a_machine_would_is_refused_for_a_while(link, anybody):
    address = link()
    proof = Proof.objects.get()
    proof.visits.bulk_create(
        proof.visits.model(proof=proof, at=timezone.now(), what="opened") for _ in range(120)
    )

    assert anybody.get(address).status_code == 429
    assert anybody.head(address).status_code == 200
    assert anybody.post(address, {"do": "approve"}).status_code == 302


def test_what_was_written_too_often_is_not_lost(link, anybody, draft):
    address = link()
    proof = Proof.objects.get()
    proof.visits.bulk_create(
        proof.visits.model(proof=proof, at=timezone.now(), what="commented") for _ in range(30)
    )

    page = anybody.post(address, {"do": "comment", "comment-text": "The tide is late."})

    assert page.status_code == 429
    assert "The tide is late.</textarea>" in page.content.decode()
    assert draft.comments.count() == 0
    assert anybody.get(address).status_code == 200


def test_looking_without_reading_is_no_opening(link, anybody):
    anybody.head(link())

    assert Proof.objects.get().openings == 0


def test_a_name_in_an_outsiders_comment_calls_nobody_who_may_not_see_the_article(
    link, anybody, contributor, managing_editor
):
    anybody.post(
        link(), {"do": "comment", "comment-text": f"@contributor @{managing_editor.username}, look"}
    )

    assert contributor.told.count() == 0
    assert managing_editor.told.count() == 1


def test_a_link_by_mail_is_sent_once_and_its_token_is_then_forgotten(editor_client, draft, anybody):
    editor_client.post(
        reverse("admin-article-proofs", args=[draft.pk]), FORM | {"address": "ines@example.org"}
    )

    assert [send_due(), send_due()] == [1, 0]

    (message,) = mail.outbox
    assert message.to == ["ines@example.org"]
    assert "They wait" not in message.body
    address = re.search(r"http://[^/]+(/proofs/\S+)", message.body)[1]
    assert anybody.get(address).status_code == 200
    assert Proof.objects.get().sealed_token == ""


def test_a_mail_whose_link_was_revoked_before_it_left_never_leaves(editor_client, draft):
    editor_client.post(
        reverse("admin-article-proofs", args=[draft.pk]), FORM | {"address": "ines@example.org"}
    )
    proof = Proof.objects.get()
    editor_client.post(reverse("admin-article-proof-revoke", args=[draft.pk, proof.pk]))

    send_due()

    assert mail.outbox == []


def test_a_contributor_shows_the_own_draft_until_it_is_handed_in(
    make_article, contributor, contributor_client
):
    own = make_article(created_by=contributor)
    address = reverse("admin-article-proofs", args=[own.pk])
    assert contributor_client.post(address, FORM).status_code == 200

    Article.objects.filter(pk=own.pk).update(state=State.IN_REVIEW)

    assert contributor_client.post(address, FORM).status_code == 403
    assert Proof.objects.count() == 1


def test_who_has_handed_in_still_ends_the_own_link_and_no_other(
    make_article, contributor, contributor_client, editor_client, anybody
):
    own = make_article(created_by=contributor)
    page = reverse("admin-article-proofs", args=[own.pk])
    contributor_client.post(page, FORM)
    Article.objects.filter(pk=own.pk).update(state=State.IN_REVIEW)
    editor_client.post(page, FORM)
    others, mine = Proof.objects.all()

    said = [
        contributor_client.post(reverse("admin-article-proof-revoke", args=[own.pk, each.pk]))
        for each in (others, mine)
    ]

    assert [answer.status_code for answer in said] == [403, 302]
    assert list(Proof.objects.filter(revoked_at=None)) == [others]


def test_a_link_revoked_meanwhile_takes_nothing_more(link, anybody, draft):
    link()
    stale = Proof.objects.get()
    Proof.objects.update(revoked_at=timezone.now())

    for answer in (
        lambda: answering.comment_on(stale, text="Late.", paragraph=None, now=timezone.now()),
        lambda: answering.approve(stale, now=timezone.now()),
        lambda: answering.correct(stale, {"funding": "X"}, now=timezone.now()),
    ):
        with pytest.raises(answering.Closed):
            answer()

    assert draft.comments.count() == 0
    assert Proof.objects.get().approved_at is None


def test_the_log_names_no_token(link, anybody, caplog):
    address = link()
    Proof.objects.update(revoked_at=timezone.now())

    anybody.get(address)

    lines = [
        form.format(record) for record in caplog.records for form in (JSONLines(), PlainLines())
    ]
    assert lines
    assert not any(address.split("/")[2] in line for line in lines)


def test_ninety_days_after_its_end_nothing_is_left_of_whom_a_link_was_for(
    editor_client, draft, link, anybody
):
    page = reverse("admin-article-proofs", args=[draft.pk])
    address = link(recipient="Canary Okafor", address="")
    editor_client.post(page, FORM | {"address": "canary@example.org", "recipient": "Canary Kim"})
    anybody.post(address, {"do": "approve"})
    end = max(Proof.objects.values_list("expires_at", flat=True))

    assert forget(end + timedelta(days=89)) == 0
    assert forget(end + timedelta(days=91)) == 2
    assert forget(end + timedelta(days=91)) == 0

    left = str([*Proof.objects.values(), *Visit.objects.values()]).lower()
    assert not any(word in left for word in ("canary", "wait for the tide", "approved'"))
    assert "approved" in editor_client.get(page).content.decode()
    with time_machine.travel(end + timedelta(days=91), tick=False):
        assert anybody.get(address).status_code == 410
