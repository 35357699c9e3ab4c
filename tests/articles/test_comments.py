"""Comments beside the text: said, answered, changed, settled, carried along."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles import comments
from articles.models import Comment, State
from articles.revisions import record_revision

pytestmark = pytest.mark.django_db

QUAY = "The ferry waits at the quay until the last lorry has come down the hill."
COURT = "A court has no ships, and its clock has no tide."
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}</textarea>"


@pytest.fixture
def article(make_article, contributor):
    made = make_article(created_by=contributor, body=f"<p>{QUAY}</p><p>{COURT}</p>")
    record_revision(made, by=contributor)
    return made


@pytest.fixture
def page(article):
    def read(client):
        address = reverse("admin:articles_article_comments", args=[article.pk])
        return client.get(address).content.decode()

    return read


@pytest.fixture
def listed(article):
    """What the form's box is told, of the open comments."""

    def asked(client):
        address = reverse("admin:articles_article_comments", args=[article.pk])
        answer = client.get(address, headers={"Accept": "application/json"})
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        return [each for each in answer.json()["comments"] if not each["settled"]]

    return asked


def rewrite(article, body):
    article.body = body
    article.save()
    record_revision(article, by=None)


def test_a_comment_on_a_paragraph_follows_it_through_the_saves(article, editor_client, say, listed):
    say(editor_client, article, text="Which hill?", place=0)

    rewrite(article, f"<p>{COURT}</p><p>New.</p><p>{QUAY}</p>")
    (moved,) = listed(editor_client)
    edited = QUAY.replace("the last lorry", "the very last of the lorries")
    rewrite(article, f"<h2>On water</h2><p>{COURT}</p><p>{edited}</p>")
    (found,) = listed(editor_client)

    assert (moved["place"], moved["words"]) == (2, QUAY)
    assert (found["place"], found["words"]) == (2, edited)


def test_of_a_paragraph_that_is_gone_its_former_words_can_be_read(
    article, editor_client, say, page, listed
):
    say(editor_client, article, text="Which hill?", place=0)

    rewrite(article, f"<p>{COURT}</p>")
    gone = page(editor_client)
    rewrite(article, f"<p>{COURT}</p><p>{QUAY}</p>")

    assert "The paragraph is gone." in gone
    assert QUAY in gone
    assert [each["place"] for each in listed(editor_client)] == [1]


def test_comments_stand_in_the_order_of_the_text(article, editor_client, say, listed):
    for values in ({"place": 1}, {"place": 0}, {}, {"paragraph": "Typed, not yet saved"}):
        say(editor_client, article, text=str(values), **values)

    words = [each["words"] for each in listed(editor_client)]

    assert words == ["", QUAY, COURT, "Typed, not yet saved"]


def test_writer_and_editor_talk_until_it_is_settled(
    article, contributor_client, editor_client, say, page, listed
):
    say(editor_client, article, text="Which hill?")
    said = Comment.objects.get()
    say(contributor_client, article, act="answer", comment=said.pk, text="The only one there.")
    say(contributor_client, article, act="resolve", comment=said.pk)

    settled = page(editor_client)
    say(editor_client, article, act="reopen", comment=said.pk)

    assert "Settled: 1" in settled
    assert "Settled by contributor" in settled
    (again,) = listed(editor_client)
    assert [answer["text"] for answer in again["answers"]] == ["The only one there."]


def test_an_answer_opens_a_settled_comment_again(article, editor_client, say, listed):
    say(editor_client, article, text="Which hill?")
    said = Comment.objects.get()
    say(editor_client, article, act="resolve", comment=said.pk)

    say(editor_client, article, act="answer", comment=said.pk, text="And which river?")

    assert len(listed(editor_client)) == 1


def test_ones_own_words_can_be_changed_and_taken_back_and_nothing_is_lost(
    article, contributor_client, editor_client, say, page
):
    say(contributor_client, article, text="The first wording")
    said = Comment.objects.get()

    say(contributor_client, article, act="edit", comment=said.pk, text="The second wording")
    changed = page(contributor_client)
    say(contributor_client, article, act="remove", comment=said.pk)

    assert "The first wording" in changed
    assert "The second wording" in changed
    assert "wording" not in page(contributor_client)
    assert "The second wording" in page(editor_client), "an editor reads what was taken back"


