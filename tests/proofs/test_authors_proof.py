"""The author's proof: read, corrected and approved without an account, and kept as a revision."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.publishing import publish
from articles.revisions import record_revision
from proofs.mailing import send_due
from proofs.models import Proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(make_article, editor_user):
    article = make_article(title="Slow ferries")
    record_revision(article, by=editor_user)
    return article


@pytest.fixture
def proof(editor_client, draft):
    """The address of the author's proof, as it comes by mail."""
    line = draft.contributions.get()
    asked = reverse("admin-article-proofs", args=[draft.pk])
    sent = editor_client.post(
        asked,
        {
            "contribution": str(line.pk),
            "recipient": "Mina Seo",
            "address": "mina@example.org",
            "days": "7",
        },
    )
    assert sent.status_code == 302
    send_due()
    return re.search(r"http://[^/]+(/proofs/\S+)", mail.outbox[-1].body)[1]


@pytest.fixture
def author(filled_form):
    """`author(address, **corrections)`: what the author sends from the page."""

    def corrected(address, **corrections):
        client = Client()
        form = filled_form(client.get(address))
        values = {name: form[name] for name in form if name.startswith("corrections-")}
        for name, said in corrections.items():
            values[f"corrections-{name}"] = said
        return client.post(address, {"do": "correct", **values}, follow=True)

    return corrected


def test_the_form_offers_the_author_of_that_line_with_the_profiles_address(
    editor_client, draft, filled_form
):
    line = draft.contributions.get()
    line.author.email = "own@example.org"
    line.author.save()

    address = reverse("admin-article-proofs", args=[draft.pk])
    form = filled_form(editor_client.get(f"{address}?for={line.pk}"))

    assert form["contribution"] == str(line.pk)
    assert form["address"] == "own@example.org"
    assert line.author.family_name in form["recipient"]


def test_what_an_author_corrects_is_a_revision_by_that_author(proof, author, draft, editor_user):
    page = author(
        proof,
        biography="Mina Seo sails.\n\nShe <em>writes</em>, too.",
        competing_interests="Owns a boat.",
    )

    assert "with the editors" in page.content.decode()
    line = draft.contributions.get()
    assert line.biography == "<p>Mina Seo sails.</p><p>She &lt;em&gt;writes&lt;/em&gt;, too.</p>"
    assert Article.objects.get(pk=draft.pk).competing_interests == "Owns a boat."
    revision = draft.revisions.first()
    assert (revision.by, revision.signed) == (None, "Mina Seo")
    assert "biography" in revision.reason
    assert "corrected the proof" in editor_user.told.first().what


def test_what_an_editor_changed_meanwhile_is_not_overwritten(proof, author, draft):
    Article.objects.filter(pk=draft.pk).update(funding="The Harbour Fund.")

    page = author(proof, funding="Nobody.", competing_interests="None.")

    assert "had changed meanwhile" in page.content.decode()
    article = Article.objects.get(pk=draft.pk)
    assert (article.funding, article.competing_interests) == ("The Harbour Fund.", "None.")
    assert "Nobody." in draft.comments.get().text


def test_an_editor_with_the_form_open_is_told_that_the_author_saved(
    proof, author, draft, editor_client, filled_form
):
    address = reverse("admin:articles_article_change", args=[draft.pk])
    form = filled_form(editor_client.get(address))
    author(proof, competing_interests="Owns a boat.")

    stale = editor_client.post(address, form | {"title": "Slower ferries"})

    assert stale.status_code == 409
    assert Article.objects.get(pk=draft.pk).competing_interests == "Owns a boat."


def test_sent_without_a_change_nothing_is_saved(proof, author, draft):
    before = draft.revisions.count()

    author(proof)

    assert draft.revisions.count() == before


def test_a_published_article_takes_no_corrections(proof, draft, managing_editor):
    publish(draft, by=managing_editor, at=timezone.now())

    answer = Client().post(proof, {"do": "correct", "corrections-funding": "Nobody."})

    assert answer.status_code == 302
    assert Article.objects.get(pk=draft.pk).funding == ""


def test_a_link_to_look_at_corrects_nothing(editor_client, draft, proof):
    Proof.objects.update(kind="preview", contribution=None)

    answer = Client().post(proof, {"do": "correct", "corrections-funding": "Nobody."})

    assert answer.status_code == 400
    assert Article.objects.get(pk=draft.pk).funding == ""
