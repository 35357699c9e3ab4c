"""An author's proof, as its author gets it and answers it."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from articles.revisions import record_revision
from proofs.mailing import send_due


@pytest.fixture
def draft(make_article, make_author, editor_user):
    author = make_author(biography="<p>Sails.</p>")
    article = make_article(title="Slow ferries", author=author)
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
