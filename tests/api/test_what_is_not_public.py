"""Nothing of a draft is anywhere in the API: not a word, not a name, not a difference.

The newsroom's models are used here to make what must stay unseen.
"""

import pytest

from authors.models import Author
from editing.slugs import remember_slug
from publication.models import Issue, Region, Section, Topic
from record.document import Contribution, Kind

pytestmark = pytest.mark.django_db

CANARY = "c4n4ry5e7a11"
ABSENT = "n3v3rh3ard0f"  # as long as the canary
PATHS = (
    "", "articles/", "articles/?page_size=100", "articles/?ordering=-modified", "authors/",
    "articles/?updated_since=2000-01-01", "articles/who-keeps-the-lanes-open/", "schema/",
    "articles/who-keeps-the-lanes-open/versions/", "authors/mirae-yoon/", "sections/", "topics/",
    "regions/", "issues/", "photos/", "licences/", "disclaimers/", "publications/", "changes/",
    "changes/?expand=article", "articles/?expand=article,authors", "docs/", "search/?q=lanes",
    "topics/trade/",
)  # fmt: skip


@pytest.fixture
def hidden(publication, make_article, make_author, make_photo):
    """A draft of which every word, name and file is a canary, with former slugs as well."""
    author = make_author(CANARY, CANARY, slug=CANARY, orcid="0000-0001-5109-3700")
    section = Section.objects.create(name=CANARY, slug=CANARY)
    topic = Topic.objects.create(name=CANARY, slug=CANARY)
    region = Region.objects.create(name=CANARY, slug=CANARY, code="XK")
    issue = Issue.objects.create(publication=publication, volume="9", title=CANARY, slug=CANARY)
    article = make_article(
        title=CANARY, standfirst=CANARY, slug=CANARY, author=author, section=section, issue=issue,
        body=f"<p>{CANARY}</p>", keywords=[CANARY], lead_photo=make_photo(alt_text=CANARY),
        doi=f"10.5555/{CANARY}",
    )  # fmt: skip
    article.topics.add(topic)
    article.regions.add(region)
    author.slug = f"{CANARY}-2"
    author.save()
    remember_slug(author, CANARY)
    return article


def test_no_answer_holds_a_word_of_a_draft(client, site, hidden):
    for path in PATHS:
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 200, path
        assert CANARY.encode() not in answer.content, path


def test_no_answer_changes_by_a_byte_when_a_draft_is_made(client, site, request):
    before = {path: client.get(f"/api/v1/{path}") for path in PATHS}

    request.getfixturevalue("hidden")

    for path, was in before.items():
        now = client.get(f"/api/v1/{path}")
        assert (now.content, dict(now.headers)) == (was.content, dict(was.headers)), path


@pytest.mark.parametrize(
    "path", ["articles/{}/", "articles/{}/versions/", "articles/{}/versions/1/", "authors/{}/",
             "authors/{}-2/", "sections/{}/", "topics/{}/", "regions/{}/", "issues/{}/"]
)  # fmt: skip
def test_a_drafts_address_answers_as_one_that_never_existed(client, site, hidden, path):
    draft, nothing = (client.get(f"/api/v1/{path.format(slug)}") for slug in (CANARY, ABSENT))

    assert draft.status_code == nothing.status_code == 404
    assert draft.content == nothing.content.replace(ABSENT.encode(), CANARY.encode())
    assert dict(draft.headers) == dict(nothing.headers)


@pytest.mark.parametrize("name", ["author", "topic", "section", "region", "issue"])
def test_a_filter_by_a_drafts_name_answers_as_by_one_that_never_existed(client, site, hidden, name):
    draft, nothing = (client.get("/api/v1/articles/", {name: s}) for s in (CANARY, ABSENT))

    assert draft.status_code == nothing.status_code == 200
    assert draft.json() == nothing.json() == {"next": None, "previous": None, "results": []}


@pytest.mark.parametrize(
    ("name", "drafts", "other"),
    [("orcid", "0000-0001-5109-3700", "0000-0002-1694-233X"), ("region", "XK", "AQ"),
     ("doi", f"10.5555/{CANARY}", f"10.5555/{ABSENT}")],
)  # fmt: skip
def test_a_filter_by_a_drafts_identifier_tells_nothing(client, site, hidden, name, drafts, other):
    one, another = (client.get("/api/v1/articles/", {name: v}) for v in (drafts, other))

    assert one.json() == another.json() == {"next": None, "previous": None, "results": []}


def test_an_author_known_from_a_withdrawn_article_only_is_unknown_again(
    client, slugs, make_public, make_later
):
    only = make_public(byline=(Contribution("Bo Lund", author="bo-lund", family_name="Lund"),))
    assert client.get("/api/v1/authors/bo-lund/").status_code == 200

    make_later(only, Kind.WITHDRAWAL)

    assert client.get("/api/v1/authors/bo-lund/").status_code == 404
    assert slugs("authors/") == []
    assert Author.objects.filter(slug="bo-lund").exists()