def test_words_of_others_and_settled_ones_stay_as_they_are(
    article, contributor_client, editor_client, say
):
    say(editor_client, article, text="Which hill?")
    said = Comment.objects.get()

    for act in ("edit", "remove"):
        answer = say(contributor_client, article, act=act, comment=said.pk, text="No hill.")
        assert answer.status_code == 403
    say(editor_client, article, act="resolve", comment=said.pk)
    assert say(editor_client, article, act="edit", comment=said.pk, text="x").status_code == 403

    said.refresh_from_db()
    assert said.text == "Which hill?"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("  \n ", "Write what you want to say."),
        ("x" * 5_001, "at most 5,000"),
        ("read \u202ethis", "changes the direction of the text"),
    ],
    ids=["nothing", "too much", "turned round"],
)
def test_what_cannot_be_kept_is_given_back_with_the_reason(
    article, editor_client, say, text, problem
):
    answer = say(editor_client, article, text=text)

    assert answer.status_code == 400
    assert problem in answer.content.decode()
    assert text.strip() in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_contributor_reads_and_answers_no_comments_of_other_peoples_articles(
    make_article, managing_editor, editor_user, contributor_client, say
):
    secret = make_article(created_by=managing_editor, title="The sealed harbour")
    said = comments.comment(secret, by=editor_user, text="Under the seal")
    own = reverse("admin:articles_article_comments", args=[secret.pk])

    assert contributor_client.get(own).status_code == 404
    for values in ({"text": "x"}, {"act": "resolve", "comment": said.pk}):
        assert say(contributor_client, secret, **values).status_code == 404
    said.refresh_from_db()
    assert said.resolved_at is None
    assert Comment.objects.count() == 1


def test_a_comment_is_found_under_its_own_article_only(
    article, make_article, editor_user, contributor_client, say
):
    elsewhere = comments.comment(make_article(), by=editor_user, text="Elsewhere")

    answer = say(contributor_client, article, act="resolve", comment=elsewhere.pk)

    assert answer.status_code == 404


def test_words_are_shown_as_words(article, contributor_client, editor_client, say, page):
    say(contributor_client, article, text=HOSTILE, paragraph=HOSTILE)
    form = reverse("admin:articles_article_change", args=[article.pk])

    for shown in (page(editor_client), editor_client.get(form).content.decode()):
        assert "<img src=x" not in shown
        assert "<script>alert" not in shown


def test_who_is_mentioned_is_told_if_they_may_see_it(
    article, editor_user, managing_editor, contributor, messages_of
):
    outsider = User.objects.create_user("outsider", is_staff=True)
    text = "@managing-editor: ask @outsider, mail a@editor-user.example, not @nobody."

    said = comments.comment(article, by=editor_user, text=text)
    comments.edit(said, by=editor_user, text=f"{text} Please.")

    assert messages_of(managing_editor) == ["editor mentions you in a comment"]
    assert messages_of(contributor) == ["editor comments"]
    assert messages_of(outsider) == []


def test_somebody_without_account_comments_by_name(
    article, contributor, messages_of, page, editor_client
):
    comments.comment(article, by=None, signed="Wim Achterberg", text="Fine.", paragraph=COURT)

    assert messages_of(contributor) == ["Wim Achterberg comments on a paragraph"]
    assert "Wim Achterberg (without account)" in page(editor_client)


def test_the_page_costs_the_same_with_many_comments(
    article, editor_client, editor_user, django_assert_num_queries, page
):
    def add(count):
        for number in range(count):
            said = comments.comment(article, by=editor_user, text=f"{number}", paragraph=QUAY)
            comments.answer(said, by=editor_user, text="Yes")

    add(1)
    with django_assert_num_queries(8):
        page(editor_client)
    add(12)
    with django_assert_num_queries(8):
        page(editor_client)


def test_a_handed_in_article_is_still_talked_about(article, contributor_client, say):
    type(article).objects.filter(pk=article.pk).update(state=State.IN_REVIEW)

    assert say(contributor_client, article, text="I forgot the hill.").status_code == 302
