"""Who may do what to whose article, where it stands."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from articles import policy, workflow
from articles.models import Article, State
from articles.policy import Action, may

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(contributor, editor_user, managing_editor):
    return {
        "contributor": contributor,
        "editor": editor_user,
        "managing editor": managing_editor,
        "reader with an account": User.objects.create_user("reader"),
        "nobody": AnonymousUser(),
    }


# Role: what it may do to its own draft, its own handed-in article, another's draft.
MAY = {
    "contributor": ("see edit", "see", ""),
    "editor": ("see edit review", "see edit review", "see edit review"),
    "managing editor": ("see edit review publish",) * 3,
    "reader with an account": ("", "", ""),
    "nobody": ("", "", ""),
}


@pytest.mark.parametrize("role", MAY)
def test_what_each_role_may_do(make_article, people, role):
    person = people[role]
    own = person if person.pk else None
    cases = [
        make_article(created_by=own),
        make_article(created_by=own, state=State.IN_REVIEW),
        make_article(created_by=User.objects.create_user("another")),
    ]

    for article, allowed in zip(cases, MAY[role], strict=True):
        answers = {action.value: may(person, action, article) for action in Action}
        assert [verb for verb, answer in answers.items() if answer] == allowed.split()
        assert all(answer.reason for answer in answers.values() if not answer)


def test_a_person_sees_in_lists_what_they_may_open(make_article, people):
    for creator in (people["contributor"], people["editor"], None):
        make_article(created_by=creator)

    for person in people.values():
        seen = set(policy.visible_to(person, Article.objects.all()))
        assert seen == {a for a in Article.objects.all() if may(person, Action.VIEW, a)}


def test_an_account_that_was_closed_may_do_nothing(make_article, managing_editor):
    managing_editor.is_active = False

    assert not may(managing_editor, Action.VIEW, make_article())


def test_an_article_is_handed_in_sent_back_and_called_ready(make_article, contributor, editor_user):
    article = make_article(created_by=contributor)

    workflow.move(article, State.IN_REVIEW, by=contributor)
    workflow.move(article, State.CHANGES_REQUESTED, by=editor_user)
    workflow.move(article, State.IN_REVIEW, by=contributor)
    workflow.move(article, State.READY, by=editor_user)

    assert article.state == State.READY
    assert [revision.by for revision in article.revisions.order_by("number")] == [
        contributor,
        editor_user,
        contributor,
        editor_user,
    ]


def test_a_contributor_cannot_call_an_article_ready(make_article, contributor):
    article = make_article(created_by=contributor)

    with pytest.raises(policy.NotPermitted):
        workflow.move(article, State.READY, by=contributor)

    article.refresh_from_db()
    assert article.state == State.DRAFT
    assert workflow.moves_open_to(contributor, article) == [State.IN_REVIEW]


@pytest.mark.parametrize("to", [State.PUBLISHED, State.SCHEDULED, State.WITHDRAWN])
def test_nothing_is_published_by_moving_it(make_article, managing_editor, to):
    with pytest.raises(workflow.WrongState):
        workflow.move(make_article(), to, by=managing_editor)


def test_moving_an_article_to_where_it_is_changes_nothing(make_article, editor_user):
    article = make_article(state=State.IN_REVIEW)

    workflow.move(article, State.IN_REVIEW, by=editor_user)

    assert not article.revisions.exists()
