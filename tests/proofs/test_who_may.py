"""Who gets which page of previews and links: every address of the room, written down (T4, T6)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import State
from proofs import making, urls
from proofs.models import Proof, Suggestion

pytestmark = pytest.mark.django_db

# What GET and POST answer for a contributor's draft, what they have handed in, and another's.
STAFF = {
    "preview": ("200 200 200", "200 200 200"),
    "preview-window": ("200 200 200", "200 200 200"),
    "photo": ("200 200 200", "200 200 200"),
    "live": ("405 405 405", "200 200 200"),
    "proofs": ("200 200 200", "400 400 400"),
    "proof-revoke": ("405 405 405", "302 302 302"),
    "suggestion": ("405 405 405", "302 302 302"),
}
WRITERS = {
    "preview": ("200 200 404", "200 200 404"),
    "preview-window": ("200 200 404", "200 200 404"),
    "photo": ("200 200 404", "200 200 404"),
    "live": ("405 405 405", "200 403 404"),
    "proofs": ("200 200 404", "400 403 404"),
    "proof-revoke": ("405 405 405", "302 403 404"),
    "suggestion": ("405 405 405", "302 403 404"),
}
NOBODY = dict.fromkeys(STAFF, ("302 302 302", "302 302 302"))
WHO = {"nobody": NOBODY, "contributor": WRITERS, "editor": STAFF, "managing editor": STAFF}


@pytest.fixture
def browsers(contributor_client, editor_client, managing_editor_client):
    return {
        "nobody": Client(),
        "contributor": contributor_client,
        "editor": editor_client,
        "managing editor": managing_editor_client,
    }


@pytest.fixture
def articles(make_article, make_photo, contributor, managing_editor):
    photo, now = make_photo(renditions=True), timezone.now()
    begun = [(contributor, State.DRAFT), (contributor, State.IN_REVIEW), (managing_editor, "draft")]
    made = [make_article(lead_photo=photo, created_by=by, state=state) for by, state in begun]
    for article in made:
        line = article.contributions.get()
        proof = making.make(
            article, recipient="Mina Seo", contribution=line, days=1, by=None, now=now
        ).proof
        Suggestion.objects.create(proof=proof, field="funding", said="Boats.", at=now)
    return made


def address(page, article):
    match page:
        case "photo":
            values = [article.lead_photo.sha256, "full", 320, "webp"]
        case "proof-revoke":
            values = [Proof.objects.get(article=article).pk]
        case "suggestion":
            values = [Suggestion.objects.get(proof__article=article).pk]
        case _:
            values = []
    return reverse(f"admin-article-{page}", args=[article.pk, *values])


def test_every_address_of_the_room_stands_in_the_tables():
    names = {pattern.name for pattern in urls.urlpatterns}

    assert names == {f"admin-article-{page}" for page in STAFF} | {"proof", "proof-photo"}


@pytest.mark.parametrize("who", WHO)
def test_who_gets_which_page_of_which_article(browsers, articles, who):
    answers = {
        page: tuple(
            " ".join(str(ask(address(page, each)).status_code) for each in articles)
            for ask in (browsers[who].get, browsers[who].post)
        )
        for page in STAFF
    }

    assert answers == WHO[who]
    if who == "nobody":
        assert not Proof.objects.exclude(revoked_at=None).exists()


def test_the_ones_link_is_not_reached_through_the_others_article(editor_client, articles):
    first, second, _ = articles
    proof = Proof.objects.get(article=first)
    suggestion = Suggestion.objects.get(proof=proof)

    for page, key in (("proof-revoke", proof.pk), ("suggestion", suggestion.pk)):
        asked = reverse(f"admin-article-{page}", args=[second.pk, key])
        assert editor_client.post(asked).status_code == 404


def test_what_changes_something_wants_a_token(editor_user, articles):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor_user)

    for page in ("live", "proofs", "proof-revoke", "suggestion"):
        assert browser.post(address(page, articles[0])).status_code == 403


def test_the_page_of_links_lets_browsers_say_where_its_forms_come_from(editor_client, articles):
    page = editor_client.get(address("proofs", articles[0]))

    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cache-Control"] == "private, no-store"


def test_the_number_of_queries_grows_with_nothing(
    editor_client, articles, django_assert_num_queries
):
    article = articles[0]
    line, now = article.contributions.get(), timezone.now()

    def made():
        return making.make(
            article, recipient="Mina Seo", contribution=line, days=1, by=None, now=now
        )

    token = made().token
    listed, shown = address("proofs", article), reverse("proof", args=[token])
    editor_client.get(listed)
    with django_assert_num_queries(LISTED):
        editor_client.get(listed)
    with django_assert_num_queries(SHOWN):
        Client().get(shown)
    for _ in range(3):
        Suggestion.objects.create(proof=made().proof, field="funding", said="Boats.", at=now)

    with django_assert_num_queries(LISTED):
        editor_client.get(listed)
    with django_assert_num_queries(SHOWN):
        Client().get(shown)


LISTED, SHOWN = 13, 14  # queries
