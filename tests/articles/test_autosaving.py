"""What is typed into an article's form is kept, for who typed it, and apart from the article."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import autosaving
from articles.models import Article, Autosave, State
from articles.publishing import publish, schedule
from record import listings

ADD = "admin:articles_article_add"
CHANGE = "admin:articles_article_change"
SITTING = "0d1f6ad0-5f3e-4c9c-9d60-5c2f0a3c1b11"


def address_of(article=None):
    if article is None:
        return reverse("admin:articles_article_autosave-new")
    return reverse("admin:articles_article_autosave", args=[article.pk])


def typed(form, *, sitting=SITTING, number=1, **changes):
    base = form.get("edit_number")
    values = [
        [name, str(value)]
        for name, given in (form | changes).items()
        for value in (given if isinstance(given, list) else [given])
        if name != "sitting"
    ]
    return {
        "sitting": sitting,
        "number": number,
        "base": int(base) if base else None,
        "age": 0,
        "values": values,
    }


def send(client, address, sent):
    text = sent if isinstance(sent, str) else json.dumps(sent)
    return client.post(address, text, content_type="application/json")


@pytest.fixture
def form_of(editor_client, filled_form):
    def opened(article=None, client=editor_client):
        page = reverse(ADD) if article is None else reverse(CHANGE, args=[article.pk])
        return filled_form(client.get(page))

    return opened


def test_typing_is_kept_and_offered_back_and_the_article_stays_as_it_is(
    make_article, form_of, editor_client, filled_form
):
    article = make_article(body="<p>Ships wait.</p>")
    before = Article.objects.values().get(pk=article.pk)
    form = form_of(article)

    send(editor_client, address_of(article), typed(form, body="<p>Ships wait no"))
    kept = send(
        editor_client,
        address_of(article),
        typed(form, number=2, body="<p>Ships wait no more.</p><script>x()</script>"),
    )

    assert (kept.status_code, list(kept.json())) == (200, ["at"])
    assert Article.objects.values().get(pk=article.pk) == before
    assert article.revisions.count() == 0
    offer = editor_client.get(address_of(article)).json()["kept"]
    assert (offer["sitting"], offer["since"]) == (SITTING, None)
    assert dict(offer["values"])["body"] == "<p>Ships wait no more.</p>"
    taken_up = editor_client.get(reverse(CHANGE, args=[article.pk]), {"autosave": SITTING})
    assert filled_form(taken_up)["body"] == "<p>Ships wait no more.</p>"
    assert filled_form(taken_up)["sitting"] == SITTING


def test_a_save_that_arrives_late_does_not_undo_a_later_one(make_article, form_of, editor_client):
    article = make_article()
    form = form_of(article)

    send(editor_client, address_of(article), typed(form, number=7, title="Later"))
    late = send(editor_client, address_of(article), typed(form, number=6, title="Earlier"))

    assert late.status_code == 200
    assert dict(Autosave.objects.get().values)["title"] == "Later"


def test_saving_the_form_removes_the_text_and_refuses_what_comes_late(
    make_article, form_of, editor_client
):
    article = make_article()
    form = form_of(article) | {"sitting": SITTING, "title": "Ferries"}
    send(editor_client, address_of(article), typed(form))

    editor_client.post(reverse(CHANGE, args=[article.pk]), form)
    late = send(editor_client, address_of(article), typed(form, number=9))

    assert not Autosave.objects.kept().exists()
    assert Autosave.objects.get().values == []
    assert late.status_code == 409
    assert late.json()["sitting"] != SITTING
    told = editor_client.get(address_of(article), {"sittings": f"{SITTING},{uuid4()},x"}).json()
    assert told == {"saved": [SITTING], "kept": None}


def test_a_form_that_is_refused_keeps_its_sitting_and_its_text(
    make_article, form_of, editor_client, filled_form
):
    article = make_article()
    form = form_of(article) | {"sitting": SITTING, "title": ""}
    send(editor_client, address_of(article), typed(form))

    page = editor_client.post(reverse(CHANGE, args=[article.pk]), form)

    assert filled_form(page)["sitting"] == SITTING
    assert Autosave.objects.kept().exists()


def test_an_article_not_yet_begun_is_kept_too(
    publication, editor_client, form_of, make_author, filled_form
):
    author = make_author("Ann", "Aerts")
    form = form_of() | {
        "title": "The Slow Ferry",
        "contributions-TOTAL_FORMS": "1",
        "contributions-0-author": str(author.pk),
        "contributions-0-role": "author",
    }

    send(editor_client, address_of(), typed(form))
    page = editor_client.get(reverse(ADD), {"autosave": SITTING})

    taken_up = filled_form(page)
    assert (taken_up["title"], taken_up["sitting"]) == ("The Slow Ferry", SITTING)
    assert taken_up["contributions-0-author"] == str(author.pk)
    saved = editor_client.post(reverse(ADD), taken_up)
    assert saved.status_code == 302
    assert Article.objects.get().contributions.get().author == author
    assert editor_client.get(address_of()).json()["kept"] is None


def test_what_somebody_saved_since_is_told_and_taking_up_shows_both_texts(
    make_article, form_of, editor_client, managing_editor_client
):
    article = make_article(title="Ships")
    form = form_of(article)
    send(editor_client, address_of(article), typed(form, title="My ships"))
    other = form_of(article, client=managing_editor_client)
    change = reverse(CHANGE, args=[article.pk])
    managing_editor_client.post(change, other | {"title": "Her ships"})

    offer = editor_client.get(address_of(article)).json()["kept"]
    page = editor_client.get(change, {"autosave": SITTING})

    assert offer["since"]["by"] == "managing-editor"
    assert page.status_code == 409
    for text in ("Saved meanwhile by somebody else", "Her", "My"):
        assert text in page.content.decode()
    article.refresh_from_db()
    assert article.title == "Her ships"


def test_the_differences_are_shown_before_it_is_taken_up(
    make_article, form_of, editor_client, editor_user
):
    article = make_article(title="Ships")
    address = reverse("admin:articles_article_autosave-differences", args=[article.pk])
    assert editor_client.get(address).status_code == 404
    send(editor_client, address_of(article), typed(form_of(article), title="Slow <b>ships"))

    page = editor_client.get(address, {"sitting": SITTING})

    assert "no-store" in page["Cache-Control"]
    assert "&lt;b&gt;" in page.content.decode()
    assert "<b>ships" not in page.content.decode()


def test_it_is_discarded_on_demand(make_article, form_of, editor_client):
    article = make_article()
    send(editor_client, address_of(article), typed(form_of(article)))

    send(editor_client, address_of(article), {"sitting": SITTING, "discard": True})

    assert not Autosave.objects.exists()
    page = editor_client.get(reverse(CHANGE, args=[article.pk]), {"autosave": SITTING})
    assert "no longer kept" in page.content.decode()


def test_nobody_else_is_offered_it_or_can_reach_it(
    make_article, form_of, editor_client, managing_editor_client, contributor_client, contributor
):
    article = make_article(created_by=contributor)
    form = form_of(article)
    send(editor_client, address_of(article), typed(form, title="A secret"))
    change = reverse(CHANGE, args=[article.pk])

    for other in (managing_editor_client, contributor_client):
        assert other.get(address_of(article)).json()["kept"] is None
        assert "A secret" not in other.get(change, {"autosave": SITTING}).content.decode()
        send(other, address_of(article), {"sitting": SITTING, "discard": True})
        send(other, address_of(article), typed(form, number=99, title="Mine"))
    assert dict(Autosave.objects.get(by__username="editor").values)["title"] == "A secret"


def test_who_may_not_edit_is_refused(
    make_article, form_of, contributor_client, contributor, signed_in
):
    another = make_article()
    handed_in = make_article(created_by=contributor, state=State.IN_REVIEW)
    form = form_of(handed_in)

    unseen = send(contributor_client, address_of(another), typed(form))
    locked = send(contributor_client, address_of(handed_in), typed(form))
    stranger = send(Client(), address_of(handed_in), typed(form))

    assert unseen.status_code == 404
    assert (locked.status_code, stranger.status_code) == (403, 302)
    assert "handed this article in" in locked.json()["refused"]
    assert not Autosave.objects.exists()


def test_keeping_wants_the_token(make_article, form_of, editor_user):
    article = make_article()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor_user)

    assert send(browser, address_of(article), typed(form_of(article))).status_code == 403


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[" * 3_000,
        "[]",
        "{}",
        {"sitting": SITTING},
        {"sitting": "x", "number": 1, "age": 0, "values": []},
        {"sitting": SITTING, "number": -1, "age": 0, "values": []},
        {"sitting": SITTING, "number": True, "age": 0, "values": []},
        {"sitting": SITTING, "number": 10**12, "age": 0, "values": []},
        {"sitting": SITTING, "number": 1, "age": 0, "values": [["title", 4]]},
        {"sitting": SITTING, "number": 1, "age": 0, "values": ["title"]},
        {"sitting": SITTING, "number": 1, "age": 0, "values": [["a", "b"]] * 5_001},
    ],
    ids=[
        "nothing", "deep", "a list", "empty", "no values", "no sitting", "negative", "a truth",
        "huge number", "no text", "no pair", "too many",
    ],
)  # fmt: skip
def test_what_the_form_never_sends_is_refused(make_article, editor_client, sent):
    article = make_article()

    assert send(editor_client, address_of(article), sent).status_code == 400
    assert not Autosave.objects.exists()


def test_its_size_is_bounded_and_said(make_article, form_of, editor_client):
    article = make_article()

    sent = send(editor_client, address_of(article), typed(form_of(article), body="x" * 2_000_001))

    assert (sent.status_code, "too long" in sent.json()["refused"]) == (413, True)
    assert not Autosave.objects.exists()


def test_what_no_database_keeps_is_left_out(make_article, form_of, editor_client):
    article = make_article()

    sent = send(editor_client, address_of(article), typed(form_of(article), title="a\x00b\ud800"))

    assert sent.status_code == 200
    assert dict(Autosave.objects.get().values)["title"] == "ab?"


def test_a_scheduled_article_appears_as_it_was_saved(make_article, form_of, editor_client):
    article = make_article(title="Ships wait")
    now = timezone.now()
    schedule(article, by=None, at=now + timedelta(hours=1), now=now)
    send(editor_client, address_of(article), typed(form_of(article), title="Ships wai"))

    publish(article, by=None, at=now + timedelta(hours=2))

    assert listings.current_document(article.key).title == "Ships wait"


def test_one_persons_texts_are_limited_and_old_ones_are_forgotten(editor_user, make_article):
    article, now = make_article(), timezone.now()
    for number in range(105):
        at = now - timedelta(days=32) + timedelta(days=number)
        typing = autosaving.Typing(uuid4(), 1, None, [], at)
        autosaving.keep(typing, by=editor_user, article=article)
    assert Autosave.objects.count() == 100

    assert autosaving.forget_old(now + timedelta(days=80)) == 77

    assert Autosave.objects.count() == 23


def test_keeping_and_offering_cost_the_same_however_much_there_is(
    make_article, form_of, editor_client
):
    article = make_article()
    form = form_of(article)

    def cost(number):
        with CaptureQueriesContext(connection) as queries:
            send(editor_client, address_of(article), typed(form, number=number))
            editor_client.get(address_of(article))
        return len(queries)

    cost(1)
    once = cost(2)
    for _ in range(5):
        send(editor_client, address_of(article), typed(form, sitting=str(uuid4())))
    assert cost(3) == once
