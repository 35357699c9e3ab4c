"""The author's proof: read, corrected and approved without an account, and kept as a revision."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.publishing import publish
from articles.revisions import restore
from proofs.correctable import printed
from proofs.models import Proof, Suggestion

pytestmark = pytest.mark.django_db


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

    assert "look at some of them" in page.content.decode()
    article = Article.objects.get(pk=draft.pk)
    assert (article.funding, article.competing_interests) == ("The Harbour Fund.", "None.")
    assert Suggestion.objects.get().said == "Nobody."


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


def test_lines_that_a_browser_ends_otherwise_are_no_correction(proof, draft, filled_form):
    line = draft.contributions.get()
    line.biography = "<p>Sails.</p><p>Writes.</p>"
    line.save()
    Proof.objects.update(before=printed(draft, line, on=draft.created_at.date()))
    before = draft.revisions.count()
    form = filled_form(Client().get(proof))
    assert form["corrections-biography"] == "Sails.\n\nWrites."

    answer = Client().post(
        proof,
        {name: said.replace("\n", "\r\n") for name, said in form.items()} | {"do": "correct"},
    )

    assert answer["Location"].endswith("?said=nothing#said")
    assert draft.revisions.count() == before


def test_what_editors_wrote_since_is_neither_shown_nor_called_a_correction(proof, author, draft):
    Article.objects.filter(pk=draft.pk).update(funding="Not for everybody yet.")

    assert "Not for everybody yet." not in Client().get(proof).content.decode()
    author(proof, competing_interests="None.")

    assert Article.objects.get(pk=draft.pk).funding == "Not for everybody yet."
    assert not Suggestion.objects.exists()


def test_a_biography_keeps_the_links_of_the_paragraphs_that_stay(proof, author, draft):
    linked = '<p>She <em>sails</em> <a href="https://a.example/">daily</a>.</p>'
    line = draft.contributions.get()
    line.biography = f"{linked}<p>In Ulsan.</p>"
    line.save()
    Proof.objects.update(before=printed(draft, line, on=draft.created_at.date()))

    author(proof, biography="She sails daily.\n\nIn Busan.\n\nAnd <alone>.")

    changed = f"{linked}<p>In Busan.</p><p>And &lt;alone&gt;.</p>"
    assert draft.contributions.get().biography == changed


def test_a_restored_byline_is_still_the_authors(proof, author, draft, editor_user):
    restore(draft.revisions.get(), by=editor_user)

    author(proof, title="Harbour master")

    assert draft.contributions.get().title == "Harbour master"


def test_who_no_longer_signs_is_told_so_on_both_pages(proof, draft, editor_client):
    draft.contributions.all().delete()

    assert "nothing can be corrected here" in Client().get(proof).content.decode()
    listed = editor_client.get(reverse("admin-article-proofs", args=[draft.pk]))
    assert "no longer in the byline" in listed.content.decode()
    assert Client().post(proof, {"do": "correct", "corrections-funding": "X"}).status_code == 410
