"""What must not be seen: articles in every hidden state, full of words that stand nowhere else."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, Contribution, Reference, State
from authors.models import Affiliation, Author, Organisation, SelectedWork
from publication.models import Issue, Section, Topic

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def canary():
    """Every text of the hidden articles, with a word that stands nowhere else."""
    words = []

    def word() -> str:
        words.append(f"canary{secrets.token_hex(8)}")
        return words[-1]

    word.all = words
    return word


@pytest.fixture
def hide(make_article, make_photo, canary, publication):
    """`hide(state)`: an article full of canaries, with all that only it names."""

    def make(state: State, *, renditions: bool = False, **fields) -> Article:
        author = Author.objects.create(
            family_name=canary(),
            given_name=canary(),
            slug=canary(),
            biography=f"<p>{canary()}</p>",
            email=f"{canary()}@example.org",
            private_notes=canary(),
        )
        organisation = Organisation.objects.create(name=canary())
        Affiliation.objects.create(author=author, organisation=organisation, role=canary())
        SelectedWork.objects.create(author=author, title=canary())
        article = make_article(
            title=canary(),
            slug=canary(),
            subtitle=canary(),
            standfirst=canary(),
            abstract=canary(),
            body=f"<p>{canary()}<span data-note>{canary()}</span></p>",
            keywords=[canary()],
            funding=canary(),
            competing_interests=canary(),
            author=author,
            section=Section.objects.create(name=canary(), slug=canary()),
            issue=Issue.objects.create(
                publication_id=publication.pk,
                title=canary(),
                slug=canary(),
                special=True,
            ),
            lead_photo=make_photo(
                alt_text=canary(), credit_line=canary(), caption=canary(), renditions=renditions
            ),
            state=state,
            **fields,
        )
        article.topics.add(Topic.objects.create(name=canary(), slug=canary()))
        Reference.objects.create(article=article, text=canary(), url=f"https://{canary()}.example/")
        Contribution.objects.create(article=article, collective_name=canary(), position=1)
        return article

    return make


@pytest.fixture
def hidden(hide, make_article, canary):
    """One article of each kind that must not be seen, and a private revision of a public one."""
    public = make_article(title="In the open", slug="in-the-open")
    publishing.publish(public, by=None, at=NOW)
    public.title, public.body = canary(), f"<p>{canary()}</p>"
    public.save()
    soon = timezone.now() + timedelta(hours=1)
    return [
        hide(State.DRAFT),
        hide(State.IN_REVIEW),
        hide(State.READY),
        hide(State.SCHEDULED, publish_at=soon),
    ]
